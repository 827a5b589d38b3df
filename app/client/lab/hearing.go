package lab

import (
	"encoding/json"

	"parley/app/client/transport"
	"parley/shared"
)

// hearing has things run on the bench's goroutine for as long as the connection
// lasts that is open now.
func (c *Column) hearing() func(f func()) {
	turn := c.turn
	return func(f func()) {
		c.bench.world.Run(func() {
			if turn == c.turn {
				c.bench.turn++
				f()
			}
		})
	}
}

// ears hear what a transport brings. When it came is noted before anything else.
func (c *Column) ears() transport.Ears {
	hear := c.hearing()
	return transport.Ears{
		State: func(s transport.State) {
			at := c.bench.Now()
			hear(func() { c.is(s, at) })
		},
		Hello: func(transport.Hello) { hear(func() { c.answered, c.failures = true, 0 }) },
		Event: func(cursor, data string) {
			at := c.bench.Now()
			hear(func() { c.event(cursor, data, at) })
		},
		Reached: func(cursor string) { hear(func() { c.reach(cursor) }) },
		Reset:   func() { hear(c.reset) },
		Broken:  func(b transport.Break) { hear(func() { c.broken(b) }) },
	}
}

// openFrame shows the page that the iframe is for. Its document tells nothing but
// its elements: how it ended has to be asked.
func (c *Column) openFrame(path string) (close func()) {
	hear := c.hearing()
	return c.bench.world.Frames.Open(FrameID, path,
		func() {
			at := c.bench.Now()
			hear(func() {
				c.answered, c.failures = true, 0
				c.is(transport.Opened, at)
			})
		},
		func(cursor string, micros int64, text string) {
			at := c.bench.Now()
			hear(func() { c.take(cursor, shared.LabSample{Micros: micros, Text: text}, at) })
		},
		func() { hear(func() { c.broken(transport.Break{Refused: true}) }) },
	)
}

// event reads an event of the log.
func (c *Column) event(cursor, data string, at int64) {
	var event shared.Event
	if json.Unmarshal([]byte(data), &event) != nil {
		return
	}
	if sample, err := shared.LabSampleOf(event); err == nil {
		c.take(cursor, sample, at)
	}
}

// take takes in what is behind the column's cursor, as it must; anything else is
// counted against the transport.
func (c *Column) take(cursor string, s shared.LabSample, at int64) {
	to, err := shared.ParseCursor(cursor)
	if err != nil {
		return
	}
	if to.Epoch == c.cursor.Epoch {
		if to.Seq <= c.cursor.Seq {
			c.tally.twice++
			return
		}
		c.tally.missing += int(to.Seq - c.cursor.Seq - 1)
	}
	c.cursor = to
	c.tally.arrive(payload(s.Micros, s.Text))
	if s.Micros >= c.bench.began { // what is older was there before the column
		c.bench.clocks.witness(s.Micros, at)
		c.tally.late(at - s.Micros)
		c.trace.arrive(s.Micros, at)
	}
	if c.latest = append(c.latest, Told{to.Seq, s.Text}); len(c.latest) > told {
		c.latest = c.latest[1:]
	}
	c.bench.journal.note(to, s)
}

// reach moves the cursor to where there is nothing for the column.
func (c *Column) reach(cursor string) {
	if to, err := shared.ParseCursor(cursor); err == nil && to.Epoch == c.cursor.Epoch {
		c.cursor.Seq = max(c.cursor.Seq, to.Seq)
	}
}
