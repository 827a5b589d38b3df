package ui

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

const (
	// announceAfter is how long events are gathered before they are told.
	announceAfter = time.Second
	// announceEach is how many messages are read out; of more, only the number.
	announceEach = 3
	// announceRunes is how much of a message is read out.
	announceRunes = 300
)

// announcer tells screen readers what happens in the room. The messages
// themselves are no live region: history that is loaded would be read out, too.
type announcer struct {
	app.Compo

	Client *client.Client
	Words  *words.Words
	Room   shared.RoomID

	ctx     app.Context
	telling telling
	told    string
	waiting bool // whether what was gathered will soon be told
}

// OnMount begins to listen.
func (a *announcer) OnMount(ctx app.Context) {
	a.ctx = ctx
	a.Client.Heard(a.hear)
}

// OnDismount ends it.
func (a *announcer) OnDismount() { a.Client.Heard(nil) }

// Render gives the live region.
func (a *announcer) Render() app.UI {
	return app.Div().Class("sr").Aria("live", "polite").Body(app.Text(a.told))
}

// hear takes in an event before it is applied, so that who is renamed still has
// the name by which they are known.
func (a *announcer) hear(e shared.Event) {
	if e.By == a.Client.State().Me().ID || a.Client.State().Blocked(e.By) || !a.concerns(e) {
		return
	}
	a.telling.words, a.telling.name = a.Words, func(id shared.PersonID) string {
		return named(a.Client.State().Person(id), a.Words).Name
	}
	e.Visit(&a.telling) // its methods have no errors
	if a.waiting {
		return
	}
	a.waiting = true
	time.AfterFunc(announceAfter, func() { a.ctx.Dispatch(func(app.Context) { a.tell() }) })
}

// concerns reports whether an event is of the room that is looked at, or brings the
// person into another one.
func (a *announcer) concerns(e shared.Event) bool {
	switch b := e.Body.(type) {
	case shared.DirectOpened, shared.ReportMade:
		return true
	case shared.PersonAdded:
		return e.Room == a.Room || b.Person.ID == a.Client.State().Me().ID
	}
	return e.Room == "" || e.Room == a.Room
}

func (a *announcer) tell() {
	a.waiting = false
	told := a.telling.take()
	if told == a.told {
		told += "\u00a0" // the same words again are a change, too
	}
	a.told = told
}

// telling puts events into words. It is a shared.EventVisitor, so that no kind
// of event is passed over in silence.
type telling struct {
	words  *words.Words
	name   func(shared.PersonID) string
	posted []string
	others []string
}

var _ shared.EventVisitor = (*telling)(nil)

// take gives what was gathered and begins anew.
func (t *telling) take() string {
	told := t.posted
	if n := len(told); n > announceEach {
		told = []string{t.words.Told.ManyPosted(int64(n))}
	}
	told = append(told, t.others...)
	t.posted, t.others = nil, nil
	return strings.Join(told, "\n")
}

func (t *telling) say(sentence string) error {
	t.others = append(t.others, sentence)
	return nil
}

// MessagePosted is read out.
func (t *telling) MessagePosted(e shared.Event, b shared.MessagePosted) error {
	said := b.Text
	for _, file := range b.Files {
		said = strings.TrimSpace(said + " " + file.Name)
	}
	if said = shared.Clip(said, announceRunes); b.Action {
		t.posted = append(t.posted, t.name(e.By)+" "+said)
		return nil
	}
	t.posted = append(t.posted, t.words.Told.Posted(t.name(e.By), said))
	return nil
}

// MessageEdited is read out anew.
func (t *telling) MessageEdited(e shared.Event, b shared.MessageEdited) error {
	return t.say(t.words.Told.Edited(t.name(e.By), shared.Clip(b.Text, announceRunes)))
}

// MessageDeleted tells who.
func (t *telling) MessageDeleted(e shared.Event, _ shared.MessageDeleted) error {
	return t.say(t.words.Told.Deleted(t.name(e.By)))
}

// MessagePreviewed tells nothing: it adds to what was said, a moment later.
func (t *telling) MessagePreviewed(shared.Event, shared.MessagePreviewed) error { return nil }

// MessagePinned tells who.
func (t *telling) MessagePinned(e shared.Event, _ shared.MessagePinned) error {
	return t.say(t.words.Told.Pinned(t.name(e.By)))
}

// MessageUnpinned likewise.
func (t *telling) MessageUnpinned(e shared.Event, _ shared.MessageUnpinned) error {
	return t.say(t.words.Told.Unpinned(t.name(e.By)))
}

// ReactionAdded tells who and how.
func (t *telling) ReactionAdded(e shared.Event, b shared.ReactionAdded) error {
	return t.say(t.words.Told.Reacted(t.name(e.By), b.Emoji))
}

// ReactionRemoved likewise.
func (t *telling) ReactionRemoved(e shared.Event, b shared.ReactionRemoved) error {
	return t.say(t.words.Told.Unreacted(t.name(e.By), b.Emoji))
}

