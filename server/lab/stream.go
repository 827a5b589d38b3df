package lab

import (
	"sync"

	"parley/server/chat"
	"parley/server/feed"
	"parley/shared"
)

// warm is how many bytes of a stream its feed has ready: the last minute of a
// clock. What is older it reads from the log, as the room's does.
const warm = 64 << 10

// stream is a log in memory, and the feed that joins it to all who listen.
type stream struct {
	id      shared.LabStream
	options Options
	log     *log
	feed    *feed.Feed

	telling sync.Mutex // held from when something happens until it is published
}

func newStream(id shared.LabStream, options Options) *stream {
	s := &stream{id: id, options: options, log: newLog()}
	s.feed = feed.New(s.log, feed.Options{Warm: warm, Clock: options.Clock, Log: options.Log})
	return s
}

// tell has something happen, now.
func (s *stream) tell(by shared.PersonID, sample shared.LabSample) {
	s.telling.Lock()
	defer s.telling.Unlock()
	place := s.log.Head() + 1
	sample.Micros = s.options.Clock().UnixMicro()
	event := shared.NewLabEvent(place, s.id, by, sample)
	s.feed.Publish([]chat.Entry{s.log.append(event)})
}

func (s *stream) open() (*feed.Feed, shared.LabStreamState, error) { return s.feed, s.state(), nil }

func (s *stream) state() shared.LabStreamState {
	from, head := s.log.reach()
	return shared.LabStreamState{ID: s.id, From: s.cursor(from), Head: s.cursor(head)}
}

func (s *stream) cursor(seq shared.Seq) shared.Cursor {
	return shared.Cursor{Epoch: s.log.epoch, Seq: seq}
}

func (s *stream) listeners() int { return count(s.feed.Listeners()) }
