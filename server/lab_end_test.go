package main

import (
	"bytes"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// TestNothingIsLeftOfTheLab when the server has ended, whatever was going on in
// it.
func TestNothingIsLeftOfTheLab(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.must("POST", shared.PathRestart, nil, nil)
	for _, stream := range []shared.LabStream{shared.LabClock, shared.LabWords, shared.LabVitals, shared.LabButton} {
		for _, over := range []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportFrame} {
			ann.hearLab(stream, over, ann.streamState(stream).Head, "line=end")
		}
	}
	ann.upload(t, "?line=end&rate=65536")
	ann.act("end", "hold", shared.LabHold{Millis: shared.MaxLabHold})
	ann.press(1)
	began := time.Now()
	h.shut()
	if took := time.Since(began); took > patience/2 {
		t.Errorf("the end took %v", took)
	}
	for left := ofTheLab(); left != ""; left = ofTheLab() {
		if time.Since(began) > patience {
			t.Fatalf("there is still\n%s", left)
		}
	}
}

// ofTheLab gives the goroutines that belong to a lab. Others run at the same
// time only while their tests do.
func ofTheLab() string {
	var all bytes.Buffer
	pprof.Lookup("goroutine").WriteTo(&all, 2)
	for one := range strings.SplitSeq(all.String(), "\n\n") {
		if strings.Contains(one, "parley/server/lab") || strings.Contains(one, "api.(*swallow)") {
			return one
		}
	}
	return ""
}
