package feed

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/server/feed/feedtest"
)

// broken is a log that can't be read.
type broken struct{ *feedtest.Log }

func (broken) Events(ctx context.Context, _ chat.Reading) ([]chat.Entry, error) {
	return nil, errors.Join(ctx.Err(), errors.New("the disk is gone"))
}

// TestALogThatCantBeReadIsOurFault: a stream just ends then, so nobody else says
// so. A reader who is gone is no fault.
func TestALogThatCantBeReadIsOurFault(t *testing.T) {
	m := feedtest.New()
	m.Join("a", "ann")
	var said bytes.Buffer
	f := New(broken{m}, Options{Log: slog.New(slog.NewTextHandler(&said, nil))})
	defer f.Shutdown(t.Context())
	ann, err := f.Listen(t.Context(), Who{Person: "ann"}, at(feedtest.Epoch, 0), func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer ann.Close()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	var batch Batch
	if err := ann.Next(gone, &batch); err == nil || said.Len() > 0 {
		t.Errorf("%v, and the log has %q", err, said.String())
	}
	if err := ann.Next(t.Context(), &batch); err == nil || !strings.Contains(said.String(), "the disk is gone") {
		t.Errorf("%v, and the log has %q", err, said.String())
	}
}
