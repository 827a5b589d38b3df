package state

import (
	"slices"

	"parley/shared"
)

// Outbox holds what the person asked for and the log does not show yet, oldest
// first. It decides what may be sent next; sending is the client's work.
// Commands of other people may lie in it too, from before on this device: they
// are neither sent nor shown.
type Outbox struct {
	owner   shared.PersonID
	entries []*Pending
	settled []shared.CommandID
	changed func(shared.RoomID) // called after what the room shows changed
}

// Add puts a command at the end of the outbox. One that is there already stays
// as it is; one whose event was applied, or whose message is loaded, was done
// before and is settled.
func (s *State) Add(p Pending) {
	o := s.outbox
	if o.Find(p.Command.ID) != nil {
		return
	}
	o.entries = append(o.entries, &p)
	r := s.rooms[p.Command.Room]
	if s.journal.has(p.By, p.Command.ID) || r != nil && r.Timeline.posted(p.By, p.Command.ID) {
		o.settle(len(o.entries) - 1)
		return
	}
	o.changed(p.Command.Room)
}

// Find is the pending command with that ID; nil where there is none.
func (o *Outbox) Find(id shared.CommandID) *Pending {
	if i := o.index(id); i >= 0 {
		return o.entries[i]
	}
	return nil
}

// Of lists a room's pending commands of the person, oldest first.
func (o *Outbox) Of(room shared.RoomID) []*Pending {
	var of []*Pending
	for _, p := range o.entries {
		if p.By == o.owner && p.Command.Room == room {
			of = append(of, p)
		}
	}
	return of
}

// Own lists all pending commands of the person, oldest first.
func (o *Outbox) Own() []*Pending {
	var own []*Pending
	for _, p := range o.entries {
		if p.By == o.owner {
			own = append(own, p)
		}
	}
	return own
}

// Next is what to send now: the oldest waiting command of the person, and nil
// while another one is on its way, so that the order is kept.
func (o *Outbox) Next() *Pending {
	var next *Pending
	for _, p := range o.Own() {
		if p.Status == Sending {
			return nil
		}
		if next == nil && p.Status == Waiting {
			next = p
		}
	}
	return next
}

// Mark gives a command another status, where it is pending still.
func (o *Outbox) Mark(id shared.CommandID, status Status) {
	o.set(id, status, nil)
}

// Refuse says why the server refused a command.
func (o *Outbox) Refuse(id shared.CommandID, why *shared.Error) {
	o.set(id, Refused, why)
}

// Discard forgets a command.
func (o *Outbox) Discard(id shared.CommandID) { o.settle(o.index(id)) }

// Settled gives the commands that left the outbox since it was last asked:
// done, or discarded. The device need not keep them any longer.
func (o *Outbox) Settled() []shared.CommandID {
	settled := o.settled
	o.settled = nil
	return settled
}

// Sent says that a command is done, at a position of the log; 0 where that is
// not known. It shows until its event has been applied.
func (s *State) Sent(id shared.CommandID, seq shared.Seq) {
	p := s.outbox.Find(id)
	if p == nil {
		return
	}
	p.seq = seq
	s.outbox.Mark(id, Sent)
	s.outbox.reached(s.cursor.Seq)
}

func (o *Outbox) set(id shared.CommandID, status Status, why *shared.Error) {
	if p := o.Find(id); p != nil {
		p.Status, p.Error = status, why
		o.changed(p.Command.Room)
	}
}

// setOwner names whose commands show and are sent.
func (o *Outbox) setOwner(p shared.PersonID) {
	if o.owner == p {
		return
	}
	o.owner = p
	for _, p := range o.entries {
		o.changed(p.Command.Room)
	}
}

// confirm settles a command whose event has been seen.
func (o *Outbox) confirm(by shared.PersonID, id shared.CommandID) {
	if i := o.index(id); i >= 0 && o.entries[i].By == by {
		o.settle(i)
	}
}

// arrived settles everything that is done.
func (o *Outbox) arrived() {
	for i := len(o.entries) - 1; i >= 0; i-- {
		if o.entries[i].Status == Sent {
			o.settle(i)
		}
	}
}

// reached settles what is done and must have been heard by that position.
func (o *Outbox) reached(seq shared.Seq) {
	for i := len(o.entries) - 1; i >= 0; i-- {
		if p := o.entries[i]; p.Status == Sent && p.seq != 0 && p.seq <= seq {
			o.settle(i)
		}
	}
}

func (o *Outbox) settle(i int) {
	if i < 0 {
		return
	}
	p := o.entries[i]
	o.entries = slices.Delete(o.entries, i, i+1)
	o.settled = append(o.settled, p.Command.ID)
	o.changed(p.Command.Room)
}

func (o *Outbox) index(id shared.CommandID) int {
	return slices.IndexFunc(o.entries, func(p *Pending) bool { return p.Command.ID == id })
}
