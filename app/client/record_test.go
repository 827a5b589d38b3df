package client_test

import (
	"testing"

	"parley/app/client"
	"parley/shared"
)

// recording is a microphone in the hand of a test.
type recording struct {
	began             func()
	ended             func(client.Picked)
	stopped, canceled bool
}

func (t *tab) Record(began func(), ended func(client.Picked)) (stop, cancel func()) {
	t.spoken = recording{began: began, ended: ended}
	return func() { t.spoken.stopped = true }, func() { t.spoken.canceled = true }
}

func TestAVoiceMessageComesAlong(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	tab.Client.Record()
	if got := tab.Recording(); !got.Asked || got.Since != 0 {
		t.Fatalf("it is %+v", got)
	}
	tab.spoken.began()
	w.settle()
	if got := tab.Recording(); got.Since != w.now {
		t.Errorf("it listens since %d, and it is %d", got.Since, w.now)
	}
	tab.Client.Open("") // it is for the room in which it was begun
	tab.EndRecording(true)
	tab.spoken.ended(&picked{name: "voice.webm", size: 9})
	w.settle()
	if got := tab.Attachments(shared.General); !tab.spoken.stopped || tab.Recording() != (client.Recording{}) || len(got) != 1 || got[0].Name != "voice.webm" {
		t.Errorf("attached are %+v", got)
	}
}

func TestAVoiceMessageEnds(t *testing.T) {
	for name, c := range map[string]struct {
		do                func(*world, *tab)
		stopped, canceled bool
	}{
		"when it is as long as it can be": {func(w *world, _ *tab) { w.advance(shared.MaxVoice.Milliseconds()) }, true, false},
		"by its speaker":                  {func(_ *world, tab *tab) { tab.EndRecording(false) }, false, true},
		"with the page":                   {func(_ *world, tab *tab) { tab.Stop() }, false, true},
	} {
		w := newWorld(t)
		tab := w.boot()
		tab.Client.Record()
		tab.spoken.began()
		w.settle()
		c.do(w, tab)
		if tab.spoken.stopped != c.stopped || tab.spoken.canceled != c.canceled {
			t.Errorf("%s: stopped %v, given up %v", name, tab.spoken.stopped, tab.spoken.canceled)
		}
	}
}

func TestNoMicrophone(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	tab.Client.Record()
	tab.spoken.ended(nil)
	w.settle()
	if got := tab.Recording(); !got.Refused || got.Asked || len(tab.Attachments(shared.General)) != 0 {
		t.Errorf("it is %+v", got)
	}
	tab.Client.Record()
	if tab.Recording().Refused {
		t.Error("it is still refused while it is asked for again")
	}
}
