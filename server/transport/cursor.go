package transport

import (
	"net/http"
	"net/url"

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
	after, given, err := parameter(r, afterParameter)
	if err != nil || !given {
		return nil, err
	}
	cursor, err := shared.ParseCursor(after)
	if err != nil {
		return nil, err
	}
	return &cursor, nil
}

// parameter reads a request's query, where the first of a name counts. A query
// with what can't be read is refused: passed over, a stream would begin at the
// head as if there were no cursor.
func parameter(r *http.Request, name string) (value string, given bool, err error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "", false, shared.Errorf(shared.CodeParameterInvalid, "What is after the question mark can't be read.")
	}
	return query.Get(name), query.Has(name), nil
}
