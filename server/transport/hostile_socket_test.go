package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// beside is someone who listens while others misbehave: nothing of it may reach
// them, and nothing of it may stay.
type beside struct {
	*house
	t          testing.TB
	sse        client
	goroutines int
}

func (h *house) beside() *beside {
	h.t.Helper()
	b := &beside{house: h, t: h.t, sse: listenSSE(h.t, h.client, h.url(shared.PathSSE, "bob", ""), "")}
	hearsOf(h.t, b.sse, shared.FrameHello)
	b.goroutines = runtime.NumGoroutine()
	return b
}

// unmoved expects the listener to hear on, and goroutines to be as before.
func (b *beside) unmoved() {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	defer cancel()
	said := b.Say("a", "bob", "still here")
	for {
		n, ok := b.sse.next(ctx)
		if !ok {
			b.t.Fatal("the listener beside it is gone")
		}
		if n.event.Seq == said {
			break
		}
	}
	for {
		b.client.CloseIdleConnections()
		now, listeners := runtime.NumGoroutine(), b.feed.Listeners()
		if now <= b.goroutines && len(listeners) == 1 && listeners[shared.TransportSSE] == 1 {
			return
		}
		if ctx.Err() != nil {
			b.t.Fatalf("%d goroutines, %d before; who listens: %v", now, b.goroutines, listeners)
		}
		runtime.Gosched()
	}
}

const anyID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

func commandText(body string) string {
	return `{"id":"` + anyID + `","kind":"message.post","room":"a","body":` + body + `}`
}

func TestHostileFrames(t *testing.T) {
	final := func(op byte) byte { return frameFinal | op }
	for _, c := range []struct {
		name, sent string
		code       int
	}{
		{"oversized", masked(final(frameText), strings.Repeat(" ", shared.MaxBodyBytes+1)), 1009},
		{"oversized, as it says", frameOf(final(frameText), 1<<40, true, strings.Repeat(" ", shared.MaxBodyBytes+1)), 1009},
		{"oversized, in fragments", masked(frameText, "1") + strings.Repeat(masked(frameContinues, strings.Repeat(" ", 1024)), 65), 1009},
		{"an impossible length", frameOf(final(frameText), 1<<63, true, ""), 1002},
		{"binary", masked(final(frameBinary), commandText(`{"text":"x"}`)), 1003},
		{"binary, empty", masked(final(frameBinary), ""), 1003},
		{"no JSON", masked(final(frameText), "{"), 1007},
		{"nothing", masked(final(frameText), ""), 1007},
		{"two values", masked(final(frameText), commandText(`{}`)+commandText(`{}`)), 1007},
		{"not UTF-8", masked(final(frameText), commandText("{\"text\":\"\xff\"}")), 1007},
		{"half a letter", masked(final(frameText), commandText("{\"text\":\"\xe5\xae\"}")), 1007},
		{"deep JSON", masked(final(frameText), commandText(strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000))), 1007},
		{"not masked", frameOf(final(frameText), 2, false, "{}"), 1002},
		{"first reserved bit", masked(final(frameText)|0x40, "{}"), 1002},
		{"second reserved bit", masked(final(frameText)|0x20, "{}"), 1002},
		{"third reserved bit", masked(final(frameText)|0x10, "{}"), 1002},
		{"reserved kind of frame", masked(final(0x03), "{}"), 1002},
		{"reserved kind of control frame", masked(final(0x0b), ""), 1002},
		{"fragmented ping", masked(framePing, "x"), 1002},
		{"large ping", masked(final(framePing), strings.Repeat("x", 126)), 1002},
		{"continuation of nothing", masked(final(frameContinues), "{}"), 1002},
		{"message within a message", masked(frameText, "{") + masked(final(frameText), "{}"), 1002},
		{"close with half a code", masked(final(frameClose), "\x03"), 1002},
		{"close with a code that is never sent", masked(final(frameClose), "\x03\xed"), 1002}, // 1005
		{"close", masked(final(frameClose), "\x03\xe8bye"), 1000},
		{"pong that nobody asked for, then close", masked(final(framePong), "x") + masked(final(frameClose), "\x03\xe8"), 1000},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := openHouse(t, feed.Options{})
			h.Join("a", "ann", "bob")
			b := h.beside()
			socket := h.raw("ann")
			if _, err := io.WriteString(socket, c.sent); err != nil {
				t.Fatal(err)
			}
			if code, reason := socket.closed(t); code != c.code {
				t.Errorf("closed with %d %q, want %d", code, reason, c.code)
			}
			socket.Close()
			b.unmoved()
			if n := len(h.Entries()); n != 3 {
				t.Errorf("%d events: one of it was carried out", n)
			}
		})
	}
}

// What is right in pieces is right.
func TestFragmentsMakeACommand(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann")
	socket := h.raw("ann")
	text := commandText(`{"text":"安"}`)
	sent := masked(frameText, text[:1])
	for _, piece := range strings.Split(text[1:], "") {
		for i := range len(piece) { // also within a letter
			sent += masked(frameContinues, piece[i:i+1]) + masked(frameFinal|framePing, "between")
		}
	}
	go io.WriteString(socket, sent+masked(frameFinal|frameContinues, ""))
	for {
		head, payload, err := socket.read()
		if err != nil {
			t.Fatal(err)
		}
		if head == frameFinal|frameText && strings.Contains(string(payload), `"reply"`) {
			if want := fmt.Sprintf(`{"type":"reply","data":{"id":"%s","seq":2}}`, anyID); string(payload) != want {
				t.Errorf("%s, want %s", payload, want)
			}
			return
		}
	}
}

// TestAFloodOfCommands: each is answered, in order, one at a time.
func TestAFloodOfCommands(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	socket := h.raw("ann")
	const flood = 10_000
	go func() {
		for i := range flood {
			io.WriteString(socket, masked(frameFinal|frameText, fmt.Sprintf(`{"id":"%d","kind":"room.archive","room":"a"}`, i)))
			io.WriteString(socket, masked(frameFinal|framePing, "x"))
		}
	}()
	for answered := 0; answered < flood; {
		head, text, err := socket.read()
		if err != nil {
			t.Fatal(err)
		}
		var told struct {
			Type shared.FrameType
			Data shared.Reply
		}
		if head != frameFinal|frameText || json.Unmarshal(text, &told) != nil || told.Type != shared.FrameReply {
			continue
		}
		if want := fmt.Sprint(answered); string(told.Data.ID) != want || shared.CodeOf(told.Data.Error) != shared.CodeNotMember {
			t.Fatalf("%s, want the refusal of %s", text, want)
		}
		answered++
	}
	socket.Close()
	b.unmoved()
}

// TestAFloodWithoutReading: who does not read the answers is not asked for more,
// so that the flood stays on their side.
func TestAFloodWithoutReading(t *testing.T) {
	h := openHouse(t, feed.Options{})
	h.Join("a", "ann", "bob")
	b := h.beside()
	before := heap()
	socket := h.raw("ann")
	large := masked(frameFinal|frameText, `{"id":"`+strings.Repeat("x", 60_000)+`","kind":"room.archive","room":"a"}`)
	sent := 0
	for socket.SetWriteDeadline(time.Now().Add(500 * time.Millisecond)); sent < 10_000; sent++ {
		if _, err := io.WriteString(socket, large); err != nil {
			break // the buffers on the way are full
		}
	}
	if sent == 10_000 {
		t.Error("600 MB were taken, and nobody has read the answers")
	}
	if grown := heap() - before; grown > 8<<20 {
		t.Errorf("%d bytes are held for who does not read", grown)
	}
	socket.Close()
	b.unmoved()
}

func heap() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
