package client

import (
	"encoding/json"

	"parley/shared"
)

// open opens a stream of what is after the cursor.
func (c *Client) open() {
	turn := c.line.turn
	// of hands a callback of this stream over to the client's goroutine.
	of := func(f func()) {
		c.config.Run(func() {
			if turn == c.line.turn {
				c.entering(f)()
			}
		})
	}
	c.line.close = c.config.Streams.Open(query(shared.PathSSE, "after", c.state.Cursor().String()), func() {},
		func(event, data, id string) { of(func() { c.hear(event, data, id) }) },
		func(final bool) { of(func() { c.broken(final) }) },
	)
	c.line.stop = c.after(helloWithin, func() { c.broken(false) })
}

// broken goes on after a stream broke. Where it can't come back by itself the
// server refused it; why, only an ordinary request can tell.
func (c *Client) broken(final bool) {
	c.line.doubt = final
	if c.line.phase == Live && c.Now()-c.line.live >= steadyAfter {
		c.line.attempts = 0
	}
	c.wait(0)
}

// hear takes in one event of the stream.
func (c *Client) hear(event, data, id string) {
	c.line.heard = c.Now()
	switch event {
	case "message":
		c.hearEvent(data, id)
	case string(shared.FrameHello):
		c.hearHello(data)
	case string(shared.FrameEphemeral):
		c.hearEphemeral(data)
	case string(shared.FrameReset):
		c.lose()
	}
}

func (c *Client) hearHello(data string) {
	var hello shared.Hello
	if json.Unmarshal([]byte(data), &hello) == nil {
		c.meetVersion(hello.Version)
	}
	if c.line.stop != nil {
		c.line.stop()
		c.line.stop = nil
	}
	c.line.phase, c.line.live, c.line.doubt = Live, c.Now(), false
	if h := c.history[c.reading.open]; h != nil {
		h.loading.Failed = nil
	}
	c.closeGap()
	c.hurry()
}

// hearEvent applies an event. One that can't be understood, or is from another
// history, must not be stepped over: a fresh snapshot knows what it changed.
func (c *Client) hearEvent(data, id string) {
	var event shared.Event
	at, err := shared.ParseCursor(id)
	if err != nil || at.Epoch != c.state.Cursor().Epoch || json.Unmarshal([]byte(data), &event) != nil {
		c.lose()
		return
	}
	c.apply(event)
}

func (c *Client) apply(event shared.Event) {
	if event.Seq <= c.state.Cursor().Seq {
		return
	}
	c.heard(event)
	if c.state.Apply(event) != nil {
		c.lose()
		return
	}
	c.line.gap.count++
	c.closeGap()
}

func (c *Client) hearEphemeral(data string) {
	var e shared.Ephemeral
	if json.Unmarshal([]byte(data), &e) != nil {
		return
	}
	c.state.Whisper(e, c.Now())
	c.forgetTyping()
}

// forgetTyping ends what others are shown to type, when its time has come.
func (c *Client) forgetTyping() {
	c.hush()
	c.hush = func() {}
	now := c.Now()
	if next := c.state.Forget(now); next != 0 {
		c.hush = c.after(next-now, c.forgetTyping)
	}
}
