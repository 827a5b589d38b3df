package feed

import (
	"fmt"
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// BenchmarkRooms posts to a room of ten among many rooms, and delivers: the cost
// is the same however many rooms there are.
func BenchmarkRooms(b *testing.B) {
	for _, rooms := range []int{1, 100, 10_000} {
		b.Run(fmt.Sprintf("rooms=%d", rooms), func(b *testing.B) {
			m := feedtest.New()
			f := begin(b, m, Options{})
			var ears []*ear
			for room := range rooms {
				name := shared.RoomID(fmt.Sprint("room-", room))
				for i := range 10 {
					id := shared.PersonID(fmt.Sprint(name, "-", i))
					m.Join(name, id)
					e := hearing(b, f, id, nil)
					if room == 0 {
						ears = append(ears, e)
					}
				}
			}
			settle(ears)
			for b.Loop() {
				deliver(b, f, entryOf(f, "room-0"), ears)
			}
		})
	}
}

// BenchmarkListeners posts to a room of many, and delivers.
func BenchmarkListeners(b *testing.B) {
	for _, listeners := range []int{100, 1_000, 15_000} {
		b.Run(fmt.Sprintf("listeners=%d", listeners), func(b *testing.B) {
			m := feedtest.New()
			f := begin(b, m, Options{})
			var ears []*ear
			for i := range listeners {
				id := shared.PersonID(fmt.Sprint("p", i))
				m.Join("a", id)
				ears = append(ears, hearing(b, f, id, nil))
			}
			settle(ears)
			for b.Loop() {
				deliver(b, f, entryOf(f, "a"), ears)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(listeners), "ns/delivery")
		})
	}
}

// BenchmarkBurst publishes many events at once to a room of many, and delivers.
func BenchmarkBurst(b *testing.B) {
	const listeners, events = 5000, 1000
	m := feedtest.New()
	f := begin(b, m, Options{})
	var ears []*ear
	for i := range listeners {
		id := shared.PersonID(fmt.Sprint("p", i))
		m.Join("a", id)
		ears = append(ears, hearing(b, f, id, nil))
	}
	settle(ears)
	for b.Loop() {
		burst := make([]chat.Entry, events)
		for i := range burst {
			burst[i] = entryOf(f, "a")
			burst[i].Event.Seq += shared.Seq(i)
		}
		f.Publish(burst)
		var batch Batch
		for _, e := range ears {
			for batch.More = true; batch.More; {
				if err := e.Hear(&batch); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/listeners/events, "ns/delivery")
}

// BenchmarkManyRoomsOfOnePerson delivers to someone who is in 500 rooms.
func BenchmarkManyRoomsOfOnePerson(b *testing.B) {
	m := feedtest.New()
	f := begin(b, m, Options{})
	for room := range shared.MaxRoomsPerPerson {
		m.Join(shared.RoomID(fmt.Sprint("room-", room)), "ann")
	}
	ann := hearing(b, f, "ann", nil)
	settle([]*ear{ann})
	for b.Loop() {
		deliver(b, f, entryOf(f, "room-7"), []*ear{ann})
	}
}

func entryOf(f *Feed, room shared.RoomID) chat.Entry {
	event := shared.Event{Seq: f.head + 1, Room: room, By: "ann", At: 1, Command: "C", Body: shared.MessagePosted{Text: "hello"}}
	return chat.Entry{Event: event, Audience: chat.Audience{Room: room}}
}

// deliver publishes and has everyone hear it, one after another as a worker does.
func deliver(b *testing.B, f *Feed, entry chat.Entry, to []*ear) {
	f.Publish([]chat.Entry{entry})
	var batch Batch
	for _, e := range to {
		if err := e.Hear(&batch); err != nil {
			b.Fatal(err)
		}
		if len(batch.Items) == 0 || batch.Items[0].Event.Seq != entry.Event.Seq {
			b.Fatalf("%d was not delivered", entry.Event.Seq)
		}
	}
}

// settle brings all to the end.
func settle(ears []*ear) {
	for _, e := range ears {
		e.news()
	}
}
