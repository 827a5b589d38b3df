package feed

import (
	"strings"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// Who comes after a message was deleted hears that it was posted, edited and deleted,
// and nothing of what it said, in whatever format that was written before.
func TestWhatWasDeletedIsToldNoMore(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	m.Say("a", "bob", "before")
	said := m.Say("a", "bob", "a secret")
	m.Say("b", "bob", "elsewhere")
	m.Say("a", "bob", "between")
	m.Happen("a", "bob", shared.MessageEdited{Message: said, Text: "another secret"})
	m.Happen("a", "", shared.MessagePreviewed{Message: said, Preview: &shared.Preview{URL: "http://secret"}})
	apart := func() (bytes int64) { // what is not of the items
		for _, item := range warmItems(f) {
			item.As(&wires[0])
			bytes -= item.size()
		}
		return bytes + f.warm.bytes.Load()
	}
	before := apart()
	m.Happen("a", "bob", shared.MessageDeleted{Message: said})
	var told strings.Builder
	for _, item := range warmItems(f) {
		told.Write(item.As(&wires[0]))
	}
	for _, text := range []string{"before", "between", "elsewhere", "message.edited", "message.previewed", "message.deleted"} {
		if !strings.Contains(told.String(), text) {
			t.Errorf("nothing is told of %q", text)
		}
	}
	if strings.Contains(told.String(), "secret") {
		t.Errorf("it is told still: %s", told.String())
	}
	if after := apart(); after != before {
		t.Errorf("%d bytes are counted that are of no item, and were %d", after, before)
	}
	ann := hearing(t, f, "ann", nil)
	m.Say("a", "bob", "after")
	expect(t, "who is there", ann.news(), seqs(f.head))
}
