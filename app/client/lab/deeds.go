package lab

import (
	"encoding/json"

	"parley/shared"
)

// HoldFor is how long an answer is held back, in milliseconds.
const HoldFor = 5_000

// Cut has the server close the column's connections.
func (c *Column) Cut() { c.do("cut", nil, func() {}) }

// Hold has the server hold back for HoldFor what it would write to the column.
func (c *Column) Hold() {
	body, err := json.Marshal(shared.LabHold{Millis: HoldFor})
	if err == nil {
		c.do("hold", body, func() {})
	}
}

// Halt has the server end the column's stream for good.
func (c *Column) Halt() { c.do("stop", nil, func() {}) }

// Release undoes Halt, and goes on from where the column is.
func (c *Column) Release() {
	c.do("start", nil, func() {
		if c.phase == Complete {
			c.open()
		}
	})
}

// do has the server do something to the column's line.
func (c *Column) do(what string, body []byte, done func()) {
	b := c.bench
	b.ask("POST", shared.PathLine(c.line)+"/"+what, body, func(a answer) {
		var line shared.LabLine
		if b.refused = nil; !a.read(&line) {
			b.refused = a.refused()
			return
		}
		c.tally.cost(line)
		done()
	})
}

// Press presses the button that everyone in the lab has.
func (b *Bench) Press() {
	b.ask("POST", shared.PathPress, nil, func(a answer) {
		if b.refused = nil; !a.read(nil) {
			b.refused = a.refused()
		}
	})
}
