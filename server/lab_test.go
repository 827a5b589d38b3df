package main

import (
	"cmp"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/shared"
)

// TestTheClockOverEachTransport hears the clock, is cut, and goes on from its
// cursor as if nothing had been.
func TestTheClockOverEachTransport(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	after := ann.streamState(shared.LabClock).Head
	for _, over := range labTransports {
		t.Run(string(over), func(t *testing.T) {
			t.Parallel()
			cursor := after
			for range 2 {
				ear := ann.hearLab(shared.LabClock, over, cursor, "")
				for range 2 {
					tick, end := ear.next()
					if end != "" || tick.at.Seq != cursor.Seq+1 {
						t.Fatalf("after %v comes %+v %s", cursor, tick, end)
					}
					cursor = tick.at
					if told := time.UnixMicro(tick.sample.Micros).UTC().Format("15:04:05 UTC"); told != tick.sample.Text {
						t.Errorf("at %s the clock says %q", told, tick.sample.Text)
					}
				}
				ear.close()
			}
		})
	}
}

func TestTheButtonOverEachTransport(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("<b>Bo</b>")
	head := ann.streamState(shared.LabButton).Head
	ears := make(map[shared.Transport]labEar)
	for _, over := range labTransports {
		ears[over] = ann.hearLab(shared.LabButton, over, head, "")
	}
	before := time.Now()
	bo.must("POST", shared.PathPress, nil, nil)
	for over, ear := range ears {
		press, end := ear.next()
		if end != "" || press.sample.Text != "<b>Bo</b> pressed" || over != shared.TransportFrame && press.by != bo.me.ID {
			t.Errorf("%s: %+v %s", over, press, end)
		}
		if late := time.UnixMicro(press.sample.Micros).Sub(before); late < 0 || late > patience {
			t.Errorf("%s: pressed %v after it was", over, late)
		}
	}
}

// TestTheWordsEnd hears a text whole over each transport. Who comes again is
// told not to, and so it stays when another run has begun.
func TestTheWordsEnd(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	var run, same shared.LabStreamState
	ann.must("POST", shared.PathRestart, nil, &run)
	if ann.must("POST", shared.PathRestart, nil, &same); same.From != run.From || run.Finished {
		t.Errorf("began %+v, and meanwhile %+v", run, same)
	}
	texts := make(map[shared.Transport]string)
	last := make(map[shared.Transport]shared.Cursor)
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, over := range labTransports {
		ear := ann.hearLab(shared.LabWords, over, run.From, "")
		all.Go(func() {
			text, end := hearAll(ear)
			if want := map[shared.Transport]string{shared.TransportSSE: "EOF", shared.TransportFrame: "EOF", shared.TransportWebSocket: "1000"}[over]; end != cmp.Or(want, "204") {
				t.Errorf("%s ends with %s", over, end)
			}
			mu.Lock()
			defer mu.Unlock()
			texts[over], last[over] = text, ear.cursor()
		})
	}
	all.Wait()
	ann.must("POST", shared.PathRestart, nil, nil)
	for _, over := range labTransports {
		text := texts[over]
		if n := len(strings.Fields(text)); n < 40 || !strings.HasSuffix(text, "again.") || !strings.Contains(text, "日志只会增长，游标记得你读到哪里。") || text != texts[shared.TransportSSE] {
			t.Errorf("over %s come %d words: %q", over, n, text)
		}
		if more, end := hearAll(ann.hearLab(shared.LabWords, over, last[over], "")); more != "" ||
			end != cmp.Or(map[shared.Transport]string{shared.TransportFrame: "EOF", shared.TransportWebSocket: "1000"}[over], "204") {
			t.Errorf("over %s, asked again, comes %q, %s", over, more, end)
		}
	}
}

// hearAll hears a stream to its end.
func hearAll(ear labEar) (text, end string) {
	for {
		word, end := ear.next()
		if end != "" {
			return text, end
		}
		text += word.sample.Text
	}
}

func TestVitals(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	room := ann.listen("", "")
	defer room.close()
	ear := ann.hearLab(shared.LabVitals, shared.TransportSSE, ann.streamState(shared.LabVitals).Head, "")
	told, end := ear.next()
	v := told.sample.Vitals
	if end != "" || v == nil || v.CPU < 0 || v.Memory < 1<<20 || v.Listeners != 2 || v.Events != 0 {
		t.Fatalf("%+v %s", v, end)
	}
	for v.Events == 0 {
		ann.post(shared.General, "x")
		if told, end = ear.next(); end != "" {
			t.Fatal(end)
		}
		v = told.sample.Vitals
	}
}

func TestTheLabIsForPeopleWithASession(t *testing.T) {
	h := openHouse(t)
	stranger := h.stranger()
	for _, path := range []string{shared.PathLab, shared.PathLabStream(shared.LabClock) + "/sse"} {
		stranger.refused("GET", path, nil, http.StatusUnauthorized, shared.CodeNoSession)
	}
	stranger.refused("POST", shared.PathPress, nil, http.StatusUnauthorized, shared.CodeNoSession)
	ann := h.enter("Ann")
	for _, path := range []string{shared.PathLabStream("none") + "/sse", shared.PathLabStream(shared.LabClock) + "/pigeon"} {
		ann.refused("GET", path, nil, http.StatusNotFound, shared.CodeNotFound)
	}
	ear := ann.hearLab(shared.LabButton, shared.TransportSSE, shared.Cursor{}, "")
	ann.must("DELETE", shared.PathSession, nil, nil)
	if _, end := ear.next(); end != "EOF" {
		t.Errorf("a stream of a session that has ended: %s", end)
	}
}

// TestTheButtonIsNotForHammering, as little as typing is.
func TestTheButtonIsNotForHammering(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.RateLimit = true
	h.start()
	ann := h.enter("Ann")
	for range 100 {
		if status, _ := ann.ask("POST", shared.PathPress, nil); status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("it can be pressed without end")
}

// TestTheLabsClock is what pages set their clocks by.
func TestTheLabsClock(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	before := time.Now().UnixMicro()
	var state shared.LabState
	ann.must("GET", shared.PathLab, nil, &state)
	if state.Now < before || state.Now > time.Now().UnixMicro() {
		t.Errorf("asked at %d, it is %d", before, state.Now)
	}
}
