package shared

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const someID = CommandID("01ARZ3NDEKTSV4RRFFQ69G5FAV")

func TestKindsFromTheFutureAreKept(t *testing.T) {
	const line = `{"seq":7,"room":"general","kind":"poll.opened","by":"u_a","at":5,"command":"C","body":{"question":"Tea?","options":[1,2]}}`
	var e Event
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		t.Fatal(err)
	}
	unknown, ok := e.Body.(Unknown)
	if !ok || unknown.Name != "poll.opened" || string(unknown.Raw) != `{"question":"Tea?","options":[1,2]}` {
		t.Errorf("read as %+v", e.Body)
	}
	if again, err := json.Marshal(e); err != nil || string(again) != line {
		t.Errorf("carried on as %s, %v", again, err)
	}
}

func TestNewFieldsAreSkipped(t *testing.T) {
	var e Event
	err := json.Unmarshal([]byte(`{"seq":7,"kind":"message.posted","thread":3,"body":{"text":"hi","font":"x"}}`), &e)
	if want := (Event{Seq: 7, Body: MessagePosted{Text: "hi"}}); err != nil || !reflect.DeepEqual(e, want) {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestCommandsThatCannotBeRead(t *testing.T) {
	tests := []struct {
		name, line string
		code       Code
	}{
		{"no JSON", `hello`, CodeInternal}, // never reaches UnmarshalJSON
		{"a list", `[]`, CodeJSONInvalid},
		{"a string", `"message.post"`, CodeJSONInvalid},
		{"a number for an id", `{"id":1,"kind":"message.post"}`, CodeJSONInvalid},
		{"no kind", `{"id":"x"}`, CodeKindUnknown},
		{"an unknown kind", `{"id":"x","kind":"poll.open","body":{}}`, CodeKindUnknown},
		{"an event's kind", `{"id":"x","kind":"message.posted","body":{}}`, CodeKindUnknown},
		{"a wrong type", `{"id":"x","kind":"message.post","body":{"text":7}}`, CodeJSONInvalid},
		{"a negative that overflows", `{"id":"x","kind":"message.delete","body":{"message":1e40}}`, CodeJSONInvalid},
		{"a body that is a list", `{"id":"x","kind":"message.post","body":[]}`, CodeJSONInvalid},
	}
	for _, test := range tests {
		var c Command
		if err := json.Unmarshal([]byte(test.line), &c); CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %s", test.name, err, test.code)
		}
	}
}

func TestOnlyTheServerGivesAName(t *testing.T) {
	var c Command
	if err := json.Unmarshal([]byte(`{"id":"x","kind":"person.join","room":"general","body":{"name":"Eve","Name":"Eve"}}`), &c); err != nil {
		t.Fatal(err)
	}
	if c.Body != (Join{}) {
		t.Errorf("a client set %+v", c.Body)
	}
}

func TestMarkupIsNotEscaped(t *testing.T) {
	line, err := json.Marshal(ErrorReply{Errorf(CodeNotFound, "x")})
	if err != nil || string(line) != `{"error":{"code":"not_found","message":"x"}}` {
		t.Errorf("%s, %v", line, err)
	}
	body, err := EncodeBody(MessagePosted{Text: "<a href=\"x\">&\r\n\u2028\x00"})
	if err != nil || !strings.Contains(string(body), `<a href=\"x\">&\r\n`) || strings.ContainsAny(string(body), "\r\n\x00") {
		t.Errorf("%q, %v: want one line, with its markup as it is", body, err)
	}
}

func TestEphemerals(t *testing.T) {
	for _, e := range []Ephemeral{
		{Room: "general", Body: Typing{By: "u_a"}},
		{Room: "general", Body: Presence{Full: true, Online: []PersonID{"u_a"}, Count: 1}},
		{Room: "general", Body: Presence{Offline: []PersonID{"u_a"}}},
	} {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var back Ephemeral
		if err := json.Unmarshal(line, &back); err != nil || !reflect.DeepEqual(back, e) {
			t.Errorf("%+v became %s, and that %+v, %v", e, line, back, err)
		}
	}
	var e Ephemeral
	if err := json.Unmarshal([]byte(`{"room":"general","kind":"shrug","body":7}`), &e); err != nil || e.Body != nil {
		t.Errorf("a kind from the future: %+v, %v", e, err)
	}
	if err := json.Unmarshal([]byte(`{"room":"general","kind":"typing","body":7}`), &e); err == nil {
		t.Error("a wrong body was read")
	}
}

func TestCodeOf(t *testing.T) {
	if CodeOf(nil) != "" || CodeOf(errors.New("x")) != CodeInternal || CodeOf(Errorf(CodeNotMember, "%d", 1)) != CodeNotMember {
		t.Error("a code is wrong")
	}
}

func FuzzEvent(f *testing.F) {
	f.Add([]byte(`{"seq":1,"kind":"message.posted","by":"u_a","at":1,"command":"C","body":{"text":"x"}}`))
	f.Add([]byte(`{"seq":1,"kind":"poll.opened","body":[1, 2]}`))
	f.Add([]byte(`{"seq":1,"kind":"person.left"}`))
	f.Add([]byte(`{"kind":"reaction.added","body":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var e Event
		if json.Unmarshal(data, &e) != nil {
			return
		}
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatalf("%+v was read, but %v", e, err)
		}
		var again Event
		if err := json.Unmarshal(line, &again); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if second, err := json.Marshal(again); err != nil || string(second) != string(line) {
			t.Errorf("%s became %s, %v", line, second, err)
		}
	})
}

func FuzzCommand(f *testing.F) {
	f.Add([]byte(`{"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","kind":"message.post","room":"general","body":{"text":"x"}}`))
	f.Add([]byte(`{"id":"","kind":"person.rename","body":{"name":"\u202e"}}`))
	f.Add([]byte(`{"kind":"reaction.add","body":{"message":-1,"emoji":"👍"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c Command
		if json.Unmarshal(data, &c) != nil {
			return
		}
		if err := c.Validate(); CodeOf(err) == CodeInternal {
			t.Fatalf("%+v: %v is no refusal", c, err)
		} else if err != nil {
			return
		}
		line, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again Command
		if err := json.Unmarshal(line, &again); err != nil || !reflect.DeepEqual(again, c) {
			t.Errorf("%+v became %s, and that %+v, %v", c, line, again, err)
		}
	})
}

func FuzzEphemeral(f *testing.F) {
	f.Add([]byte(`{"room":"general","kind":"typing","body":{"by":"u_a"}}`))
	f.Add([]byte(`{"kind":"presence"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var e Ephemeral
		if json.Unmarshal(data, &e) != nil || e.Body == nil {
			return
		}
		if _, err := json.Marshal(e); err != nil {
			t.Errorf("%+v was read, but %v", e, err)
		}
	})
}
