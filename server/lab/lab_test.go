package lab

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/chat"
	"parley/server/clocktest"
	"parley/server/feed"
	"parley/shared"
)

func openLab(t *testing.T) *Lab { return openLabBy(t, time.Now) }

func openLabBy(t *testing.T, clock func() time.Time) *Lab {
	l := New(Options{
		Listeners: func() map[shared.Transport]int { return nil },
		Head:      func() shared.Seq { return 0 },
		Clock:     clock, Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() {
		if err := l.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return l
}

// listen comes to a stream at its head.
func listen(t *testing.T, l *Lab, id shared.LabStream) *feed.Listener {
	t.Helper()
	f, _, err := l.Feed(id, nil)
	if err != nil {
		t.Fatal(err)
	}
	ear, err := f.Listen(t.Context(), feed.Who{Person: "ann"}, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return ear
}

func (l *Lab) head(of int) shared.Seq { return l.Streams()[of].Head.Seq }

// TestTheClockStandsStillAlone: nobody pays for a clock that nobody looks at.
func TestTheClockStandsStillAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := openLab(t)
		time.Sleep(time.Hour)
		if n := l.head(0); n != 0 {
			t.Fatalf("with nobody there it ticked %d times", n)
		}
		ear := listen(t, l, shared.LabClock)
		time.Sleep(3*time.Second + time.Millisecond)
		if n := l.head(0); n != 3 {
			t.Errorf("in three seconds it ticked %d times", n)
		}
		var batch feed.Batch
		if err := ear.Next(t.Context(), &batch); err != nil {
			t.Fatal(err)
		}
		for _, item := range batch.Items {
			if tick, err := shared.LabSampleOf(item.Event); err != nil || tick.Micros%1e6 != 0 {
				t.Errorf("%+v, %v: it ticks on the second", tick, err)
			}
		}
		ear.Close()
		time.Sleep(pulseLinger + time.Second)
		left := l.head(0)
		time.Sleep(time.Hour)
		if n := l.head(0); n != left || n > 3+shared.Seq(pulseLinger/time.Second) {
			t.Errorf("alone it went on to %d, then to %d", left, n)
		}
	})
}

// TestTheClockIsSet while it ticks: it goes on each second, and stands still once
// nobody is there.
func TestTheClockIsSet(t *testing.T) {
	for _, by := range []time.Duration{time.Hour, -time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			var clock clocktest.Clock
			l := openLabBy(t, clock.Now)
			ear := listen(t, l, shared.LabClock)
			time.Sleep(time.Second + time.Millisecond)
			clock.Set(by)
			time.Sleep(2 * time.Second)
			if n := l.head(0); n != 3 {
				t.Errorf("set by %v it ticked %d times in three seconds", by, n)
			}
			clock.Set(by)
			ear.Close()
			time.Sleep(time.Minute)
			if n := l.head(0); n > 3+shared.Seq(pulseLinger/time.Second) {
				t.Errorf("set by %v it ticked %d times, though nobody was there", by, n)
			}
		})
	}
}

// TestWhoPollsKeepsTheClockGoing between two requests.
func TestWhoPollsKeepsTheClockGoing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := openLab(t)
		time.Sleep(time.Millisecond) // to look between two ticks
		const polls, between = 10, 5 * time.Second
		for range polls {
			listen(t, l, shared.LabClock).Close()
			time.Sleep(between)
		}
		if n := l.head(0); n != polls*shared.Seq(between/time.Second) {
			t.Errorf("it ticked %d times", n)
		}
	})
}

// TestTheLabForgets what is old: a cursor from then is told so.
func TestTheLabForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := openLab(t)
		for range 2 * logKept {
			l.Press(shared.Person{ID: "bo", Name: "Bo"})
		}
		state := l.button.state()
		if state.From.Seq != logKept || state.Head.Seq != 2*logKept {
			t.Errorf("it keeps %+v", state)
		}
		for after, want := range map[shared.Seq]shared.Seq{state.From.Seq - 1: 0, state.From.Seq: state.From.Seq + 1} {
			ear, err := l.button.feed.Listen(t.Context(), feed.Who{Person: "ann"}, &shared.Cursor{Epoch: state.From.Epoch, Seq: after}, func() {})
			if err != nil {
				t.Fatal(err)
			}
			var batch feed.Batch
			if err := ear.Next(t.Context(), &batch); err != nil || batch.Reset != (want == 0) || want > 0 && batch.Items[0].Event.Seq != want {
				t.Errorf("after %d: %v, %+v", after, err, batch)
			}
			ear.Close()
		}
	})
}

func TestPagesOfTheLog(t *testing.T) {
	l := newLog()
	for n := range shared.Seq(10) {
		l.append(shared.NewLabEvent(n+1, shared.LabButton, "bo", shared.LabSample{}))
	}
	for _, c := range []struct {
		reading     chat.Reading
		first, last shared.Seq
	}{
		{chat.Reading{Limit: 100}, 1, 10},
		{chat.Reading{After: 4, Limit: 3}, 5, 7},
		{chat.Reading{After: 4, Until: 6, Limit: 100}, 5, 6},
		{chat.Reading{After: 10, Limit: 1}, 0, 0},
		{chat.Reading{After: 6, Until: 5, Limit: 1}, 0, 0},
	} {
		entries, err := l.Events(t.Context(), c.reading)
		var first, last shared.Seq
		if len(entries) > 0 {
			first, last = entries[0].Event.Seq, entries[len(entries)-1].Event.Seq
		}
		if err != nil || first != c.first || last != c.last {
			t.Errorf("%+v gives %d to %d, %v", c.reading, first, last, err)
		}
	}
}

// TestOldRunsAreLetGo, and who still listens to one with them.
func TestOldRunsAreLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := openLab(t)
		ear := listen(t, l, shared.LabWords)
		for range runsKept {
			if err := ear.Next(t.Context(), new(feed.Batch)); !errors.Is(err, feed.ErrFinished) {
				t.Fatal(err)
			}
			l.Restart()
			time.Sleep(time.Minute)
		}
		if n := len(l.words.streams()); n != runsKept {
			t.Errorf("%d runs are kept", n)
		}
		if err := ear.Next(t.Context(), new(feed.Batch)); !errors.Is(err, feed.ErrClosing) {
			t.Errorf("who listens to one that is gone is told %v", err)
		}
		ear.Close()
	})
}
