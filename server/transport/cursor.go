package transport

import (
	"net/http"

	"parley/shared"
)

const (
	afterParameter    = "after"
	lastEventIDHeader = "Last-Event-ID"
)

// nowhere is a cursor that no log can follow: epochs are longer than this.
var nowhere = shared.Cursor{Epoch: "0"}

// CursorOf gives the cursor that a request goes on from, nil for the head.
func CursorOf(r *http.Request) (*shared.Cursor, error) {
	if id := r.Header.Get(lastEventIDHeader); id != "" {
		cursor, err := shared.ParseCursor(id)
		if err != nil {
			cursor = nowhere
		}
		return &cursor, nil
	}
	query := r.URL.Query()
	if !query.Has(afterParameter) {
		return nil, nil
	}
	cursor, err := shared.ParseCursor(query.Get(afterParameter))
	if err != nil {
		return nil, err
	}
	return &cursor, nil
}
