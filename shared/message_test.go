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

// change is one event of a message and what applies it.
type change struct {
	event Event
	apply func(*Message) bool
}

func changeOf(e Event) change {
	return change{e, func(m *Message) bool {
		switch b := e.Body.(type) {
		case MessageEdited:
			return m.Edit(e, b)
		case MessageDeleted:
			return m.Delete(e)
		case ReactionAdded:
			return m.React(e, b)
		case ReactionRemoved:
			return m.Unreact(e, b)
		}
		panic(e.Kind())
	}}
}

func posted() Message {
	return NewMessage(Event{Seq: 10, By: ann, At: 1000, Command: someID}, MessagePosted{Text: "hello"})
}

func TestMessageChanges(t *testing.T) {
	m := posted()
	steps := []struct {
		name string
		e    Event
		want func(*Message)
	}{
		{"an edit", Event{Seq: 11, At: 1100, By: ann, Body: MessageEdited{10, "hello!"}}, func(m *Message) { m.Text, m.Edited = "hello!", 1100 }},
		{"a reaction", Event{Seq: 12, By: bob, Body: ReactionAdded{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"👍", []PersonID{bob}}} }},
		{"another's", Event{Seq: 13, By: ann, Body: ReactionAdded{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"👍", []PersonID{bob, ann}}} }},
		{"the same again", Event{Seq: 14, By: bob, Body: ReactionAdded{10, "👍"}}, func(*Message) {}},
		{"another kind", Event{Seq: 15, By: bob, Body: ReactionAdded{10, "🎉"}}, func(m *Message) {
			m.Reactions = []Reaction{{"👍", []PersonID{bob, ann}}, {"🎉", []PersonID{bob}}}
		}},
		{"one taken back", Event{Seq: 16, By: bob, Body: ReactionRemoved{10, "👍"}}, func(m *Message) {
			m.Reactions = []Reaction{{"👍", []PersonID{ann}}, {"🎉", []PersonID{bob}}}
		}},
		{"one that was not given", Event{Seq: 17, By: bob, Body: ReactionRemoved{10, "❤️"}}, func(*Message) {}},
		{"the last of a kind", Event{Seq: 18, By: ann, Body: ReactionRemoved{10, "👍"}}, func(m *Message) { m.Reactions = []Reaction{{"🎉", []PersonID{bob}}} }},
		{"the last of all", Event{Seq: 19, By: bob, Body: ReactionRemoved{10, "🎉"}}, func(m *Message) { m.Reactions = nil }},
		{"deletion", Event{Seq: 20, At: 2000, By: ann, Body: MessageDeleted{10}}, func(m *Message) { m.Text, m.Edited, m.Deleted = "", 0, true }},
	}
	for _, step := range steps {
		before := clone(t, m)
		want := clone(t, m)
		step.want(&want)
		want.Rev = step.e.Seq
		older := m
		if !changeOf(step.e).apply(&m) || !reflect.DeepEqual(m, want) {
			t.Fatalf("%s: %+v, want %+v", step.name, m, want)
		}
		if changeOf(step.e).apply(&m) || !reflect.DeepEqual(m, want) {
			t.Fatalf("%s, again: %+v, want %+v", step.name, m, want)
		}
		if !reflect.DeepEqual(older, before) {
			t.Fatalf("%s changed a copy of the message that was made before: %+v", step.name, older)
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
		var past []change
		for seq := Seq(11); seq < 31; seq++ {
			e := Event{Seq: seq, At: int64(seq), By: []PersonID{ann, bob}[random.IntN(2)]}
			switch random.IntN(8) {
			case 0:
				e.Body = MessageEdited{10, string(rune('a' + seq))}
			case 1, 2, 3, 4:
				e.Body = ReactionAdded{10, emoji[random.IntN(2)]}
			default:
				e.Body = ReactionRemoved{10, emoji[random.IntN(2)]}
			}
			past = append(past, changeOf(e))
			past[len(past)-1].apply(&once)
			past[len(past)-1].apply(&again)
			for range random.IntN(4) {
				past[random.IntN(len(past))].apply(&again)
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
