package client

import "parley/shared"

// Enter asks for a session under a name, takes a snapshot and connects. done is
// called once, with nil or what is wrong.
func (c *Client) Enter(name string, done func(*shared.Error)) {
	if err := shared.CheckName(name); err != nil {
		c.config.Run(c.entering(func() { done(asRefusal(err)) }))
		return
	}
	c.call("POST", shared.PathSession, shared.EnterRequest{Name: name}, nil, requestTimeout, func(err *shared.Error) {
		// Who has a session already, from another tab, goes on with it.
		if err != nil && err.Code != shared.CodeAlreadyEntered {
			done(err)
			return
		}
		c.renew()
		c.line.phase = Connecting
		c.fetchSnapshot(func(err *shared.Error) {
			if err != nil {
				c.stumble(err)
			} else {
				c.attempt()
				c.restore()
			}
			done(err)
		})
	})
}

// Exit leaves the server and forgets what this device kept of the person. done
// is called once, with nil or what is wrong.
func (c *Client) Exit(done func(*shared.Error)) {
	c.call("DELETE", shared.PathSession, nil, nil, requestTimeout, func(err *shared.Error) {
		if err == nil || err.Code == shared.CodeNoSession {
			c.forgetDevice()
			c.config.Storage.Set(keyPerson, "")
			c.renew()
			err = nil
		}
		done(err)
	})
}

// endIfReplaced ends where somebody else entered in another tab: the session is
// theirs now, and nothing may be done with it in this person's name.
func (c *Client) endIfReplaced() {
	person, me := c.config.Storage.Get(keyPerson), c.state.Me().ID
	if me != "" && person != "" && person != string(me) {
		c.end()
	}
}
