//go:build linux

package load

import (
	"fmt"
	"net/http"
	"sync"
	"syscall"
	"time"
)

// reader is one thread's part of a crowd: every so manieth of its streams.
type reader struct {
	crowd  *Crowd
	epoll  int
	mu     sync.Mutex
	tally  Tally // guarded by mu
	closed bool  // guarded by mu
}

const (
	readChunk   = 256 << 10
	eventsAtOne = 1024                   // sockets of which one epoll_wait tells
	lookEvery   = 100 * time.Millisecond // for the end, where nothing else comes
)

func newReader(c *Crowd) (*reader, error) {
	epoll, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	return &reader{crowd: c, epoll: epoll}, err
}

// run reads until the reader is closed.
func (r *reader) run() {
	events := make([]syscall.EpollEvent, eventsAtOne)
	buffer := make([]byte, tailMax+readChunk)
	for {
		n, err := syscall.EpollWait(r.epoll, events, int(lookEvery.Milliseconds()))
		if err != nil && err != syscall.EINTR {
			panic(fmt.Sprintf("epoll_wait: %v", err)) // by its manual, only a mistake of ours
		}
		r.mu.Lock()
		if r.closed {
			r.hangUp()
			r.mu.Unlock()
			return
		}
		for _, event := range events[:max(n, 0)] {
			r.serve(int(event.Fd), buffer)
		}
		r.mu.Unlock()
		if n > 0 {
			select {
			case r.crowd.news <- struct{}{}:
			default:
			}
		}
	}
}

func (r *reader) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
}

func (r *reader) hangUp() {
	for i := range r.crowd.streams {
		if s := &r.crowd.streams[i]; r.crowd.of(i) == r && s.phase != phaseGone {
			syscall.Close(s.fd)
			s.phase = phaseGone
		}
	}
	syscall.Close(r.epoll)
}

// serve does what a stream's socket is ready for: mu is held.
func (r *reader) serve(i int, buffer []byte) {
	s := &r.crowd.streams[i]
	if s.phase == phaseDialing {
		r.ask(i)
		return
	}
	n, err := syscall.Read(s.fd, buffer[tailMax:])
	switch {
	case err == syscall.EAGAIN || err == syscall.EINTR:
	case err == nil && n > 0:
		r.take(i, buffer, tailMax+n)
	case s.phase == phaseHead:
		r.again(i)
	default:
		syscall.Close(s.fd)
		s.phase = phaseGone
		r.tally.Cut++
	}
}

// ask opens the stream, now that there is a connection, or knows that there is none.
func (r *reader) ask(i int) {
	s := &r.crowd.streams[i]
	if _, err := syscall.Write(s.fd, []byte(r.crowd.options.Request(i))); err != nil {
		r.again(i)
		return
	}
	s.phase = phaseHead
	if err := syscall.EpollCtl(r.epoll, syscall.EPOLL_CTL_MOD, s.fd, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(i)}); err != nil {
		r.again(i)
	}
}

// take reads what has come, which stands in the buffer from tailMax to end.
func (r *reader) take(i int, buffer []byte, end int) {
	s, at, now := &r.crowd.streams[i], tailMax, time.Now()
	if s.phase == phaseHead {
		body, status := s.takeHead(buffer[at:end])
		switch {
		case status == 0:
			return
		case status != http.StatusOK:
			r.tally.Refusal = status
			r.again(i)
			return
		}
		r.tally.Open++
		at += body
	}
	for at < end {
		from, to := s.part(buffer, at, end)
		text := buffer[s.join(buffer, from):to]
		if r.crowd.options.Order != nil {
			s.keep(r.positions(s, text, now))
		} else {
			s.keep(r.marks(s, text, now))
		}
		at = to
	}
}
