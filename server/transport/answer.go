package transport

import (
	"net/http"
	"time"
)

// answer is a response that takes its time. A write that is stuck for
// shared.WriteTimeout fails.
type answer struct {
	to      http.ResponseWriter
	control *http.ResponseController
	limit   deadline
}

// open begins an answer that waits for something to tell, for as long as that
// takes. No one is to keep it or hold it back.
func open(w http.ResponseWriter, mediaType string) (*answer, error) {
	control := http.NewResponseController(w)
	if err := supported(control.SetReadDeadline(time.Time{})); err != nil {
		return nil, err
	}
	describe(w.Header(), mediaType)
	return &answer{to: w, control: control, limit: deadline{set: control.SetWriteDeadline}}, nil
}

func describe(h http.Header, mediaType string) {
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
}

// write sends all at once.
func (a *answer) write(p []byte) error {
	if err := a.limit.renew(); err != nil {
		return err
	}
	if _, err := a.to.Write(p); err != nil {
		return err
	}
	return a.control.Flush()
}

// hurry implements wire.
func (a *answer) hurry() { a.limit.end(goodbyeTimeout) }
