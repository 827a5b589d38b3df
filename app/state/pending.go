package state

import (
	"encoding/json"

	"parley/shared"
)

// Status is how far a pending command is.
type Status string

// The statuses of a pending command.
const (
	Waiting Status = "waiting" // to be sent when its turn comes
	Sending Status = "sending" // sent, not answered yet
	Sent    Status = "sent"    // durable on the server; its event is on its way
	Refused Status = "refused" // by the server; the person retries or discards it
)

// Pending is a command that the log does not show yet.
type Pending struct {
	Command shared.Command
	By      shared.PersonID // whose it is; it is never sent for anyone else
	At      int64           // when it was asked for: milliseconds since 1970
	Status  Status
	Error   *shared.Error // why it was refused; else nil
	Files   []shared.File // what a post brings along, as it will be told

	seq shared.Seq // Sent: the event's position; 0 where another tab knows it
}

// pendingWire is a pending command as the device keeps it.
type pendingWire struct {
	Command shared.Command  `json:"command"`
	By      shared.PersonID `json:"by"`
	At      int64           `json:"at"`
	Refused *shared.Error   `json:"refused,omitempty"`
	Files   []shared.File   `json:"files,omitempty"`
}

// MarshalJSON gives the form in which the device keeps it. Whether it is on
// its way is not kept: who reads it sends it again, which does it once.
func (p Pending) MarshalJSON() ([]byte, error) {
	return json.Marshal(pendingWire{p.Command, p.By, p.At, p.Error, p.Files})
}

// UnmarshalJSON reads what MarshalJSON gave; a command of a kind that this
// build does not know is an error.
func (p *Pending) UnmarshalJSON(data []byte) error {
	var wire pendingWire
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*p = Pending{Command: wire.Command, By: wire.By, At: wire.At, Status: Waiting, Error: wire.Refused, Files: wire.Files}
	if p.Error != nil {
		p.Status = Refused
	}
	return nil
}

// message is how a pending post shows.
func (p *Pending) message(post shared.PostMessage) shared.Message {
	return shared.Message{By: p.By, At: p.At, Command: p.Command.ID, Text: post.Says(), Reply: post.Reply, Files: p.Files, Action: post.Action}
}

// change is what the command asks to make of a message; nil where it is not
// about one.
func (p *Pending) change() shared.MessageChange {
	if c, ok := p.Command.Body.(shared.MessageCommand); ok {
		return c.Becomes()
	}
	return nil
}

// preview makes the change, as its event would at a position.
func (p *Pending) preview(m *shared.Message, seq shared.Seq) {
	m.Change(shared.Event{Seq: seq, By: p.By, At: p.At, Body: p.change()})
}
