package client

import (
	"encoding/json"

	"parley/shared"
)

// tabMessage is what tabs of one person tell each other. What is in the log
// they all hear anyway.
type tabMessage struct {
	By     shared.PersonID  `json:"by"`
	Kind   string           `json:"kind"`
	ID     shared.CommandID `json:"id,omitempty"`
	Room   shared.RoomID    `json:"room,omitempty"`
	Seq    shared.Seq       `json:"seq,omitempty"`
	Posted int64            `json:"posted,omitempty"`
}

const (
	tabQueue     = "queue"     // records changed: read them again
	tabSent      = "sent"      // the command ID is done, at Seq or before
	tabDiscarded = "discarded" // the command ID is not wanted any more
	tabRead      = "read"      // Room was read up to Seq, which was the message number Posted
)

func (c *Client) tell(m tabMessage) {
	m.By = c.state.Me().ID
	if text, err := json.Marshal(m); err == nil {
		c.config.Tabs.Send(string(text))
	}
}

func (c *Client) hearTab(text string) {
	var m tabMessage
	if json.Unmarshal([]byte(text), &m) != nil || m.By != c.state.Me().ID {
		return
	}
	switch m.Kind {
	case tabQueue:
		c.restore()
	case tabSent:
		c.state.Sent(m.ID, m.Seq)
	case tabDiscarded:
		c.state.Outbox().Discard(m.ID)
	case tabRead:
		c.sawElsewhere(m)
	}
}
