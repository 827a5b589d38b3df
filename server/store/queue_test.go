package store

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"parley/shared"
)

// TestWhoWaitsTooLongIsRefused: where the disk is stuck, a command is refused in
// time, whether it has a place in the queue or not, and is not done behind its
// author's back.
func TestWhoWaitsTooLongIsRefused(t *testing.T) {
	tests := []struct {
		name  string
		ahead int // commands in the queue
	}{
		{"behind a commit", 0},
		{"behind others", 3},
		{"before a full queue", queueLength},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, t.TempDir(), Options{})
			ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
			release := hold(t, s)
			var ahead []*doing
			for i := range test.ahead {
				ahead = append(ahead, queue(t, s, bob, post(shared.General, fmt.Sprint(i))))
			}
			s.committer.wait = time.Millisecond
			hello := post(shared.General, "hello")
			_, err := s.Do(t.Context(), ann, hello)
			if shared.CodeOf(err) != shared.CodeUnavailable {
				t.Errorf("got %v", err)
			}
			s.committer.wait = queueWait
			release()
			for _, d := range ahead {
				if err := <-d.done; err != nil {
					t.Error(err)
				}
			}
			must(t, s, bob, post(shared.General, "the committer is past it"))
			if said := saidBy(t, s, ann); said != 0 {
				t.Errorf("%d messages of someone who was refused", said)
			}
			if reply, err := s.Do(t.Context(), ann, hello); err != nil || reply.Duplicate {
				t.Errorf("sent again: %+v, %v", reply, err)
			}
		})
	}
}

// TestWhatIsBegunIsAnswered: a command that the committer has taken is answered
// with what became of it, however long that takes.
func TestWhatIsBegunIsAnswered(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	s.committer.wait = time.Millisecond
	begun, late := make(chan struct{}), make(chan struct{})
	answered := make(chan error, 1)
	go func() {
		for {
			err := s.change(context.Background(), func(*conn) error {
				close(begun)
				<-late
				return nil
			})
			select {
			case <-begun:
				answered <- err
				return
			default: // it had to wait for its turn
			}
		}
	}()
	<-begun
	time.AfterFunc(20*s.committer.wait, func() { close(late) })
	if err := <-answered; err != nil {
		t.Error(err)
	}
}

func TestWhoIsGoneNeedNotBeServed(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ann := enter(t, s, "Ann")
	release := hold(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	waiting := &doing{by: ann, command: post(shared.General, "hello"), done: make(chan error, 1)}
	gone := make(chan error)
	go func() { gone <- s.committer.do(ctx, waiting, waiting.done) }()
	for len(s.committer.queue) == 0 {
		runtime.Gosched()
	}
	cancel()
	if err := <-gone; err != context.Canceled {
		t.Errorf("got %v", err)
	}
	release()
	must(t, s, ann, post(shared.General, "the committer is past it"))
	if said := saidBy(t, s, ann); said != 1 {
		t.Errorf("%d messages, want the one", said)
	}
}

func saidBy(t *testing.T, s *Store, person shared.PersonID) (messages int) {
	t.Helper()
	for _, entry := range logOf(t, s) {
		if _, ok := entry.Event.Body.(shared.MessagePosted); ok && entry.Event.By == person {
			messages++
		}
	}
	return messages
}
