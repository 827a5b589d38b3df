package transport

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/server/feed"
	"parley/shared"
)

// FuzzFraming has data come out of the stream as it went in, except that line
// breaks are line feeds, and what is around it stays what it is.
func FuzzFraming(f *testing.F) {
	for _, data := range hostile {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		out := appendRetry(nil, 1234e6)
		out = appendSSE(out, sseHello, "e1-7", []byte(data))
		out = appendSSE(out, "", "e1-8", []byte(data))
		out = appendSSE(out, sseEphemeral, "", []byte(data))
		stream := newEventStream(bytes.NewReader(out))
		text := strings.ToValidUTF8(shared.CleanText(data), "\ufffd")
		for _, want := range []dispatched{{sseHello, text, "e1-7"}, {"message", text, "e1-8"}, {sseEphemeral, text, "e1-8"}} {
			if got, ok, err := stream.next(); err != nil || !ok || got != want {
				t.Fatalf("%q came out as %+v (%v, %v), want %+v", data, got, ok, err, want)
			}
		}
		if _, _, err := stream.next(); err == nil || stream.retry != "1234" {
			t.Errorf("%q: something follows, or retry is %q", data, stream.retry)
		}
	})
}

// FuzzFormats has an event come out of every format as it went in.
func FuzzFormats(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, int64(7), "v7", "n1")
	}
	f.Fuzz(func(t *testing.T, text string, seq int64, version, network string) {
		if seq < 1 || !utf8.ValidString(text) || !utf8.ValidString(version) || !utf8.ValidString(network) {
			return // nothing of the kind is in a log
		}
		event := shared.Event{Seq: shared.Seq(seq), Room: "a", By: "ann", Body: shared.MessagePosted{Text: text}}
		plain, err := event.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		item := &feed.Item{Event: event, JSON: plain}
		stream := newEventStream(bytes.NewReader(item.As(&sseFormat)))
		if got, ok, err := stream.next(); !ok || err != nil || got.data != string(plain) || got.id != item.Cursor().String() {
			t.Errorf("SSE: %+v, want %s", got, plain)
		}
		var message struct {
			Type   shared.FrameType
			Cursor string
			Data   json.RawMessage
		}
		if err := json.Unmarshal(socketText(item), &message); err != nil || message.Type != shared.FrameEvent || message.Cursor != item.Cursor().String() || string(message.Data) != string(plain) {
			t.Errorf("WebSocket: %+v, %v, want %s", message, err, plain)
		}
		p := &poll{version: version, network: network}
		var page shared.Poll
		at := shared.Cursor{Epoch: "e1", Seq: event.Seq}
		err = json.Unmarshal(p.page(at, [][]byte{plain, plain}, true), &page)
		if err != nil || page.Cursor != at || len(page.Events) != 2 || !reflect.DeepEqual(page.Events[1], event) || !page.Reset || page.Version != version || page.Network != network {
			t.Errorf("poll: %+v, %v", page, err)
		}
	})
}

// FuzzCursorOf: a cursor is what String writes and nothing else; one that was
// given is never passed over.
func FuzzCursorOf(f *testing.F) {
	for _, cursor := range hostileCursors {
		f.Add("after="+cursor, "")
		f.Add("", cursor)
	}
	for _, query := range hostileQueries {
		f.Add(query, "")
	}
	f.Add("after=e1-7", "e1-8")
	f.Fuzz(func(t *testing.T, query, lastEventID string) {
		r := &http.Request{URL: &url.URL{RawQuery: query}, Header: http.Header{"Last-Event-Id": {lastEventID}}}
		cursor, err := CursorOf(r)
		switch {
		case err != nil:
			if code := shared.CodeOf(err); lastEventID != "" || code != shared.CodeCursorInvalid && code != shared.CodeParameterInvalid {
				t.Errorf("%q, %q: %v", query, lastEventID, err)
			}
		case cursor == nil:
			if lastEventID != "" || r.URL.Query().Has(afterParameter) {
				t.Errorf("%q, %q: passed over", query, lastEventID)
			}
		case lastEventID != "":
			if *cursor != nowhere && cursor.String() != lastEventID {
				t.Errorf("%q read as %v", lastEventID, cursor)
			}
		case cursor.String() != r.URL.Query().Get(afterParameter):
			t.Errorf("%q read as %v", query, cursor)
		}
	})
}

// FuzzWaitOf: a wait is refused, or within its bounds and a whole second.
func FuzzWaitOf(f *testing.F) {
	for _, wait := range []string{"", "0", "60", "61", "-1", "1.5", "0x1", "1_0", "%2b1", "007", "%", "1;2", "18446744073709551616"} {
		f.Add("wait=" + wait)
	}
	f.Fuzz(func(t *testing.T, query string) {
		wait, err := waitOf(&http.Request{URL: &url.URL{RawQuery: query}})
		if err != nil && shared.CodeOf(err) != shared.CodeParameterInvalid {
			t.Errorf("%q: %v", query, err)
		}
		if wait < 0 || wait > shared.MaxPollWait || wait%1e9 != 0 || err != nil && wait != 0 {
			t.Errorf("%q: %v", query, wait)
		}
	})
}

// FuzzCommandOf: what came up a WebSocket is refused with a code, or a command
// under the very ID that the reply will bear.
func FuzzCommandOf(f *testing.F) {
	for _, text := range append(hostile, commandText(`{"text":"x"}`), commandText(`null`), commandText(`[]`), `null`, `[]`, `{}`, `{"id":7}`,
		`{"ID":"x","id":"y"}`, `{"id":"x","kind":"no.such"}`, `{"id":null,"kind":"room.join"}`, strings.Repeat("[", 20_000), strings.Repeat(`{"body":`, 9_000)) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		id, command, err := commandOf(text)
		switch {
		case err == nil:
			if command.Body == nil || command.ID != id {
				t.Errorf("%q: %+v under %q", text, command, id)
			}
			if refused := command.Validate(); refused != nil && shared.CodeOf(refused) == shared.CodeInternal {
				t.Errorf("%q: %v", text, refused)
			}
		case json.Valid(text) && shared.CodeOf(err) == shared.CodeInternal:
			t.Errorf("%q: refused without a code: %v", text, err)
		}
	})
}
