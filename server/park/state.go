package park

import "sync/atomic"

// state is a connection's phase and its signals, in one word.
type state struct{ word atomic.Uint32 }

// Phases.
const (
	serving uint32 = iota // in one goroutine's hands
	idle
	queued // in one queue
	closed
	phase uint32 = 3 // the bits that tell it
)

// signals are reasons to serve a connection.
type signals uint32

const (
	woken signals = 4 << iota // there may be news
	room                      // the socket has room again
	due                       // the wheel has come to it
	gone                      // the peer has closed, or the connection broke
)

// signal adds signals, and reports whether the caller is to put the connection
// into a queue.
func (s *state) signal(add signals) (enqueue bool) {
	for {
		old := s.word.Load()
		now := old | uint32(add)
		switch old & phase {
		case closed:
			return false
		case idle:
			now = now&^phase | queued
		}
		if now == old || s.word.CompareAndSwap(old, now) {
			return old&phase == idle
		}
	}
}

// take begins to serve, with the signals there are.
func (s *state) take() signals {
	for {
		old := s.word.Load()
		if old&phase != queued {
			panic("park: a connection was in a queue and not queued")
		}
		if s.word.CompareAndSwap(old, serving) {
			return signals(old &^ phase)
		}
	}
}

// settle ends serving, and reports whether a signal came meanwhile, so that the
// caller is to put the connection into a queue.
func (s *state) settle() (enqueue bool) {
	if s.word.CompareAndSwap(serving, idle) {
		return false
	}
	s.again(0)
	return true
}

// again ends serving; the caller is to put the connection into a queue.
func (s *state) again(because signals) {
	for {
		old := s.word.Load()
		if s.word.CompareAndSwap(old, old&^phase|queued|uint32(because)) {
			return
		}
	}
}

// close is the end. The caller serves the connection.
func (s *state) close() { s.word.Store(closed) }
