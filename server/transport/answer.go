package transport

import (
	"errors"
	"net/http"
	"time"

	"parley/shared"
)

// answer is a response that takes its time. A write that is stuck for
// shared.WriteTimeout fails.
type answer struct {
	to      http.ResponseWriter
	control *http.ResponseController
}

// open begins an answer that waits for something to tell, for as long as that
// takes. No one is to keep it or hold it back.
func open(w http.ResponseWriter, mediaType string) (*answer, error) {
	a := &answer{w, http.NewResponseController(w)}
	if err := a.control.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, err
	}
	describe(w.Header(), mediaType)
	return a, nil
}

func describe(h http.Header, mediaType string) {
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
}

// write sends all at once.
func (a *answer) write(p []byte) error {
	deadline := time.Now().Add(shared.WriteTimeout)
	if err := a.control.SetWriteDeadline(deadline); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if _, err := a.to.Write(p); err != nil {
		return err
	}
	return a.control.Flush()
}
