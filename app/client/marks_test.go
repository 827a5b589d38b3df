package client_test

import (
	"testing"

	"parley/shared"
)

// reading is a room of Bo's that Ann has read, open in a tab.
func reading(t *testing.T) (w *world, bo shared.PersonID, tab *tab) {
	w, bo = full(t, 3)
	w.log.Must(w.session, shared.General, shared.ReadRoom{Message: 99})
	return w, bo, w.boot()
}

func (w *world) say(by shared.PersonID) shared.Seq {
	seq := w.log.Must(by, shared.General, shared.PostMessage{Text: "news"})
	w.settle()
	return seq
}

func (w *world) told() int { return w.count("POST " + shared.PathCommands) }

func (t *tab) unread() int { return t.State().Room(shared.General).Unread() }

// However much is said, who looks on tells of it now and then.
func TestReadingIsToldNowAndThen(t *testing.T) {
	w, bo, tab := reading(t)
	tab.Attend(true)
	w.say(bo)
	w.advance(2_000)
	if n := w.told(); n != 1 {
		t.Errorf("told %d times after the first", n)
	}
	for range 58 {
		w.say(bo)
		w.advance(1_000)
	}
	if n := w.told(); n < 4 || n > 5 {
		t.Errorf("told %d times in a minute", n)
	}
	w.advance(20_000)
	before := w.told()
	if at := tab.State().Room(shared.General); at.Mine.Read != at.Last || at.Mine.Unread != 0 {
		t.Errorf("the log has %+v", at.Room)
	}
	w.advance(600_000)
	if n := w.told(); n != before {
		t.Errorf("told %d times of nothing new", n-before)
	}
}

// Who comes to a room again has what they find there told soon, however lately they
// were there.
func TestComingToARoomIsToldSoon(t *testing.T) {
	w, bo, tab := reading(t)
	tab.Attend(true)
	w.say(bo)
	w.advance(2_000)
	tab.Client.Open("")
	w.say(bo)
	before := w.told()
	tab.Client.Open(shared.General)
	tab.Attend(true)
	w.advance(2_000)
	if n := w.told(); n != before+1 {
		t.Errorf("told %d times", n-before)
	}
}

// On another device, which hears of it from the server alone, it is read as well.
func TestOneDeviceReadsForAll(t *testing.T) {
	w, bo, tab := reading(t)
	w.deaf = true
	other := w.boot()
	tab.Attend(true)
	w.say(bo)
	if tab.unread() != 0 || other.unread() != 1 || other.DividerAt(shared.General) == 0 {
		t.Errorf("%d unread here, %d there", tab.unread(), other.unread())
	}
	w.advance(2_000)
	if other.unread() != 0 || other.DividerAt(shared.General) != 0 {
		t.Errorf("%d unread there, a divider at %d", other.unread(), other.DividerAt(shared.General))
	}
	if n := w.told(); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// Tabs of one browser tell each other, and one of them the server.
func TestTabsReadForEachOther(t *testing.T) {
	w, bo, tab := reading(t)
	other := w.boot()
	tab.Attend(true)
	other.Attend(true)
	w.say(bo)
	w.advance(60_000)
	if n := w.told(); n != 1 || other.unread() != 0 {
		t.Errorf("told %d times, %d unread there", n, other.unread())
	}
}

// Who goes away has it told before.
func TestReadingIsToldOnTheWayOut(t *testing.T) {
	for name, leave := range map[string]func(*tab){
		"the page is hidden":     func(t *tab) { t.hidden = true; t.visible(false) },
		"another room is opened": func(t *tab) { t.Client.Open("") },
	} {
		w, bo, tab := reading(t)
		tab.Attend(true)
		w.say(bo)
		if w.told() != 0 {
			t.Errorf("%s: told at once", name)
		}
		leave(tab)
		w.settle()
		if w.told() != 1 {
			t.Errorf("%s: told %d times", name, w.told())
		}
	}
}

// Without a network it is told later, and once.
func TestReadingIsToldAfterAnOutage(t *testing.T) {
	w, bo, tab := reading(t)
	tab.Attend(true)
	w.say(bo)
	over := w.outage()
	w.advance(120_000)
	over()
	asked := w.told()
	w.advance(120_000)
	if tab.State().SeenAhead(shared.General) != 0 || w.told() != asked+1 {
		t.Errorf("told %d times; the log does not know of %d", w.told()-asked, tab.State().SeenAhead(shared.General))
	}
}

// What was put back by hand stays so while one looks at it, on every device, and
// is read when one comes again or writes.
func TestPutBackByHand(t *testing.T) {
	for name, again := range map[string]func(*world, *tab){
		"by coming again": func(w *world, t *tab) {
			t.Client.Open("")
			t.Client.Open(shared.General)
			t.Attend(true)
		},
		"by writing": func(w *world, t *tab) { t.Post(shared.General, "mine"); w.settle(); w.say(w.log.Enter("Cy")) },
	} {
		t.Run(name, func(t *testing.T) {
			w, bo, tab := reading(t)
			w.deaf = true
			other := w.boot()
			tab.Attend(true)
			other.Attend(true)
			first := w.say(bo)
			w.say(bo)
			tab.Unread(shared.General, first, func(err *shared.Error) {
				if err != nil {
					t.Error(err)
				}
			})
			w.advance(60_000)
			for _, tab := range w.tabs {
				if tab.unread() != 2 || tab.DividerAt(shared.General) != first-1 {
					t.Errorf("%d unread, a divider at %d, not %d", tab.unread(), tab.DividerAt(shared.General), first-1)
				}
			}
			w.say(bo)
			w.advance(60_000)
			if tab.unread() != 3 {
				t.Errorf("%d unread with one more", tab.unread())
			}
			again(w, tab)
			w.advance(60_000)
			if tab.unread() != 0 || other.unread() != 0 {
				t.Errorf("%d unread here, %d there", tab.unread(), other.unread())
			}
		})
	}
}

// Who leaves tells nothing more of the room, although the log has not yet told
// them that they left.
func TestWhoLeavesTellsNothingMore(t *testing.T) {
	w, bo, tab := reading(t)
	tab.Attend(true)
	w.say(bo)
	w.lag = func() int64 { return 3_000 }
	tab.live().stuck = true
	tab.Leave(shared.General, func(err *shared.Error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.advance(30_000)
	if n := w.told(); n != 1 {
		t.Errorf("%d commands, want the one that leaves", n)
	}
}
