package transport

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// scenario is what has to hold over every way of waiting. The invariant is
// checked whenever someone hears something, and in the end.
type scenario struct {
	name string
	play func(*scene)
	// page is what becomes of it for a page, where that is not the same: a page
	// shows one room, its client has no cursor, and asked for anew it begins with
	// the room's latest.
	page func(*scene)
}

var scenarios = []scenario{
	{"live, in order", func(s *scene) {
		ann := s.comes("ann")
		s.Say("a", "bob", "one")
		s.Say("b", "bob", "not for ann")
		s.Happen("", "bob", shared.PersonRenamed{Name: "Rob"})
		s.Say("a", "ann", "two\r\nlines\n\nand \x00 <b>&amp;</b> \u2028")
		ann.hears(s.Say("a", "bob", "three"))
		ann.hears(s.Say("a", "ann", "four"))
	}, nil},

	{"resume", func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		ann.cut()
		s.Say("a", "bob", "while she was away")
		s.Say("b", "bob", "not for ann")
		missed := s.Say("a", "bob", "and this")
		ann.opens()
		ann.hears(missed)
		ann.hears(s.Say("a", "bob", "live"))
	}, func(s *scene) {
		ann := s.comes("ann")
		first := s.Say("a", "bob", "one")
		ann.hears(first)
		ann.cut()
		missed := s.Say("a", "bob", "while she was away")
		ann.opens()
		ann.begins(1) // anew, with all there is: it is little
		ann.hears(missed)
		ann.cut()
		for range latest {
			missed = s.Say("a", "bob", "much")
		}
		ann.opens()
		ann.begins(missed - latest + 1) // with the latest
		ann.hears(missed)
	}},

	{"server restart", func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		s.Say("a", "bob", "the last before")
		s.restart()
		s.Say("a", "bob", "while she was away")
		ann.opens()
		ann.hears(s.Say("a", "bob", "live"))
		s.restart()
		ann.opens()
		ann.hears(s.Say("a", "bob", "again"))
	}, nil},

	{"cut in mid-frame", func(s *scene) {
		chance := rand.New(rand.NewPCG(3, 4))
		ann := s.person("ann")
		for range 60 {
			var last shared.Seq
			for range 1 + chance.IntN(3) {
				last = s.Say("a", "bob", strings.Repeat("é", chance.IntN(100)))
				s.Say("b", "bob", "not for ann")
			}
			s.line.breaks(1 + chance.Int64N(1<<(5+chance.IntN(8))))
			ann.opens()
			ann.reaches(last)
		}
		s.line.breaks(0)
		ann.opens()
		ann.hears(s.Say("a", "bob", "whole"))
	}, nil},

	{"reset: another epoch", resets("other-1"), endsAPage("other-1")},
	{"reset: from the future", resets(cursorAt(1_000_000)), endsAPage(cursorAt(1_000_000))},
	{"reset: too old", func(s *scene) {
		s.forgets()
		resets(cursorAt(9))(s)
	}, func(s *scene) {
		s.forgets()
		endsAPage(cursorAt(9))(s)
	}},

	{"unknown cursor", func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		if s.name == "sse by Last-Event-ID" { // a browser can't mend it, and gives up when refused
			ann.asks("e1-x")
			ann.is(shared.FrameReset)
		} else {
			ann.asks("e1-x")
			ann.ends(all(shared.CodeCursorInvalid))
			ann.opens()
		}
		ann.hears(s.Say("a", "bob", "two"))
	}, nil},

	{"log that can't be read", func(s *scene) {
		last := s.piles(200)
		s.gone.Store(true)
		ann := s.comes("ann")
		ann.ends(map[shared.Transport]string{
			shared.TransportSSE: "ended", shared.TransportWebSocket: "1011",
			shared.TransportLongPoll: string(shared.CodeInternal), shared.TransportPoll: string(shared.CodeInternal),
		})
		s.gone.Store(false)
		ann.opens()
		ann.hears(last)
	}, func(s *scene) { // it begins at the log's end, which is in memory
		s.piles(200)
		s.gone.Store(true)
		s.comes("ann").hears(s.Say("a", "bob", "live"))
	}},

	{"revoked session", func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		s.feed.EndSession("ann", "session of ann")
		s.Say("a", "bob", "not for who left")
		ended := map[shared.Transport]string{
			shared.TransportSSE: "ended", shared.TransportFrame: "ended", shared.TransportWebSocket: "1008",
			shared.TransportLongPoll: string(shared.CodeNoSession), shared.TransportPoll: string(shared.CodeNoSession),
		}
		ann.ends(ended)
		ann.opens()
		ann.ends(all(shared.CodeNoSession))
	}, nil},

	{"leaving a room", func(s *scene) {
		s.Join("b", "ann")
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		ann.hears(s.Leave("a", "ann"))
		s.Say("a", "bob", "without ann")
		ann.hears(s.Happen("", "bob", shared.PersonRenamed{Name: "Rob"}))
		ann.hears(s.Say("b", "bob", "in the other room"))
		s.Join("a", "ann")
		ann.hears(s.Say("a", "bob", "here again"))
	}, func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		ann.hears(s.Leave("a", "ann"))
		s.Say("a", "bob", "without ann")
		ann.ends(all("ended")) // with its room
		ann.opens()
		ann.ends(all(shared.CodeNotMember))
		s.Join("a", "ann")
		ann.opens()
		ann.hears(s.Say("a", "bob", "here again"))
	}},

	{"backlog of 10,000 events", func(s *scene) {
		last := s.piles(10_000)
		ann := s.comes("ann")
		ann.hears(last)
		if n := len(ann.heard.Events); n != 10_000 {
			s.t.Errorf("%d events", n)
		}
		ann.hears(s.Say("a", "bob", "live"))
	}, func(s *scene) {
		last := s.piles(10_000)
		ann := s.comes("ann")
		ann.begins(last - latest + 1)
		ann.hears(last)
		ann.hears(s.Say("a", "bob", "live"))
	}},

	{"slow reader", func(s *scene) {
		slow, quick := s.comes("ann"), s.comes("bob")
		opened := time.Now()
		var last shared.Seq
		text := strings.Repeat("安", shared.MaxMessageRunes)
		for range 500 {
			last = s.Say("a", "bob", text)
			quick.reaches(last)
		}
		quick.hears(last)
		for !slow.reaches(last) { // where that took so long that the slow one was cut off: they go on
			if stuck := time.Since(opened); stuck < shared.WriteTimeout {
				s.t.Fatalf("%s: the stream ended (%s) after %v", s.name, slow.end(), stuck)
			}
			slow.opens()
			opened = time.Now()
		}
	}, nil},

	{"finished log", func(s *scene) {
		ann, late := s.comes("ann"), s.person("ann")
		ann.hears(s.Say("a", "bob", "one"))
		last := s.Say("a", "bob", "the last")
		s.Say("b", "bob", "not for ann")
		s.feed.Finish()
		complete := map[shared.Transport]string{
			shared.TransportSSE: "ended", shared.TransportWebSocket: "1000", shared.TransportLongPoll: "204", shared.TransportPoll: "204",
		}
		late.opens()
		for _, e := range []*ear{ann, late} {
			e.hears(last)
			e.ends(complete)
			if e.cursor != cursorAt(s.Head()) {
				s.t.Errorf("%s: goes on from %s, not from the end", s.name, e.cursor)
			}
			e.opens()
			complete[shared.TransportSSE] = "204"
			e.ends(complete)
			complete[shared.TransportSSE] = "ended"
		}
	}, func(s *scene) {
		ann := s.comes("ann")
		last := s.Say("a", "bob", "the last")
		s.feed.Finish()
		ann.hears(last)
		ann.ends(all("ended"))
		ann.opens() // shows it all the same
		ann.begins(1)
		ann.hears(last)
		ann.ends(all("ended"))
	}},

	{"shutdown", func(s *scene) {
		ann := s.comes("ann")
		ann.hears(s.Say("a", "bob", "one"))
		done := make(chan error, 1)
		go func() { done <- s.feed.Shutdown(context.Background()) }()
		ann.ends(map[shared.Transport]string{
			shared.TransportSSE: "ended", shared.TransportFrame: "ended", shared.TransportWebSocket: "1012",
			shared.TransportLongPoll: string(shared.CodeUnavailable), shared.TransportPoll: string(shared.CodeUnavailable),
		})
		ann.cut()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
		ann.opens()
		ann.ends(all(shared.CodeUnavailable))
		s.restart()
		ann.opens()
		ann.hears(s.Say("a", "bob", "two"))
	}, nil},
}

