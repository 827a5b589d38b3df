package feed

import (
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
	"parley/shared"
)

// own is an event for one person alone.
var own = shared.Unknown{Name: "person.noted"}

func TestHearsWhatIsForOnePersonAlone(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	ann.news()
	bob.news()
	said, noted := m.Say("a", "bob", "to all"), m.Happen("", "ann", own)
	expect(t, "the person", ann.news(), seqs(said, noted))
	expect(t, "another", bob.news(), seqs(said))
	late := hearing(t, f, "ann", at(feedtest.Epoch, said))
	expect(t, "another tab", late.news(), seqs(noted))
}

// What is a person's own takes memory only while something is to be heard there.
func TestAPersonsOwnTopicGoesWithItsItems(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{Warm: small})
	m.Join("a", "ann")
	ann := hearing(t, f, "ann", nil)
	name := chat.Audience{Person: "ann"}
	for range 3 {
		behind := hearing(t, f, "ann", nil)
		noted := m.Happen("", "ann", own)
		if ann.person.member(name) == nil || f.topics[name] == nil {
			t.Fatal("what is hers hangs nowhere")
		}
		expect(t, "her own", ann.news(), seqs(noted))
		want := append(seqs(noted), hum(m, f)...)
		if ann.person.member(name) != nil || f.topics[name] != nil {
			t.Error("her topic is there without anything to hear")
		}
		expect(t, "from the log", behind.news(), want)
		expect(t, "from memory or the log", ann.news(), want[1:])
	}
}

// hum has so much said in the room that what was before is cooled.
func hum(m *feedtest.Log, f *Feed) (said []shared.Seq) {
	for from := m.Head(); f.warm.floor < from; {
		said = append(said, m.Say("a", "bob", "hum"))
	}
	return said
}
