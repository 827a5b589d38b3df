package lab_test

import (
	"strings"
	"testing"

	"parley/app/client/lab"
	"parley/shared"
)

// upload is one that has sent everything.
func (w *world) upload(rate int) *lab.Upload {
	w.t.Helper()
	u := lab.NewUpload(w.world())
	u.Start(rate)
	w.sources[0].opened()
	w.settle()
	return u
}

// acknowledges says that so many bytes have arrived.
func (w *world) acknowledges(bytes int64) {
	w.waiting = lab.UploadBytes - int(bytes)
	w.sources[0].event(shared.Event{}, shared.LabSample{Micros: bytes})
	w.settle()
}

func TestAnUploadDrains(t *testing.T) {
	w := newWorld(t)
	u := w.upload(4 << 20)
	if w.sent != lab.UploadBytes || !strings.HasSuffix(w.sources[0].path, "?rate=4194304") {
		t.Errorf("sent %d bytes to %s", w.sent, w.sources[0].path)
	}
	w.advance(100)
	w.acknowledges(lab.UploadBytes / 2)
	w.advance(100)
	w.acknowledges(lab.UploadBytes)
	if u.Phase() != lab.Received || u.Received().Bytes != lab.UploadBytes || !w.sources[0].closed || len(w.timers) != 0 {
		t.Errorf("phase %d, %+v, %d timers", u.Phase(), u.Received(), len(w.timers))
	}
	looks := u.Looks()
	if first, last := looks[0], looks[len(looks)-1]; first.Waiting != lab.UploadBytes || last.Waiting != 0 || last.Received != lab.UploadBytes {
		t.Errorf("from %+v to %+v", first, last)
	}
}

func TestALongUploadIsLookedAtLessOften(t *testing.T) {
	w := newWorld(t)
	u := w.upload(0)
	w.advance(60_000)
	looks := u.Looks()
	if n := len(looks); n > 240 || looks[0].At != 0 || looks[n-1].At < 59_000_000 {
		t.Errorf("%d looks, up to %d µs", n, looks[n-1].At)
	}
}

func TestAnUploadIsCancelledOrBreaks(t *testing.T) {
	w := newWorld(t)
	u := w.upload(0)
	u.Cancel()
	if u.Phase() != lab.Cancelled || !w.sources[0].closed || len(w.timers) != 0 {
		t.Errorf("phase %d", u.Phase())
	}
	w.sources = nil
	u = w.upload(0)
	w.sources[0].failed()
	w.settle()
	if u.Phase() != lab.Broken || len(w.timers) != 0 {
		t.Errorf("phase %d", u.Phase())
	}
}