// RoomCreated tells who and its name.
func (t *telling) RoomCreated(e shared.Event, b shared.RoomCreated) error {
	return t.say(t.words.Told.RoomCreated(t.name(e.By), b.Name))
}

// RoomRenamed likewise.
func (t *telling) RoomRenamed(e shared.Event, b shared.RoomRenamed) error {
	return t.say(t.words.Told.RoomRenamed(t.name(e.By), b.Name))
}

// RoomArchived tells who.
func (t *telling) RoomArchived(e shared.Event, _ shared.RoomArchived) error {
	return t.say(t.words.Told.RoomArchived(t.name(e.By)))
}

// RoomRestricted tells who, and what holds now.
func (t *telling) RoomRestricted(e shared.Event, b shared.RoomRestricted) error {
	return t.say(t.words.ToldRestricted(t.name(e.By), t.words.Restrictions(b.Locked, b.Slow)))
}

// PersonMuted tells who, and whether they are heard.
func (t *telling) PersonMuted(e shared.Event, b shared.PersonMuted) error {
	if b.Until == 0 {
		return t.say(t.words.ToldUnmuted(t.name(b.Person), t.name(e.By)))
	}
	return t.say(t.words.ToldMuted(t.name(b.Person), t.name(e.By)))
}

// PersonBanned tells who, and by whom.
func (t *telling) PersonBanned(e shared.Event, b shared.PersonBanned) error {
	return t.say(t.words.ToldBanned(t.name(b.Person), t.name(e.By)))
}

// PersonUnbanned likewise.
func (t *telling) PersonUnbanned(e shared.Event, b shared.PersonUnbanned) error {
	return t.say(t.words.ToldUnbanned(t.name(b.Person), t.name(e.By)))
}

// ReportMade tells who.
func (t *telling) ReportMade(e shared.Event, b shared.ReportMade) error {
	return t.say(t.words.ToldReported(t.name(e.By), t.name(b.Person)))
}

// ReportClosed likewise.
func (t *telling) ReportClosed(e shared.Event, b shared.ReportClosed) error {
	return t.say(t.words.ToldReportClosed(t.name(e.By), t.name(b.Person)))
}

// PersonBlocked is the person's own doing, on another device.
func (t *telling) PersonBlocked(shared.Event, shared.PersonBlocked) error { return nil }

// PersonUnblocked likewise.
func (t *telling) PersonUnblocked(shared.Event, shared.PersonUnblocked) error { return nil }

// RoomRead is the person's own doing, on another device.
func (t *telling) RoomRead(shared.Event, shared.RoomRead) error { return nil }

// RoomLevelSet likewise.
func (t *telling) RoomLevelSet(shared.Event, shared.RoomLevelSet) error { return nil }

// RoomHidden likewise.
func (t *telling) RoomHidden(shared.Event, shared.RoomHidden) error { return nil }

// PersonJoined names whom the event names: they may not be known yet.
func (t *telling) PersonJoined(_ shared.Event, b shared.PersonJoined) error {
	return t.say(t.words.Told.Joined(b.Name))
}

// PersonLeft tells who.
func (t *telling) PersonLeft(e shared.Event, _ shared.PersonLeft) error {
	return t.say(t.words.Told.Left(t.name(e.By)))
}

// DirectOpened tells who.
func (t *telling) DirectOpened(e shared.Event, _ shared.DirectOpened) error {
	return t.say(t.words.Told.DirectOpened(t.name(e.By)))
}

// PersonAdded tells who was brought by whom.
func (t *telling) PersonAdded(e shared.Event, b shared.PersonAdded) error {
	return t.say(t.words.Told.Added(b.Person.Name, t.name(e.By)))
}

// PersonRemoved tells who was removed by whom.
func (t *telling) PersonRemoved(e shared.Event, b shared.PersonRemoved) error {
	return t.say(t.words.Told.Removed(t.name(b.Person), t.name(e.By)))
}

// PersonRenamed tells both names.
func (t *telling) PersonRenamed(e shared.Event, b shared.PersonRenamed) error {
	return t.say(t.words.Told.Renamed(t.name(e.By), b.Name))
}

// PersonStatusChanged tells who and what they say; that they say nothing any more
// is told too.
func (t *telling) PersonStatusChanged(e shared.Event, b shared.PersonStatusChanged) error {
	return t.say(t.words.Told.StatusSet(t.name(e.By), b.Status))
}

// PersonPictureChanged is nothing for who does not see it.
func (t *telling) PersonPictureChanged(shared.Event, shared.PersonPictureChanged) error { return nil }

// PersonRoleChanged tells who and what they are now.
func (t *telling) PersonRoleChanged(_ shared.Event, b shared.PersonRoleChanged) error {
	return t.say(t.words.Told.RoleChanged(t.name(b.Person), t.words.RoleOf[b.Role]))
}

// Unknown tells that there was something.
func (t *telling) Unknown(_ shared.Event, b shared.Unknown) error {
	return t.say(t.words.Told.Unknown(b.Name))
}
