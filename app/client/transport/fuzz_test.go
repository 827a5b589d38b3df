package transport_test

import (
	"strings"
	"testing"

	"parley/shared"
)

// Whatever arrives, a stream goes on or breaks once, and then says nothing more.
func FuzzWhatArrives(f *testing.F) {
	for _, text := range []string{"", "{}", "<html>", `{"type":"event","cursor":"e-8","data":{"seq":8}}`, `{"type":"reply","data":{"id":7}}`,
		`{"type":"hello","cursor":7}`, `{"cursor":"e-9","events":[null,7,{"seq":"x"},{"seq":9}]}`, `{"cursor":"e--9","events":{}}`, strings.Repeat("[", 20_000)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll} {
			w := &world{t: t}
			w.open(kind, room, "e-7")
			switch kind {
			case shared.TransportSSE:
				w.message("hello", text, text)
				w.message("message", text, text)
			case shared.TransportWebSocket:
				w.opened()
				w.text(text)
				w.text(text)
			default:
				w.answer(200, []byte(text), 0)
			}
			for i, told := range w.told {
				if strings.HasPrefix(told, "broken") && i != len(w.told)-1 {
					t.Errorf("%s: after its end it told %q", kind, w.told[i+1:])
				}
			}
		}
	})
}