// all is the same end over every transport.
func all[T ~string](why T) map[shared.Transport]string {
	told := make(map[shared.Transport]string)
	for _, w := range ways {
		told[w.over] = string(why)
	}
	return told
}

// resets has someone come with a cursor that can't be followed: they are told
// where the log is, and hear what follows.
func resets(after string) func(*scene) {
	return func(s *scene) {
		s.t.Helper()
		ann := s.person("ann")
		ann.asks(after)
		n := ann.is(shared.FrameReset)
		if want := fmt.Sprintf(`{"cursor":%q}`, cursorAt(s.Head())); n.text != want || n.cursor != cursorAt(s.Head()) {
			s.t.Errorf("told %s at %s, want %s", n.text, n.cursor, want)
		}
		ann.hears(s.Say("a", "bob", "from here on"))
	}
}

// endsAPage: there the reset is that the page ends, and the browser asks anew.
func endsAPage(after string) func(*scene) {
	return func(s *scene) {
		ann := s.person("ann")
		ann.asks(after)
		ann.is(notePage)
		ann.ends(all("ended"))
		ann.opens()
		ann.hears(s.Say("a", "bob", "from here on"))
	}
}

// begins waits for the first event of a page, which is that one.
func (e *ear) begins(first shared.Seq) {
	e.t.Helper()
	e.is(notePage)
	e.read()
	if got := e.heard.Events; len(got) != 1 || got[0] != first {
		e.t.Errorf("the page begins with %v, want %d", got, first)
	}
}

func (s *scene) piles(n int) (last shared.Seq) {
	for range n {
		last = s.Say("a", "bob", "hello")
	}
	return last
}

// forgets has the log lose what is oldest of more than the memory holds.
func (s *scene) forgets() {
	s.piles(200)
	s.Forget(10)
}

func TestScenarios(t *testing.T) {
	for _, c := range scenarios {
		for _, over := range ways {
			t.Run(c.name+"/"+over.name, func(t *testing.T) {
				t.Parallel()
				s := set(t, over)
				play := c.play
				if over.page() && c.page != nil {
					play = c.page
				}
				play(s)
				for _, e := range s.ears {
					e.check()
				}
			})
		}
	}
}
