package chat_test

import (
	"testing"

	"parley/shared"
)

// In a slow room each person writes now and then only, whatever they do in
// between; who manages it does not wait, and nobody waits for what was before.
func TestASlowRoomMakesOneWait(t *testing.T) {
	w := newTeaParty(t)
	bobSpoke(w)
	w.must(ann, "tea", shared.RestrictRoom{Restrictions: shared.Restrictions{Slow: 60}})
	bobSpoke(w) // what was before it is not counted
	wrote := w.log[len(w.log)-1].Event.At
	post := shared.PostMessage{Text: "again"}
	for _, test := range []struct {
		after int64 // seconds
		code  shared.Code
		wait  int
	}{{0, shared.CodeRoomSlow, 60}, {59, shared.CodeRoomSlow, 1}, {30, shared.CodeRoomSlow, 30}, {60, "", 0}, {-3600, "", 0}} {
		w.records.Clock = wrote + test.after*1000
		_, err := w.decided(bob, "tea", post)
		if shared.CodeOf(err) != test.code {
			t.Errorf("%d s after: %v, want %q", test.after, err, test.code)
		}
		if test.code != "" && err.(*shared.Error).RetryAfter != test.wait {
			t.Errorf("%d s after: come back in %d s, want %d", test.after, err.(*shared.Error).RetryAfter, test.wait)
		}
	}
	w.records.Clock = wrote + 1000
	w.must(ann, "tea", post)
	w.must(ann, "tea", post)
	w.must(bob, "tea", shared.AddReaction{Message: 6, Emoji: "👍"})
	w.must(bob, "general", post) // another room
	w.must(bob, "tea", shared.Leave{})
	w.must(bob, "tea", shared.Join{})
	w.refused(bob, "tea", post, shared.CodeRoomSlow)
	w.must(ann, "tea", shared.RestrictRoom{})
	w.must(bob, "tea", post)
}
