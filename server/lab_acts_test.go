package main

import (
	"testing"
	"time"

	"parley/shared"
)

// TestAHeldLineGivesAllAtOnce: nothing comes for as long as a line is held, then
// everything does, in order and once.
func TestAHeldLineGivesAllAtOnce(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	const hold = 700 * time.Millisecond
	for _, over := range labTransports {
		t.Run(string(over), func(t *testing.T) {
			head := ann.streamState(shared.LabButton).Head
			ear := ann.hearLab(shared.LabButton, over, head, "line=held")
			ann.press(1)
			if press, end := ear.next(); end != "" || press.at.Seq != head.Seq+1 {
				t.Fatalf("%+v %s", press, end)
			}
			began := time.Now()
			if line := ann.act("held", "hold", shared.LabHold{Millis: int(hold.Milliseconds())}); !line.Held {
				t.Errorf("the line is %+v", line)
			}
			ann.press(5)
			for n := range 5 {
				press, end := ear.next()
				if end != "" || press.at.Seq != head.Seq+2+shared.Seq(n) {
					t.Fatalf("as number %d comes %+v %s", n, press, end)
				}
				if took := time.Since(began); took < hold {
					t.Errorf("number %d came after %v", n, took)
				}
			}
			if line := ann.line("held"); line.Held {
				t.Errorf("the line is still %+v", line)
			}
			ear.close()
		})
	}
}

// TestWhatEndsWhileItIsHeldIsHeard: also what closes a WebSocket waits.
func TestWhatEndsWhileItIsHeldIsHeard(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	for over, want := range map[shared.Transport]string{shared.TransportSSE: "EOF", shared.TransportWebSocket: "1000", shared.TransportLongPoll: "204", shared.TransportFrame: "EOF"} {
		ear := ann.hearLab(shared.LabButton, over, ann.streamState(shared.LabButton).Head, "line=ends")
		ann.press(1)
		ear.next()
		began := time.Now()
		ann.act("ends", "hold", shared.LabHold{Millis: 500})
		ann.act("ends", "stop", nil)
		if text, end := hearAll(ear); end != want || text != "" || time.Since(began) < 400*time.Millisecond {
			t.Errorf("over %s comes %q and %s after %v", over, text, end, time.Since(began))
		}
		ann.act("ends", "start", nil)
	}
}

// TestACutLineGoesOn from its cursor.
func TestACutLineGoesOn(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, over := range labTransports {
		head := ann.streamState(shared.LabButton).Head
		ear := ann.hearLab(shared.LabButton, over, head, "line=cut")
		ann.press(1)
		ear.next()
		ann.act("cut", "cut", nil)
		_, polls := ear.(*labPoll) // a client may ask again by itself when it got no answer
		if !polls {
			if _, end := ear.next(); end != "unexpected EOF" && end != "-1" {
				t.Errorf("%s: a cut stream ends with %q", over, end)
			}
			ann.press(1)
			ear = ann.hearLab(shared.LabButton, over, ear.cursor(), "line=cut")
		} else {
			ann.press(1)
		}
		if press, end := ear.next(); end != "" || press.at.Seq != head.Seq+2 {
			t.Errorf("%s: after a cut comes %+v %s", over, press, end)
		}
		ear.close()
	}
}

func TestAStoppedLineIsOver(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ends := map[shared.Transport][2]string{
		shared.TransportSSE: {"EOF", "204"}, shared.TransportWebSocket: {"1000", "1000"}, shared.TransportLongPoll: {"204", "204"},
		shared.TransportPoll: {"204", "204"}, shared.TransportFrame: {"EOF", "EOF"},
	}
	for _, over := range labTransports {
		head := ann.streamState(shared.LabButton).Head
		ear := ann.hearLab(shared.LabButton, over, head, "line=stop")
		other := ann.hearLab(shared.LabButton, over, head, "line=other")
		ann.press(1)
		ear.next()
		if line := ann.act("stop", "stop", nil); !line.Stopped {
			t.Errorf("the line is %+v", line)
		}
		for n, want := range ends[over] {
			if n > 0 {
				ear = ann.hearLab(shared.LabButton, over, head, "line=stop")
			}
			if heard, end := ear.next(); end != want {
				t.Errorf("%s: a stopped line gives %+v, %s", over, heard, end)
			}
		}
		if press, end := other.next(); end != "" || press.at.Seq != head.Seq+1 {
			t.Errorf("%s: another line gives %+v, %s", over, press, end)
		}
		ann.act("stop", "start", nil)
		if press, end := ann.hearLab(shared.LabButton, over, head, "line=stop").next(); end != "" || press.at.Seq != head.Seq+1 {
			t.Errorf("%s: started again it gives %+v, %s", over, press, end)
		}
	}
}
