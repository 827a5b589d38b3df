package transport

import (
	"context"
	"testing"

	"parley/server/feed"
	"parley/server/feed/feedtest"
	"parley/shared"
)

const small = 20_000 // bytes of memory: some events

// scene is one scenario over one way of waiting, through a line that can break.
// Ann and Bob are in room a; b is another.
type scene struct {
	t *testing.T
	*house
	way
	line *cutter
	ears []*ear
}

func set(t *testing.T, over way) *scene {
	h := openHouse(t, feed.Options{Warm: small})
	h.Join("a", "ann", "bob")
	h.Join("b", "bob")
	return &scene{t: t, house: h, way: over, line: h.cutter()}
}

// begun is where people begin to listen in a scene.
const begun = 3

// ear is a person who listens, over one connection after another, and what they
// have received over all of them.
type ear struct {
	*scene
	client
	id     shared.PersonID
	cursor string // from which they go on
	heard  feedtest.Heard
}

// comes has a person listen from where the scene begins.
func (s *scene) comes(id shared.PersonID) *ear {
	s.t.Helper()
	e := s.person(id)
	e.opens()
	return e
}

// person is one who does not listen yet.
func (s *scene) person(id shared.PersonID) *ear {
	e := &ear{scene: s, id: id, cursor: cursorAt(begun), heard: feedtest.Heard{Person: id, After: begun}}
	s.ears = append(s.ears, e)
	return e
}

// opens connects anew. A page is asked for without a cursor: its client has none.
func (e *ear) opens() {
	e.t.Helper()
	after := e.cursor
	if e.page() {
		after = ""
	}
	e.asks(after)
}

// asks connects with a cursor, or with none.
func (e *ear) asks(after string) {
	e.t.Helper()
	if e.client != nil {
		e.cut()
	}
	e.client = e.connect(e.t, e.house.client, e.line.url(), e.id, after)
}

// read takes the next note; ok is false when the stream has ended.
func (e *ear) read() (n note, ok bool) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), patience)
	defer cancel()
	if n, ok = e.next(ctx); ok {
		e.take(n)
	} else if ctx.Err() != nil {
		e.t.Fatalf("%s: nothing more comes after %v", e.name, e.heard)
	}
	return n, ok
}

// take notes what was told. A reset and a page begin anew.
func (e *ear) take(n note) {
	e.t.Helper()
	switch n.kind {
	case shared.FrameEvent:
		e.isOfTheLog(n)
		if n.event.Seq <= e.last() {
			e.t.Fatalf("%s: told %d after %v", e.name, n.event.Seq, e.heard)
		}
		e.heard.Events = append(e.heard.Events, n.event.Seq)
	case shared.FrameReset:
		e.check()
		e.heard = feedtest.Heard{Person: e.id, After: seqOf(e.t, n.cursor)}
	case notePage:
		e.check()
		e.heard = feedtest.Heard{Person: e.id, Room: "a", After: seqOf(e.t, n.cursor)}
		return
	}
	if n.cursor != "" {
		e.cursor = n.cursor
	}
}

// isOfTheLog holds an event to what the log has there, to the letter.
func (e *ear) isOfTheLog(n note) {
	e.t.Helper()
	want, err := e.Entries()[n.event.Seq-1].Event.MarshalJSON()
	if err != nil || n.text != string(want) {
		e.t.Fatalf("%s: told %s, want %s (%v)", e.name, n.text, want, err)
	}
	if !e.page() && n.cursor != cursorAt(n.event.Seq) {
		e.t.Fatalf("%s: told %d at %s", e.name, n.event.Seq, n.cursor)
	}
}

// check holds all that was received to the invariant: it is exactly the log as
// that person may see it, in order, nothing missing, nothing twice.
func (e *ear) check() {
	e.t.Helper()
	e.heard.Until = e.last()
	if err := e.Check(e.heard); err != nil {
		e.t.Fatalf("%s: %v", e.name, err)
	}
}

func (e *ear) last() shared.Seq {
	if n := len(e.heard.Events); n > 0 {
		return e.heard.Events[n-1]
	}
	return e.heard.After
}

// hears waits for an event, and checks all up to it.
func (e *ear) hears(seq shared.Seq) {
	e.t.Helper()
	if !e.reaches(seq) {
		e.t.Fatalf("%s: the stream ended (%s) after %v, want %d", e.name, e.end(), e.heard, seq)
	}
	e.check()
}

// reaches reads up to an event and reports whether the stream went as far.
func (e *ear) reaches(seq shared.Seq) bool {
	e.t.Helper()
	for e.last() < seq {
		if _, ok := e.read(); !ok {
			return false
		}
	}
	return true
}

// is waits for a note of the kind, with no event before.
func (e *ear) is(kind shared.FrameType) note {
	e.t.Helper()
	for {
		n, ok := e.read()
		if !ok || n.kind == shared.FrameEvent {
			e.t.Fatalf("%s: told %+v (%s), want %s", e.name, n, e.end(), kind)
		}
		if n.kind == kind {
			return n
		}
	}
}

// ends waits until the stream has ended as that transport tells it, with no
// event before.
func (e *ear) ends(told map[shared.Transport]string) {
	e.t.Helper()
	for {
		n, ok := e.read()
		if !ok {
			break
		}
		if n.kind == shared.FrameEvent {
			e.t.Fatalf("%s: told %+v, want the end", e.name, n)
		}
	}
	if want := told[e.over]; e.end() != want {
		e.t.Errorf("%s: ended with %q, want %q", e.name, e.end(), want)
	}
}

func seqOf(t testing.TB, cursor string) shared.Seq {
	t.Helper()
	at, err := shared.ParseCursor(cursor)
	if err != nil {
		t.Fatal(err)
	}
	return at.Seq
}
