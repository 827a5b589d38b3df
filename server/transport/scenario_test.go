package transport

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

const small = 20_000 // bytes of memory: some events

// scene is one scenario over one transport.
type scene struct {
	t *testing.T
	*house
	connect func(t testing.TB, h *house, id shared.PersonID, after string) client
}

// listener is someone who listens, and what they were told last.
type listener struct {
	t testing.TB
	client
	hello  note
	cursor string
}

func (s *scene) listen(id shared.PersonID, after string) *listener {
	s.t.Helper()
	l := &listener{t: s.t, client: s.connect(s.t, s.house, id, after)}
	l.hello = l.one(shared.FrameHello)
	return l
}

// one waits for the next note of the kind; others of what is not in the log are
// passed over.
func (l *listener) one(kind shared.FrameType) note {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), patience)
	defer cancel()
	for {
		n, ok := l.next(ctx)
		if !ok {
			l.t.Fatalf("the stream ended, want %s", kind)
		}
		if n.kind == kind {
			if n.cursor != "" {
				l.cursor = n.cursor
			}
			return n
		}
		if n.kind != shared.FrameEphemeral {
			l.t.Fatalf("told %+v, want %s", n, kind)
		}
	}
}

// events waits for exactly these positions.
func (l *listener) events(want ...shared.Seq) {
	l.t.Helper()
	for _, seq := range want {
		n := l.one(shared.FrameEvent)
		if n.event.Seq != seq || n.cursor != cursorAt(seq) {
			l.t.Fatalf("told %d at %s, want %d", n.event.Seq, n.cursor, seq)
		}
	}
}

// ends waits until the stream has ended, with no event before.
func (l *listener) ends() {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), patience)
	defer cancel()
	for {
		n, ok := l.next(ctx)
		if ctx.Err() != nil {
			l.t.Fatal("the stream did not end")
		}
		if !ok {
			return
		}
		if n.kind == shared.FrameEvent {
			l.t.Fatalf("told %+v, want the end", n)
		}
	}
}

func cursorAt(seq shared.Seq) string { return fmt.Sprintf("%s-%d", feedtest.Epoch, seq) }

var scenarios = map[string]func(*scene){
	"live, in order": func(s *scene) {
		ann := s.listen("ann", cursorAt(2))
		first := s.Say("a", "bob", "one")
		s.Say("b", "bob", "not for ann")
		ann.events(first, s.Say("a", "ann", "two"), s.Happen("", "bob", shared.PersonRenamed{Name: "Rob"}))
	},
	"resume": func(s *scene) {
		ann := s.listen("ann", cursorAt(2))
		ann.events(s.Say("a", "bob", "one"), s.Say("a", "bob", "two"))
		ann.cut()
		missed := s.Say("a", "bob", "while she was away")
		again := s.listen("ann", ann.cursor)
		again.events(missed, s.Say("a", "bob", "live"))
	},
	"backlog": func(s *scene) {
		var missed []shared.Seq
		for range 2000 {
			missed = append(missed, s.Say("a", "bob", "hello"))
		}
		ann := s.listen("ann", cursorAt(2))
		ann.events(missed...)
		ann.events(s.Say("a", "bob", "live"))
	},
	"reset: another epoch":   func(s *scene) { s.resets("other-1") },
	"reset: from the future": func(s *scene) { s.resets(cursorAt(1_000_000)) },
	"reset: too old": func(s *scene) {
		for range 200 {
			s.Say("a", "bob", "hello")
		}
		s.Forget(10)
		s.resets(cursorAt(9))
	},
	"leaving a room": func(s *scene) {
		ann := s.listen("ann", cursorAt(2))
		ann.events(s.Say("a", "bob", "one"))
		ann.events(s.Leave("a", "ann"))
		s.Say("a", "bob", "without ann")
		ann.events(s.Happen("", "bob", shared.PersonRenamed{Name: "Rob"}))
	},
	"revoked session": func(s *scene) {
		ann := s.listen("ann", cursorAt(2))
		ann.events(s.Say("a", "bob", "one"))
		s.feed.EndSession("session of ann")
		s.Say("a", "bob", "not for who left")
		ann.ends()
	},
	"shutdown": func(s *scene) {
		ann := s.listen("ann", cursorAt(2))
		ann.events(s.Say("a", "bob", "one"))
		done := make(chan error, 1)
		go func() { done <- s.feed.Shutdown(context.Background()) }()
		ann.ends()
		ann.cut()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
	},
	"slow reader": func(s *scene) {
		slow, quick := s.listen("ann", cursorAt(2)), s.listen("bob", cursorAt(2))
		var said []shared.Seq
		text := strings.Repeat("安", shared.MaxMessageRunes)
		for range 500 {
			said = append(said, s.Say("a", "bob", text))
		}
		quick.events(said...)
		slow.events(said...)
	},
}

func (s *scene) resets(after string) {
	s.t.Helper()
	ann := s.listen("ann", after)
	reset := ann.one(shared.FrameReset)
	if want := fmt.Sprintf(`{"cursor":%q}`, cursorAt(s.Head())); reset.text != want || reset.cursor != cursorAt(s.Head()) {
		s.t.Errorf("told %s at %s, want %s", reset.text, reset.cursor, want)
	}
	ann.events(s.Say("a", "bob", "from here on"))
}

func TestScenarios(t *testing.T) {
	for name, play := range scenarios {
		for over, connect := range transports {
			t.Run(name+"/"+over, func(t *testing.T) {
				t.Parallel()
				s := &scene{t, openHouse(t, feed.Options{Warm: small}), connect}
				s.Join("a", "ann", "bob")
				play(s)
			})
		}
	}
}

// TestOneListenerOverAllTransports cuts one listener at random, who comes back
// over a transport drawn by lot, and holds what arrived to the log.
func TestOneListenerOverAllTransports(t *testing.T) {
	var ways []func(testing.TB, *house, shared.PersonID, string) client
	for _, connect := range transports {
		ways = append(ways, connect)
	}
	h := openHouse(t, feed.Options{Warm: small})
	h.Join("a", "ann", "bob")
	h.Join("b", "bob")
	chance := rand.New(rand.NewPCG(1, 2))
	var said []shared.Seq
	said = append(said, h.Say("a", "bob", "first"))
	cursor := cursorAt(3)
	for next := 0; len(said) < 1500; {
		for range chance.IntN(100) {
			said = append(said, h.Say("a", "bob", "hello"))
			h.Say("b", "bob", "not for ann")
		}
		s := &scene{t, h, ways[chance.IntN(len(ways))]}
		ann := s.listen("ann", cursor)
		n := chance.IntN(len(said) - next + 1)
		ann.events(said[next : next+n]...)
		ann.cut()
		cursor, next = ann.cursor, next+n
	}
}
