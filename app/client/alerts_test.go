package client_test

import (
	"slices"
	"testing"

	"parley/app/client"
	"parley/shared"
)

// calls is a message that calls the person of a world.
func (w *world) calls() shared.PostMessage {
	return shared.PostMessage{Text: "@Ann", Rich: shared.Rich{Mentions: []shared.PersonID{w.session}}}
}

// alerted writes down what a tab alerts to.
func (t *tab) alerted() *[]shared.Seq {
	var seqs []shared.Seq
	t.Alerts(func(alerts []client.Alert) {
		for _, a := range alerts {
			seqs = append(seqs, a.Seq)
		}
	})
	return &seqs
}

func TestTheLevelDecidesWhatAlerts(t *testing.T) {
	w, bo, tab := reading(t)
	got := tab.alerted()
	var want []shared.Seq
	for _, level := range []shared.Level{shared.LevelUsual, shared.LevelCalls, shared.LevelAll, shared.LevelNone} {
		tab.SetLevel(shared.General, level, func(*shared.Error) {})
		w.settle()
		plain := w.say(bo)
		call := w.log.Must(bo, shared.General, w.calls())
		w.log.Must(w.session, shared.General, shared.UnreadRoom{Message: plain})
		if level == shared.LevelAll {
			want = append(want, plain)
		}
		if level != shared.LevelNone {
			want = append(want, call)
		}
		w.advance(5_000)
		if !slices.Equal(*got, want) {
			t.Errorf("%q: alerted to %v, want %v", level, *got, want)
		}
	}
}

func TestOneTabAlertsToWhatIsUnread(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		w, bo, tab := reading(t)
		w.deaf = deaf // tabs that can't tell each other have the device in common still
		other := w.boot()
		here, there := tab.alerted(), other.alerted()
		call := w.log.Must(bo, shared.General, w.calls())
		w.advance(5_000)
		if got := append(*here, *there...); !slices.Equal(got, []shared.Seq{call}) {
			t.Errorf("both are alerted to %v, want %d once", got, call)
		}
	}
	w, bo, tab := reading(t)
	other := w.boot()
	here, there := tab.alerted(), other.alerted()
	other.Attend(true)
	w.log.Must(bo, shared.General, w.calls())
	w.advance(5_000)
	if len(*here)+len(*there) > 0 {
		t.Errorf("alerted to %v and %v, which is in view", *here, *there)
	}
}

func TestOnesOwnMessagesDoNotAlert(t *testing.T) {
	w, _, tab := reading(t)
	got := tab.alerted()
	w.log.Must(w.session, shared.General, w.calls()) // on another device
	w.log.Must(w.session, shared.General, shared.UnreadRoom{Message: tab.State().Room(shared.General).Last})
	w.advance(5_000)
	if len(*got) > 0 {
		t.Errorf("alerted to %v", *got)
	}
}
