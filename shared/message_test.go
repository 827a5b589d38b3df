package shared

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
)

const (
	ann = PersonID("u_ann")
	bob = PersonID("u_bob")
)

func posted() Message {
	return NewMessage(Event{Seq: 10, By: ann, At: 1000, Command: someID}, MessagePosted{Text: "hello", Files: []File{{ID: someFile, Name: "cat.png"}}})
}

func TestMessageChanges(t *testing.T) {
	m := posted()
	steps := []struct {
		name string
		e    Event
		want func(*Message)
	}{
		{"an edit", Event{At: 1100, By: ann, Body: MessageEdited{Message: 10, Text: "hello!", Rich: Rich{HTML: "<p>hello!</p>"}}}, func(m *Message) { m.Text, m.HTML, m.Edited = "hello!", "<p>hello!</p>", 1100 }},
		{"a reaction", Event{By: bob, Body: ReactionAdded{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"👍", []PersonID{bob}}} }},
		{"another's", Event{By: ann, Body: ReactionAdded{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"👍", []PersonID{bob, ann}}} }},
		{"the same again", Event{By: bob, Body: ReactionAdded{10, "👍"}}, func(*Message) {}},
		{"another kind", Event{By: bob, Body: ReactionAdded{10, "🎉"}}, func(m *Message) {
			m.Reactions = []Reaction{{"👍", []PersonID{bob, ann}}, {"🎉", []PersonID{bob}}}
		}},
		{"one taken back", Event{By: bob, Body: ReactionRemoved{10, "👍"}}, func(m *Message) {
			m.Reactions = []Reaction{{"👍", []PersonID{ann}}, {"🎉", []PersonID{bob}}}
		}},
		{"one that was not given", Event{By: bob, Body: ReactionRemoved{10, "❤️"}}, func(*Message) {}},
		{"the last of a kind", Event{By: ann, Body: ReactionRemoved{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"🎉", []PersonID{bob}}} }},
		{"the last of all", Event{By: bob, Body: ReactionRemoved{10, "🎉"}}, func(m *Message) { m.Reactions = nil }},
		{"a pin", Event{By: bob, Body: MessagePinned{10}}, func(m *Message) { m.Pinned = true }},
		{"its end", Event{By: bob, Body: MessageUnpinned{10}}, func(m *Message) { m.Pinned = false }},
		{"an address", Event{At: 1200, By: ann, Body: MessageEdited{Message: 10, Text: "see http://a", Rich: Rich{Link: "http://a"}}}, func(m *Message) {
			m.Text, m.Rich, m.Edited = "see http://a", Rich{Link: "http://a"}, 1200
		}},
		{"a preview", Event{Body: MessagePreviewed{10, &Preview{URL: "http://a", Title: "A"}}}, func(m *Message) {
			m.Preview = &Preview{URL: "http://a", Title: "A"}
		}},
		{"an edit of what is beside", Event{At: 1300, By: ann, Body: MessageEdited{Message: 10, Text: "http://a!"}}, func(m *Message) {
			m.Text, m.Rich, m.Edited = "http://a!", Rich{}, 1300
		}},
		{"another address", Event{At: 1400, By: ann, Body: MessageEdited{Message: 10, Text: "http://b", Rich: Rich{Link: "http://b"}}}, func(m *Message) {
			m.Text, m.Rich, m.Edited, m.Preview = "http://b", Rich{Link: "http://b"}, 1400, nil
		}},
		{"no preview", Event{By: ann, Body: MessagePreviewed{Message: 10}}, func(m *Message) { m.Bare = true }},
		{"deletion", Event{At: 2000, By: ann, Body: MessageDeleted{10}}, func(m *Message) {
			*m = Message{Seq: 10, By: ann, At: 1000, Command: someID, Deleted: true}
		}},
	}
	byAnother := posted()
	if byAnother.Change(Event{Seq: 11, At: 2000, By: bob, Body: MessageDeleted{10}}); !byAnother.Deleted || byAnother.DeletedBy != bob || byAnother.Text != "" {
		t.Errorf("deleted by another: %+v", byAnother)
	}
	tested := map[Kind]bool{}
	for i, step := range steps {
		step.e.Seq = posted().Seq + Seq(i) + 1
		before := clone(t, m)
		want := clone(t, m)
		step.want(&want)
		want.Rev = step.e.Seq
		older := m
		if !m.Change(step.e) || !reflect.DeepEqual(m, want) {
			t.Fatalf("%s: %+v, want %+v", step.name, m, want)
		}
		if m.Change(step.e) || !reflect.DeepEqual(m, want) {
			t.Fatalf("%s, again: %+v, want %+v", step.name, m, want)
		}
		if !reflect.DeepEqual(older, before) {
			t.Fatalf("%s changed a copy of the message that was made before: %+v", step.name, older)
		}
		tested[step.e.Kind()] = true
	}
	for _, kind := range changesOfAMessage(t) {
		if !tested[kind] {
			t.Errorf("%s is not tested", kind)
		}
	}
}

func clone(t *testing.T, m Message) (copied Message) {
	t.Helper()
	data, err := json.Marshal(m)
	if err == nil {
		err = json.Unmarshal(data, &copied)
	}
	if err != nil {
		t.Fatal(err)
	}
	return copied
}

// However often old events come again, in whatever order, between new ones, the
// message is the same as if each had come once.
func TestOldEventsChangeNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	emoji := []string{"👍", "🎉"}
	for range 200 {
		once, again := posted(), posted()
		var past []Event
		for seq := Seq(11); seq < 31; seq++ {
			e := Event{Seq: seq, At: int64(seq), By: []PersonID{ann, bob}[random.IntN(2)]}
			switch random.IntN(8) {
			case 0:
				e.Body = MessageEdited{Message: 10, Text: string(rune('a' + seq))}
			case 1, 2, 3, 4:
				e.Body = ReactionAdded{10, emoji[random.IntN(2)]}
			default:
				e.Body = ReactionRemoved{10, emoji[random.IntN(2)]}
			}
			past = append(past, e)
			once.Change(e)
			again.Change(e)
			for range random.IntN(4) {
				again.Change(past[random.IntN(len(past))])
			}
		}
		if !reflect.DeepEqual(once, again) {
			t.Fatalf("once %+v, again %+v", once, again)
		}
		for _, reaction := range once.Reactions {
			if len(reaction.By) == 0 || !once.Reacted(reaction.By[0], reaction.Emoji) {
				t.Fatalf("an empty reaction stayed: %+v", once)
			}
		}
	}
}

func TestWhatIsNoChangeOfAMessage(t *testing.T) {
	for _, body := range []EventBody{
		MessagePosted{Text: "hi"}, RoomArchived{}, Unknown{Name: "poll.opened"},
		MessageEdited{Message: 9, Text: "hi"}, ReactionAdded{11, "👍"}, // of another message
	} {
		m := posted()
		if m.Change(Event{Seq: 12, By: bob, Body: body}) || !reflect.DeepEqual(m, posted()) {
			t.Errorf("%s: %+v", body.Kind(), m)
		}
	}
}
