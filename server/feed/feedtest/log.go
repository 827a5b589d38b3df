// Package feedtest has a log in memory, for tests of the feed and of what stands
// on it.
package feedtest

import (
	"context"
	"maps"
	"sync"

	"parley/server/chat"
	"parley/shared"
)

// Epoch is the epoch of every Log.
const Epoch = "e1"

// Log is a log in memory. One goroutine writes to it; any may read.
type Log struct {
	// Publish is called with what Happen commits.
	Publish func([]chat.Entry)

	mu        sync.Mutex
	entries   []chat.Entry
	rooms     map[shared.PersonID]map[shared.RoomID]shared.Seq
	forgotten shared.Seq
	reads     int
}

// New gives an empty log.
func New() *Log {
	return &Log{Publish: func([]chat.Entry) {}, rooms: make(map[shared.PersonID]map[shared.RoomID]shared.Seq)}
}

// Of gives a log of what has happened on a server.
func Of(events []shared.Event) *Log {
	l := New()
	for _, e := range events {
		l.entries = append(l.entries, chat.Entry{Event: e, Audience: chat.AudienceOf(e)})
	}
	return l
}

// Forget drops what is up to seq.
func (l *Log) Forget(seq shared.Seq) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forgotten = seq
}

// Reads tells how often events were read.
func (l *Log) Reads() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.reads
}

// Entries gives all that was committed.
func (l *Log) Entries() []chat.Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.entries
}

// Epoch implements feed.Log.
func (l *Log) Epoch() string { return Epoch }

// Head implements feed.Log.
func (l *Log) Head() shared.Seq {
	l.mu.Lock()
	defer l.mu.Unlock()
	return shared.Seq(len(l.entries))
}

// Memberships implements feed.Log.
func (l *Log) Memberships(_ context.Context, id shared.PersonID) (map[shared.RoomID]shared.Seq, shared.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.rooms[id]), shared.Seq(len(l.entries)), nil
}

// Events implements feed.Log.
func (l *Log) Events(_ context.Context, r chat.Reading) (page []chat.Entry, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reads++
	if r.After < l.forgotten {
		return nil, shared.Errorf(shared.CodeCursorInvalid, "The log begins after %d.", l.forgotten)
	}
	for _, entry := range l.entries[r.After:r.Until] {
		if r.Sees(entry) && len(page) < r.Limit {
			page = append(page, entry)
		}
	}
	return page, nil
}

// Append commits an event and returns what is to be published.
func (l *Log) Append(room shared.RoomID, by shared.PersonID, body shared.EventBody) chat.Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	event := shared.Event{Seq: shared.Seq(len(l.entries) + 1), Room: room, By: by, At: 1, Command: "C", Body: body}
	entry := chat.Entry{Event: event, Audience: chat.AudienceOf(event)}
	l.entries = append(l.entries, entry)
	for _, move := range chat.Moves(event) {
		in := l.rooms[move.Person]
		if in == nil {
			in = make(map[shared.RoomID]shared.Seq)
			l.rooms[move.Person] = in
		}
		moved(in, move, event.Seq)
	}
	return entry
}

// Happen commits an event and publishes it.
func (l *Log) Happen(room shared.RoomID, by shared.PersonID, body shared.EventBody) shared.Seq {
	entry := l.Append(room, by, body)
	l.Publish([]chat.Entry{entry})
	return entry.Event.Seq
}

// Say commits and publishes a message.
func (l *Log) Say(room shared.RoomID, by shared.PersonID, text string) shared.Seq {
	return l.Happen(room, by, shared.MessagePosted{Text: text})
}

// Join brings people into a room.
func (l *Log) Join(room shared.RoomID, who ...shared.PersonID) {
	for _, id := range who {
		l.Happen(room, id, shared.PersonJoined{Name: string(id)})
	}
}

// Leave takes a person out of a room; out of all, where it is empty.
func (l *Log) Leave(room shared.RoomID, id shared.PersonID) shared.Seq {
	return l.Happen(room, id, shared.PersonLeft{})
}
