//go:build linux

package rival

import (
	"fmt"
	"net/http"
	"sync"
)

// hub is what one writes first: a channel and a handler for each listener.
type hub struct {
	mu  sync.Mutex
	all map[chan []byte]bool // guarded by mu
}

func (h *hub) listen(w http.ResponseWriter, r *http.Request) {
	mine := make(chan []byte, 16)
	h.mu.Lock()
	h.all[mine] = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.all, mine)
		h.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	control.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-mine:
			fmt.Fprintf(w, "data: %s\n\n", text)
			control.Flush()
		}
	}
}

// post waits for who is slow: to leave something out would lose it.
func (h *hub) post(text []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for one := range h.all {
		one <- text
	}
}
