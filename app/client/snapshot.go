package client

import "parley/shared"

// fetching is a snapshot that is wanted while the stream goes on.
type fetching struct {
	busy     bool
	failures int
	timer    func() // stops the wait for another attempt; nil where there is none
}

func (f *fetching) stop() {
	if f.timer != nil {
		f.timer()
	}
	*f = fetching{}
}

// refresh takes a fresh snapshot while the stream goes on.
func (c *Client) refresh() {
	f := &c.snapshot
	if f.busy {
		return
	}
	f.busy = true
	c.fetchSnapshot(func(err *shared.Error) {
		switch {
		case err == nil:
			f.busy, f.failures = false, 0
		case err.Code == shared.CodeNoSession:
			f.busy = false
			c.end()
		default:
			// Once it isn't busy any more, settle asks again.
			f.timer = c.after(backoffMin+backoff(f.failures, c.config.Random()), func() { f.busy = false })
			f.failures++
		}
	})
}

// fetchSnapshot loads a snapshot from the server.
func (c *Client) fetchSnapshot(done func(*shared.Error)) {
	var snapshot shared.Snapshot
	c.call("GET", shared.PathSnapshot, nil, &snapshot, requestTimeout, func(err *shared.Error) {
		me := c.state.Me().ID
		switch {
		case err != nil:
		case me != "" && me != snapshot.Me.ID:
			err = shared.Errorf(shared.CodeNoSession, "Somebody else entered here.")
		default:
			c.load(snapshot)
		}
		done(err)
	})
}

// load takes a snapshot over.
func (c *Client) load(snapshot shared.Snapshot) {
	c.state.Load(snapshot)
	c.config.Storage.Set(keyPerson, string(snapshot.Me.ID))
}

// renew forgets all that was of one person, before another one comes.
func (c *Client) renew() {
	c.life++
	c.disconnect()
	c.stayHere()
	c.delivery.stop()
	c.snapshot.stop()
	c.hush()
	c.state.Clear()
	clear(c.history)
	clear(c.answers)
	clear(c.typed)
	c.reading.forgetMarks()
	c.alerts.forget()
	c.reading = newReading()
	c.line = line{turn: c.line.turn, phase: Ended}
}
