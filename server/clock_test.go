package main

import (
	"encoding/json"
	"math"
	"net/http"
	"testing"
	"time"

	"parley/server/clocktest"
	"parley/server/store"
	"parley/shared"
)

// TestTheClockIsSet by an hour while people talk, and once more while the server
// is down. Nobody is thrown out or kept waiting, what was sent is known when it is
// sent again, what is told in passing is told, and the log has all in
// the order in which it was said, whatever the time of each.
func TestTheClockIsSet(t *testing.T) {
	for name, by := range map[string]time.Duration{"forward": time.Hour, "back": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var clock clocktest.Clock
			h := openHouse(t)
			h.shut()
			h.config.RateLimit, h.config.clock = true, clock.Now
			h.start()
			ann, bo := h.enter("Ann"), h.enter("Bo")
			hears := bo.listen("", "")
			first := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "before"}}
			before := ann.sends(first)
			hears.hears("before")
			all := ann.tires()

			clock.Set(by)
			if n := ann.tires(); n > all/2 {
				t.Error("what Ann may do is forgotten")
			}
			if again := ann.sends(first); again != before {
				t.Errorf("sent again it is %d, and was %d", again, before)
			}
			now := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "now"}}
			if seq := ann.sends(now); seq <= before {
				t.Errorf("%d comes after %d", seq, before)
			}
			tab := ann.dials(shared.PathSSE)
			hears.sees(ann.me.ID, true)
			ann.must("POST", shared.PathTyping(shared.General), nil, nil)
			hears.seesTyping(ann.me.ID)
			tab.Close()
			hears.sees(ann.me.ID, false)

			h.shut()
			clock.Set(by)
			h.start()
			bo.snapshot() // he is still let in
			if again := ann.sends(now); again <= before {
				t.Errorf("sent again it is %d", again)
			}
			last := ann.sends(shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "after"}})
			page := bo.history(shared.General, "")
			told := map[string]shared.Message{}
			for i, m := range page.Messages {
				if told[m.Text] = m; i > 0 && m.Seq <= page.Messages[i-1].Seq {
					t.Errorf("%d is shown after %d", m.Seq, page.Messages[i-1].Seq)
				}
			}
			if told["after"].Seq != last {
				t.Errorf("of all, %+v is the last", told["after"])
			}
			for text, ahead := range map[string]time.Duration{"before": 0, "now": by, "after": 2 * by} {
				if at := time.UnixMilli(told[text].At); math.Abs(time.Until(at.Add(-ahead)).Minutes()) > 5 {
					t.Errorf("%q was said at %v, while the clock was set by %v", text, at, ahead)
				}
			}
			h.shut()
			if report, err := store.Verify(t.Context(), h.config.Data, nil); err != nil || report.Count > 0 {
				t.Errorf("%v, %v", err, report.Differences)
			}
		})
	}
}

// sends has a command done, waiting as long as it is told to.
func (g *guest) sends(c shared.Command) shared.Seq {
	g.t.Helper()
	for end := time.Now().Add(patience); ; {
		status, answer := g.ask("POST", shared.PathCommands, c)
		if status == http.StatusOK {
			var reply shared.CommandReply
			read(g.t, answer, &reply)
			return reply.Seq
		}
		var refused shared.ErrorReply
		read(g.t, answer, &refused)
		if refused.Error.Code != shared.CodeRateLimited || time.Now().After(end) {
			g.t.Fatalf("%d: %+v", status, refused.Error)
		}
		time.Sleep(time.Duration(refused.Error.RetryAfter) * time.Second)
	}
}

// tires posts until it is too much, and gives how many that took.
func (g *guest) tires() (posted int) {
	g.t.Helper()
	for ; posted < 1000; posted++ {
		c := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "tires"}}
		if status, _ := g.ask("POST", shared.PathCommands, c); status == http.StatusTooManyRequests {
			return posted
		}
	}
	g.t.Fatal("it is never too much")
	return posted
}

// seesTyping waits until someone is told to be typing.
func (e *ear) seesTyping(who shared.PersonID) {
	e.t.Helper()
	for {
		l, err := e.next()
		if err != nil {
			e.t.Fatalf("waiting to see %s typing: %v", who, err)
		}
		var told shared.Ephemeral
		if l.event != "ephemeral" || json.Unmarshal([]byte(l.data), &told) != nil {
			continue
		}
		if typing, ok := told.Body.(shared.Typing); ok && typing.By == who {
			return
		}
	}
}
