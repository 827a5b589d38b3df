package client_test

import (
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/shared"
)

func TestEnteringAndLeaving(t *testing.T) {
	w := newWorld(t)
	w.session = ""
	tab := w.open()
	tab.Start(shared.Boot{Version: "1"})
	w.settle()
	tab.is(client.Ended)
	if len(w.requests) != 0 {
		t.Errorf("nobody is here, but the client asked for %q", w.requests)
	}
	entered := 0
	tab.Enter("Zoë", func(err *shared.Error) {
		if entered++; err != nil {
			t.Error(err)
		}
	})
	w.settle()
	tab.is(client.Live)
	if entered != 1 || tab.State().Me().Name != "Zoë" {
		t.Errorf("entered %d times as %+v", entered, tab.State().Me())
	}
	tab.Client.Open(shared.General)
	tab.SetDraft(shared.General, "half a")
	tab.Post(shared.General, "hello")
	w.settle()
	tab.wants("hello")
	tab.Exit(func(err *shared.Error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.settle()
	tab.is(client.Ended)
	tab.SetDraft(shared.General, "in a field that is about to go")
	for key, value := range w.device {
		t.Errorf("the device still keeps %s: %s", key, value)
	}
}

func TestAPageFromTheDeviceAsksWhoOneIs(t *testing.T) {
	w := newWorld(t)
	w.down = true
	tab := w.open()
	tab.Resume()
	w.advance(5000)
	tab.is(client.Waiting)
	w.down = false
	w.advance(30_000)
	tab.is(client.Live)
	if tab.State().Me().ID != w.session {
		t.Errorf("is %+v", tab.State().Me())
	}
}

func TestSomebodyElseInAnotherTabEndsThisOne(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	w.log.Enter("Other")
	w.session = w.log.Enter("Eve") // by the form, in another tab
	other := w.boot()
	over := w.outage()
	tab.Post(shared.General, "as Ann")
	w.settle()
	over()
	w.advance(60_000)
	tab.is(client.Ended)
	other.is(client.Live)
	if texts := w.log.Texts(shared.General); len(texts) != 0 {
		t.Errorf("posted in another's name: %q", texts)
	}
}

func TestAnInertClientAnswersWhatItKnows(t *testing.T) {
	w := newWorld(t)
	w.log.Must(w.session, shared.General, shared.PostMessage{Text: "hello"})
	snapshot, page := w.log.Snapshot(w.session), w.log.Messages(shared.General, 0, 0, 0, 50)
	c := client.New(client.Config{State: state.New()})
	c.Start(shared.Boot{Snapshot: &snapshot, Room: shared.General, Page: &page})
	c.Open(shared.General)
	c.Older(shared.General)
	c.Attend(true)
	c.Typing(shared.General)
	c.TryNow()
	if c.Post(shared.General, "x") != "" {
		t.Error("an inert client posted")
	}
	if m, ok := c.State().Room(shared.General).LastBy(w.session); !ok || m.Text != "hello" || c.Connection().Phase != "" {
		t.Errorf("it knows %+v, %+v", m, c.Connection())
	}
	c.Stop()
}

// Whatever it hears by, a client whose session ends stops asking.
func TestASessionThatEndsIsTheEnd(t *testing.T) {
	overEach(t, func(t *testing.T, w *world) {
		tab := w.boot()
		w.advance(1_000)
		tab.is(client.Live)
		w.session = ""
		w.cut(true)
		w.advance(10_000)
		tab.is(client.Ended)
		streams, requests := len(tab.streams), len(w.requests)
		w.advance(600_000)
		if len(tab.streams) != streams || len(w.requests) != requests {
			t.Errorf("it goes on asking: %q", w.requests[requests:])
		}
	})
}
