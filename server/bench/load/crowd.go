//go:build linux

package load

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"syscall"
	"time"
)

// Crowd is many listeners, each with one stream.
type Crowd struct {
	options Options
	to      syscall.SockaddrInet4
	readers []*reader
	streams []stream
	news    chan struct{} // has a token when something came since the last look
	ended   sync.WaitGroup
}

// Options say who comes, and what is looked for in their streams.
type Options struct {
	Address string
	Request func(i int) string // opens the stream of listener i
	Threads int                // that read; zero is one, which is enough for what one server core writes
	Spread  time.Duration      // in which all come, evenly; zero is as fast as connections are taken
	Untimed bool               // only count deliveries: the time that each took is not asked for
	Order   *Order             // check the positions of Parley's events instead of looking for marks
}

// Order is what Parley's listeners have to hear: every position after After, each once.
type Order struct {
	After int64
	Until int64 // who has heard this one has arrived
}

// The pause before who was refused comes again, chosen at random for each.
const (
	againMin = 50 * time.Millisecond
	againMax = 250 * time.Millisecond
)

// Open has n listeners come. It returns when each has been sent on its way; see
// AwaitOpen. The crowd is to be closed, also after an error.
func Open(ctx context.Context, n int, o Options) (*Crowd, error) {
	c := &Crowd{options: o, streams: make([]stream, n), news: make(chan struct{}, 1)}
	to, err := net.ResolveTCPAddr("tcp4", o.Address)
	if err != nil {
		return c, err
	}
	c.to = syscall.SockaddrInet4{Port: to.Port}
	copy(c.to.Addr[:], to.IP.To4())
	for range max(o.Threads, 1) {
		r, err := newReader(c)
		if err != nil {
			return c, err
		}
		c.readers = append(c.readers, r)
		c.ended.Go(r.run)
	}
	began := time.Now()
	for i := range c.streams {
		due := began.Add(o.Spread * time.Duration(i) / time.Duration(n))
		time.Sleep(time.Until(due))
		if ctx.Err() != nil {
			return c, ctx.Err()
		}
		if err := c.dial(i, due); err != nil {
			return c, fmt.Errorf("stream %d: %w", i, err)
		}
	}
	return c, nil
}

func (c *Crowd) of(i int) *reader { return c.readers[i%len(c.readers)] }

// dial begins to connect; the reader goes on when the connection stands. A
// refusal is known here or there, and the listener comes again.
func (c *Crowd) dial(i int, due time.Time) error {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		return err
	}
	to := c.to // connecting writes into it
	err = syscall.Connect(fd, &to)
	r := c.of(i)
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &c.streams[i]
	if r.closed {
		return syscall.Close(fd)
	}
	if s.began.IsZero() {
		s.began = due
		s.seq = c.options.after()
	}
	s.fd, s.phase = fd, phaseDialing
	if err != nil && err != syscall.EINPROGRESS {
		r.again(i)
		return nil
	}
	return syscall.EpollCtl(r.epoll, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLOUT, Fd: int32(i)})
}

func (o Options) after() int64 {
	if o.Order == nil {
		return 0
	}
	return o.Order.After
}

// again has a listener come again who was refused. The reader's mu is held.
func (r *reader) again(i int) {
	s := &r.crowd.streams[i]
	syscall.Close(s.fd)
	s.phase = phaseGone
	r.tally.Retries++
	time.AfterFunc(againMin+rand.N(againMax-againMin), func() {
		if err := r.crowd.dial(i, time.Now()); err != nil {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.tally.Cut++
		}
	})
}

// Close closes the streams, as people do who all go at once.
func (c *Crowd) Close() {
	for _, r := range c.readers {
		r.close()
	}
	c.ended.Wait()
}
