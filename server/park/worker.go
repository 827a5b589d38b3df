package park

import (
	"context"
	"runtime"
	"runtime/debug"
	"time"
)

// turn is how many connections a worker serves before it lets others run.
const turn = 64

// work serves the connections of a queue until that is closed.
func (l *Lot) work(from *queue, conns []*Conn, slow bool) {
	for {
		n := from.take(conns)
		if n == 0 {
			return
		}
		for i, c := range conns[:n] {
			l.serve(c, slow)
			conns[i] = nil
		}
		runtime.Gosched()
	}
}

// serve gives a connection its turn.
func (l *Lot) serve(c *Conn, slow bool) {
	why := c.take()
	switch {
	case why&gone != 0:
		l.drop(c)
	case c.ready(why):
		l.follow(c, c.stream.Serve(why&due != 0, slow), why)
	case why&woken != 0 && c.stream.Over(), why&due != 0 && !l.wheel.hasTime(c):
		l.drop(c)
	default:
		l.settle(c)
	}
}

// follow does what is to become of a connection that was served.
func (l *Lot) follow(c *Conn, v Verdict, why signals) {
	switch {
	case c.full:
		l.wheel.stick(c)
	case why&due != 0:
		l.wheel.beat(c)
	}
	switch {
	case v == End:
		l.drop(c)
	case c.full || v == Rest:
		l.settle(c)
	case v == Slow:
		c.again(woken)
		l.slow.push(c)
	default:
		c.again(woken)
		c.queue.push(c)
	}
}

func (l *Lot) settle(c *Conn) {
	if c.settle() {
		c.queue.push(c)
	}
}

// herd is how many new connections leave enough behind them to be tidied up: each
// takes some 20 KiB while it is a request.
const herd = 500

// keepTime turns the wheel by the time that has passed, and tidies up.
func (l *Lot) keepTime(ctx context.Context) {
	ticker := time.NewTicker(l.wheel.tick)
	defer ticker.Stop()
	begun, turned := time.Now(), time.Duration(0)
	came := 0
	var conns []*Conn
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for ; turned < time.Since(begun)/l.wheel.tick; turned++ {
			conns = l.wheel.turn(conns[:0])
			for i, c := range conns {
				c.tell(due)
				conns[i] = nil
			}
		}
		came = l.tidy(came)
	}
}

// tidy gives memory back to the system once a herd has come and nobody else does.
// It is given how many had come at the last tick, and gives how many have by now.
func (l *Lot) tidy(before int) (came int) {
	l.mu.Lock()
	came = l.came
	quiet := came >= herd && came == before
	if quiet {
		l.came = 0
	}
	l.mu.Unlock()
	if !quiet {
		return came
	}
	debug.FreeOSMemory()
	return 0
}
