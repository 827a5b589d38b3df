package park

import (
	"context"
	"errors"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// slowWorkers do what takes its time, for all connections.
const slowWorkers = 2

// Options of a lot. All are required.
type Options struct {
	Beat time.Duration // between the signs of life of a connection
	Stay time.Duration // that a socket may take nothing, before its connection is closed
}

// Lot holds connections. Its methods are safe for use by several goroutines.
type Lot struct {
	queues  []*queue // of the workers, each with connections of its own
	slow    *queue
	poller  *poller
	wheel   *wheel
	numbers atomic.Uint32
	stop    context.CancelFunc
	ended   sync.WaitGroup // the lot's goroutines

	mu     sync.Mutex
	parked []*Conn // the register, by descriptor; guarded by mu
	open   int     // how many are parked; guarded by mu
	came   int     // since the last tidying; guarded by mu
	closed bool    // guarded by mu
}

// Open makes a lot; its error is errors.ErrUnsupported where the system does not
// have what that takes.
func Open(o Options) (*Lot, error) {
	p, err := openPoller()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	l := &Lot{slow: newQueue(), poller: p, wheel: newWheel(o.Beat, o.Stay), stop: stop}
	for range workers() {
		q := newQueue()
		l.queues = append(l.queues, q)
		l.ended.Go(func() { l.work(q, make([]*Conn, turn), false) })
	}
	for range slowWorkers {
		l.ended.Go(func() { l.work(l.slow, make([]*Conn, 1), true) })
	}
	l.ended.Go(func() { p.run(l.heard) })
	l.ended.Go(func() { l.keepTime(ctx) })
	return l, nil
}

// workers leaves a processor to those who wait for an answer: commands, pages,
// the commit. A worker is never idle in a crowd, and Go takes note of what comes
// over the network only where a processor has nothing else to do.
func workers() int { return max(1, runtime.GOMAXPROCS(0)-1) }

// ErrClosed is the error of a lot that was closed.
var ErrClosed = errors.New("park: the lot is closed")

// Prepare makes c a connection of the lot that carries the stream. It can be
// woken from here on; it is served once it is parked.
func (l *Lot) Prepare(c *Conn, s Stream) {
	c.lot, c.stream, c.slot = l, s, noSlot
	c.number = l.numbers.Add(1)
	c.queue = l.queues[int(c.number)%len(l.queues)]
}

// Park takes over the socket of a connection, which is closed for its owner, and
// begins to serve it: with what is to be written first. Where that fails the
// stream is not closed.
func (c *Conn) Park(conn net.Conn, first []byte) (err error) {
	defer conn.Close()
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return errors.ErrUnsupported
	}
	if c.socket, err = adopt(socket); err != nil {
		return err
	}
	c.Keep(first)
	if err := c.lot.begin(c); err != nil {
		closeSocket(c.socket)
		return err
	}
	return nil
}

// begin registers a connection and has it served for the first time.
func (l *Lot) begin(c *Conn) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	if err := l.poller.add(c.socket, c.number); err != nil {
		return err
	}
	for int(c.socket) >= len(l.parked) {
		l.parked = append(l.parked, nil)
	}
	l.parked[c.socket] = c
	l.open++
	l.came++
	l.wheel.start(c)
	c.again(woken)
	c.queue.push(c)
	return nil
}

// Len counts the connections that are parked; none in a nil lot.
func (l *Lot) Len() int {
	if l == nil {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// heard passes on what the poller heard of a connection.
func (l *Lot) heard(socket int32, number uint32, s signals) {
	if c := l.find(socket); c != nil && c.number == number {
		c.tell(s)
	}
}

func (l *Lot) find(socket int32) *Conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	if int(socket) >= len(l.parked) {
		return nil
	}
	return l.parked[socket]
}

// drop closes a connection. The caller serves it.
func (l *Lot) drop(c *Conn) {
	c.close()
	l.wheel.remove(c)
	l.mu.Lock()
	l.parked[c.socket] = nil
	l.open--
	l.mu.Unlock()
	closeSocket(c.socket)
	c.kept = nil
	c.stream.Close()
}

// Close closes every connection, and waits until that is done.
func (l *Lot) Close() {
	l.mu.Lock()
	first := !l.closed
	l.closed = true
	l.mu.Unlock()
	if !first {
		return
	}
	l.stop()
	l.poller.close()
	l.slow.close()
	for _, q := range l.queues {
		q.close()
	}
	l.ended.Wait()
	for _, c := range l.parked { // nobody else serves any, or adds one
		if c != nil {
			l.drop(c)
		}
	}
}
