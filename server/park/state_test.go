package park

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const patience = 20 * time.Second // for what has to happen

// TestNoSignalIsLost has many signal one connection while one serves it: whatever
// was signalled is looked at after it was, the connection is in the queue once at
// most, and one at a time serves it. The race detector sees to the last, as
// served belongs to who serves.
func TestNoSignalIsLost(t *testing.T) {
	const callers, rounds = 3, 20_000
	var s state
	var news, looked atomic.Int64
	queue := make(chan struct{}, 1)
	enqueue := func() {
		select {
		case queue <- struct{}{}:
		default:
			t.Error("it is in the queue twice")
		}
	}
	served, ended := 0, make(chan struct{})
	go func() {
		defer close(ended)
		for range queue {
			s.take()
			served++
			looked.Store(news.Load())
			runtime.Gosched() // here a signal comes too late to be looked at
			if served%5 == 0 {
				s.again(0)
				enqueue()
			} else if s.settle() {
				enqueue()
			}
		}
	}()
	s.again(0)
	enqueue()
	for round := range int64(rounds) {
		var done sync.WaitGroup
		for caller := range callers {
			done.Go(func() {
				news.Add(1)
				if s.signal(woken << caller) {
					enqueue()
				}
			})
		}
		done.Wait()
		limit := time.Now().Add(patience)
		for looked.Load() < (round+1)*callers {
			if time.Now().After(limit) {
				t.Fatalf("in round %d a signal was lost", round)
			}
			runtime.Gosched()
		}
	}
	for s.word.Load() != idle {
		runtime.Gosched()
	}
	close(queue)
	<-ended
}

// TestStateWalks takes random steps, against what the states are by the book.
func TestStateWalks(t *testing.T) {
	for seed := range uint64(200) {
		chance := rand.New(rand.NewPCG(seed, 1))
		var s state
		now, signalled := serving, signals(0)
		for step := range 200 {
			switch chance.IntN(5) {
			case 0, 1:
				add := woken << chance.IntN(4)
				if enqueue := s.signal(add); enqueue != (now == idle) {
					t.Fatalf("seed %d step %d: signal in phase %d says %v", seed, step, now, enqueue)
				}
				if now == idle {
					now = queued
				}
				signalled |= add
			case 2:
				if now == queued {
					if took := s.take(); took != signalled {
						t.Fatalf("seed %d step %d: took %b of %b", seed, step, took, signalled)
					}
					now, signalled = serving, 0
				}
			case 3:
				if now == serving {
					if enqueue := s.settle(); enqueue != (signalled != 0) {
						t.Fatalf("seed %d step %d: settled with %b as %v", seed, step, signalled, enqueue)
					}
					if now = idle; signalled != 0 {
						now = queued
					}
				}
			case 4:
				if now == serving && chance.IntN(2) == 0 {
					s.again(woken)
					now, signalled = queued, signalled|woken
				}
			}
		}
		for now != serving {
			s.signal(woken)
			s.take()
			now = serving
		}
		s.close()
		if s.signal(gone) || s.word.Load() != closed {
			t.Fatal("a signal finds it closed and does nothing")
		}
	}
}
