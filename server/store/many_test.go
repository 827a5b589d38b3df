package store

import (
	"fmt"
	"sync"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// poster posts until the store closes, and sends again, under the same ID, what
// was not answered.
type poster struct {
	me           shared.PersonID
	acknowledged map[shared.CommandID]shared.Seq
	unanswered   *shared.Command
}

func (p *poster) run(t *testing.T, s *Store) {
	for i := 0; ; i++ {
		cmd := post(shared.General, fmt.Sprintf("%s %d", p.me, i))
		if p.unanswered != nil {
			cmd = *p.unanswered
		}
		p.unanswered = &cmd
		reply, err := s.Do(t.Context(), p.me, cmd)
		if shared.CodeOf(err) == shared.CodeUnavailable {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		p.acknowledged[cmd.ID] = reply.Seq
		p.unanswered = nil
	}
}

// follower reads what a person may see, page after page, as the feed does.
type follower struct {
	reading chat.Reading
	seen    []chat.Entry
}

// catchUp reads to the head.
func (f *follower) catchUp(t *testing.T, s *Store) {
	for {
		entries, err := s.Events(t.Context(), f.reading)
		if err != nil {
			t.Error(err)
			return
		}
		f.seen = append(f.seen, entries...)
		if len(entries) > 0 {
			f.reading.After = entries[len(entries)-1].Event.Seq
		}
		if len(entries) < f.reading.Limit {
			return
		}
	}
}

// Many people post while others read; the store closes under them, and opens
// again. Everything acknowledged is in the log once, and every reader saw all of
// it, in order.
func TestManyAtOnce(t *testing.T) {
	const posters, lives, postsALife = 16, 3, 400
	dir := t.TempDir()
	var people []*poster
	reader := &follower{}
	for life := range lives {
		enough := make(chan struct{})
		told, once := 0, sync.Once{}
		s := open(t, dir, Options{Committed: func(entries []chat.Entry) {
			if told += len(entries); told > postsALife {
				once.Do(func() { close(enough) })
			}
		}})
		if life == 0 {
			for i := range posters {
				people = append(people, &poster{me: enter(t, s, fmt.Sprintf("Poster %d", i)), acknowledged: map[shared.CommandID]shared.Seq{}})
			}
			reader.reading = readingOf(t, s, people[0].me)
			reader.reading.Limit = 7
		}
		var posting, following sync.WaitGroup
		for _, p := range people {
			posting.Go(func() { p.run(t, s) })
		}
		following.Go(func() {
			for {
				select {
				case <-enough:
					return
				default:
					reader.catchUp(t, s)
				}
			}
		})
		<-enough
		following.Wait()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		posting.Wait()
	}
	s := open(t, dir, Options{})
	reader.catchUp(t, s)
	checkAcknowledged(t, people, reader.seen)
	clean(t, dir, s)
}

func checkAcknowledged(t *testing.T, people []*poster, seen []chat.Entry) {
	t.Helper()
	log := map[shared.CommandID]shared.Seq{}
	for i, entry := range seen {
		if want := seen[0].Event.Seq + shared.Seq(i); entry.Event.Seq != want {
			t.Fatalf("event %d was read where %d should be", entry.Event.Seq, want)
		}
		if _, twice := log[entry.Event.Command]; twice {
			t.Fatalf("command %s is in the log twice", entry.Event.Command)
		}
		log[entry.Event.Command] = entry.Event.Seq
	}
	for _, p := range people {
		for id, seq := range p.acknowledged {
			if log[id] != seq {
				t.Errorf("command %s was acknowledged as %d, but is %d", id, seq, log[id])
			}
		}
	}
}
