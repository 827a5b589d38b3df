package feed

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// TestMemoryIsCounted holds the heap to what was configured, whatever is said
// and however it is written.
func TestMemoryIsCounted(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	alone := func() shared.RoomID { return "general" }
	for name, c := range map[string]struct {
		room  func() shared.RoomID
		runes func() int
	}{
		"short messages":       {alone, func() int { return 1 + chance.IntN(20) }},
		"long messages":        {alone, func() int { return shared.MaxMessageRunes - chance.IntN(500) }},
		"all sorts":            {alone, func() int { return chance.IntN(chance.IntN(shared.MaxMessageRunes) + 1) }},
		"a room for each":      {func() shared.RoomID { return shared.RoomID(fmt.Sprint("room-", chance.Int64())) }, func() int { return 10 }},
		"long, and then short": {alone, falling(2500)},
	} {
		for _, formats := range []int{0, 3} {
			t.Run(fmt.Sprintf("%s in %d formats", name, formats), func(t *testing.T) {
				filled(t, func(f *Feed) { say(f, c.room(), c.runes()) }, wires[:formats])
			})
		}
	}
}

const warmTested = 1 << 20 // bytes

// filled fills the warm end, half of it being written in the formats at once and
// half when it is full, and compares what the heap holds with what it may.
func filled(t *testing.T, say func(*Feed), formats []Format) {
	before := held()
	f := begin(t, feedtest.New(), Options{Warm: warmTested})
	write := func(items []*Item) {
		for _, item := range items {
			for i := range formats {
				item.As(&formats[i])
			}
		}
	}
	for f.head < 4000 {
		say(f)
		if items := warmItems(f); f.head%2 == 0 {
			write(items[len(items)-1:])
		}
	}
	write(warmItems(f))
	f.beat()
	took := held() - before
	if took > warmTested*11/10 || took < warmTested*7/10 {
		t.Errorf("the heap holds %d bytes, %.2f of what it may", took, float64(took)/warmTested)
	}
	runtime.KeepAlive(f)
}

func warmItems(f *Feed) (items []*Item) {
	f.locked(func() { items = slices.Clone(f.warm.items.all()) })
	return items
}

// wires are formats as transports have them.
var wires = []Format{
	func(i *Item) []byte { return append(append([]byte("id: 1\ndata: "), i.JSON...), "\n\n"...) },
	func(i *Item) []byte { return fmt.Appendf(nil, `{"type":"event","data":%s}`, i.JSON) },
	func(i *Item) []byte { return bytes.ToUpper(i.JSON) },
}

// say publishes a message whose strings are nobody else's, as they are when they
// come from a request.
func say(f *Feed, room shared.RoomID, runes int) {
	event := shared.Event{
		Seq: f.head + 1, Room: shared.RoomID(strings.Clone(string(room))), By: shared.NewPersonID(), At: 1763681462113,
		Command: shared.NewCommandID(1763681462113), Body: shared.MessagePosted{Text: strings.Repeat("x", runes)},
	}
	f.Publish([]chat.Entry{{Event: event, Audience: chat.AudienceOf(event)}})
}

// falling gives long messages for as many times, then short ones.
func falling(times int) func() int {
	return func() int {
		if times--; times > 0 {
			return 1000
		}
		return 10
	}
}
