package lab

import (
	"parley/app/client/transport"
	"parley/shared"
)

// Pauses before a column comes back, in milliseconds: somewhere between once and
// twice the first, doubled for each connection in a row that brought nothing.
const (
	pauseFirst = 200
	pauseMost  = 8_000
	doublings  = 8 // at most; by then it is pauseMost
)

// broken goes on after the connection ended. Where the transport can't tell why,
// the server is asked.
func (c *Column) broken(b transport.Break) {
	c.close()
	c.phase = Waiting
	switch {
	case b.Done:
		c.complete()
	case b.Refused:
		c.inquire(b)
	default:
		c.comeBack(b)
	}
}

// inquire asks whether anything follows, and comes back if it does.
func (c *Column) inquire(b transport.Break) {
	turn := c.turn
	c.bench.costs(func() {
		if turn != c.turn {
			return
		}
		if c.Halted() {
			c.complete()
			return
		}
		c.bench.compare(func(state shared.LabState) {
			stream := find(state, c.bench.stream)
			switch {
			case turn != c.turn:
			case stream.Head == c.cursor && stream.Finished, stream.Head.Epoch != c.cursor.Epoch && c.bench.stream == shared.LabWords:
				c.complete() // a text that is told anew was complete
			case stream.Head.Epoch != c.cursor.Epoch:
				c.reset()
			default:
				c.comeBack(b)
			}
		}, func(*shared.Error) {
			if turn == c.turn {
				c.comeBack(b)
			}
		})
	})
}

// comeBack opens another connection soon, from where the column is.
func (c *Column) comeBack(b transport.Break) {
	pause := min(pauseMost, int64(pauseFirst)<<min(c.failures, doublings))
	pause += int64(c.bench.world.Random() * float64(pause))
	c.failures++
	turn := c.turn
	c.bench.after(max(pause, b.Retry), func() {
		if turn == c.turn {
			c.tally.reconnects++
			c.open()
		}
	})
}

// reset goes on from where the stream stands: the server has begun another log.
func (c *Column) reset() {
	c.close()
	c.phase = Waiting
	turn := c.turn
	c.bench.compare(func(state shared.LabState) {
		if turn == c.turn {
			c.tally.reconnects++
			c.begin(c.bench.start(find(state, c.bench.stream)))
		}
	}, func(*shared.Error) {
		if turn == c.turn {
			c.comeBack(transport.Break{})
		}
	})
}
