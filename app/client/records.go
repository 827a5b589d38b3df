package client

import (
	"encoding/json"

	"parley/app/state"
	"parley/shared"
)

// The outbox as the device keeps it: one record for each command, which all tabs
// of the person read and change.

// restore takes over what the device kept, and sends what waits.
func (c *Client) restore() { c.readQueue(c.hurry) }

// readQueue brings the outbox in line with the records, which other tabs
// change too, and then goes on.
func (c *Client) readQueue(then func()) {
	life, before := c.life, c.delivery.keptNow()
	c.config.Queue.All(func(records []string, ok bool) {
		c.config.Run(c.entering(func() {
			if life != c.life {
				return
			}
			if ok {
				c.takeRecords(records, before)
			}
			then()
		}))
	})
}

func (c *Client) takeRecords(records []string, before []shared.CommandID) {
	there := map[shared.CommandID]bool{}
	for _, record := range records {
		var p state.Pending
		if json.Unmarshal([]byte(record), &p) == nil { // else it is a newer build's: it stays
			there[p.Command.ID] = true
			c.takeRecord(p)
		}
	}
	for _, id := range before {
		p := c.state.Outbox().Find(id)
		switch {
		case there[id] || p == nil:
		case p.Status == state.Refused:
			c.state.Outbox().Discard(id)
		case p.Status == state.Waiting:
			c.state.Sent(id, 0) // by another tab
		}
	}
}

// takeRecord takes over one record: whether it waits or was refused may have
// changed in another tab.
func (c *Client) takeRecord(p state.Pending) {
	c.delivery.keeps(p.Command.ID)
	old := c.state.Outbox().Find(p.Command.ID)
	switch {
	case old == nil:
		c.state.Add(p)
	case old.Status == state.Waiting && p.Status == state.Refused:
		c.state.Outbox().Refuse(p.Command.ID, p.Error)
	case old.Status == state.Refused && p.Status == state.Waiting:
		c.state.Outbox().Mark(p.Command.ID, state.Waiting)
	}
}

// forgetSettled removes the records of what left the outbox, and tells the other
// tabs that its event, if there is one, is no later than the cursor.
func (c *Client) forgetSettled() {
	for _, id := range c.state.Outbox().Settled() {
		delete(c.delivery.kept, id)
		c.config.Queue.Remove(string(id))
		c.tell(tabMessage{Kind: tabSent, ID: id, Seq: c.state.Cursor().Seq})
	}
}

func (d *delivery) keeps(id shared.CommandID) {
	if d.kept == nil {
		d.kept = map[shared.CommandID]bool{}
	}
	d.kept[id] = true
}

func (d *delivery) keptNow() []shared.CommandID {
	var ids []shared.CommandID
	for id := range d.kept {
		ids = append(ids, id)
	}
	return ids
}
