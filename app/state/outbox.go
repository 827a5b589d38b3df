package state

import "parley/shared"

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
}

// Outbox holds what the person asked for, oldest first.
type Outbox struct{}

// Of lists a room's pending commands, oldest first.
func (o *Outbox) Of(room shared.RoomID) []*Pending { return nil }
