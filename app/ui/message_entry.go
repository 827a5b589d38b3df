package ui

import (
	"cmp"
	"slices"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// entry is all that a message shows, by value: go-app compares it with what it
// showed before.
type entry struct {
	Key     string      // names the message's element
	Note    shared.Kind // of an event that this build does not know; else ""
	NoteAt  int64       // when that was: milliseconds since 1970
	Message shared.Message
	Author  shared.Person
	Mine    bool
	Deleter string       // who did, where it was not its author; else ""
	Blocked bool         // whether its author is blocked by the person who looks
	Calls   bool         // whether it calls the person who looks
	Status  state.Status // of a post that is pending; "" once it is in the log
	Changes bool         // whether changes of it are pending
	Refused []refused
	Reacted []reacted
	Quote   quote // what it answers; zero for nothing
}

// refused is a command that the server refused, to be sent again or discarded.
type refused struct {
	ID   shared.CommandID
	Kind shared.Kind
	Why  shared.Error
}

// reacted is one emoji below a message.
type reacted struct {
	Emoji string
	Names []string
	Mine  bool
}

// held is why what is pending isn't sent yet.
type held int

const (
	heldNot     held = iota
	heldOffline      // there is no connection
	heldPaced        // the server asked for a pause
	heldFull         // the server has no room
)

func heldBy(c *client.Client) held {
	switch {
	case c.Connection().Phase != client.Live:
		return heldOffline
	case c.HeldUntil() != 0:
		return heldPaced
	case c.DiskFull():
		return heldFull
	}
	return heldNot
}

// entryOf gathers what an item shows.
func (t *Timeline) entryOf(item state.Item) entry {
	if note := item.Note; note != nil {
		return entry{Key: item.Key(), Note: note.Kind(), NoteAt: note.At}
	}
	known := t.Client.State()
	me := known.Me().ID
	m, changes := item.Message, []*state.Pending(nil)
	if room := known.Room(t.Room); room != nil && item.Pending == nil {
		m, changes = room.Shown(m)
	}
	e := entry{
		Key:     item.Key(),
		Message: m,
		Author:  named(known.Person(m.By), t.Words),
		Mine:    m.By == me,
		Blocked: known.Blocked(m.By),
		Calls:   m.By != me && !known.Blocked(m.By) && (m.Everyone || slices.Contains(m.Mentions, me)),
	}
	if m.DeletedBy != "" {
		e.Deleter = named(known.Person(m.DeletedBy), t.Words).Name
	}
	if item.Pending != nil {
		e.Status = item.Pending.Status
		changes = []*state.Pending{item.Pending}
	}
	for _, p := range changes {
		if p.Status == state.Refused {
			e.Refused = append(e.Refused, refusedOf(p))
		} else {
			e.Changes = true
		}
	}
	if room := known.Room(t.Room); room != nil && m.Reply != 0 && !m.Deleted {
		e.Quote = quoteOf(known, room, m.Reply, t.Words)
	}
	for _, r := range m.Reactions {
		e.Reacted = append(e.Reacted, reacted{r.Emoji, names(known, r.By, t.Words), slices.Contains(r.By, me)})
	}
	return e
}

func refusedOf(p *state.Pending) refused {
	r := refused{ID: p.Command.ID, Kind: p.Command.Kind()}
	if p.Error != nil {
		r.Why = *p.Error
	}
	return r
}

// sentence says what was refused and why.
func (r refused) sentence(w *words.Words) string {
	why := w.Refusal(&r.Why)
	switch r.Kind {
	case shared.EditMessage{}.Kind():
		return w.NotEdited(why)
	case shared.DeleteMessage{}.Kind():
		return w.NotDeleted(why)
	case shared.UnpreviewMessage{}.Kind():
		return w.NotUnpreviewed(why)
	case shared.PinMessage{}.Kind(), shared.UnpinMessage{}.Kind():
		return w.NotPinned(why)
	case shared.AddReaction{}.Kind(), shared.RemoveReaction{}.Kind():
		return w.NotReacted(why)
	}
	return w.NotSent(why)
}

// named gives a person whose name is unknown one to show.
func named(p shared.Person, w *words.Words) shared.Person {
	p.Name = cmp.Or(p.Name, w.Someone)
	return p
}

func names(known *state.State, people []shared.PersonID, w *words.Words) []string {
	names := make([]string, len(people))
	for i, id := range people {
		names[i] = named(known.Person(id), w).Name
	}
	return names
}
