package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/shared"
)

// upload is a WebSocket that swallows.
type upload struct {
	t    *testing.T
	conn *websocket.Conn
	ctx  context.Context
}

func (g *guest) upload(t *testing.T, query string) *upload {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	conn, response, err := websocket.Dial(ctx, g.base+shared.PathUpload+query, &websocket.DialOptions{HTTPClient: g.http})
	if err != nil {
		t.Fatal(err, response)
	}
	t.Cleanup(func() { conn.CloseNow() })
	return &upload{t, conn, ctx}
}

func (u *upload) send(kind websocket.MessageType, size int) {
	if err := u.conn.Write(u.ctx, kind, bytes.Repeat([]byte("a"), size)); err != nil {
		u.t.Errorf("sending %d bytes: %v", size, err)
	}
}

// told reads reports up to one of that many bytes.
func (u *upload) told(size int64) (reports []shared.LabReceived) {
	u.t.Helper()
	for {
		_, text, err := u.conn.Read(u.ctx)
		if err != nil {
			u.t.Fatalf("after %+v: %v", reports, err)
		}
		var report shared.LabReceived
		read(u.t, text, &report)
		if n := len(reports); n > 0 && (report.Bytes < reports[n-1].Bytes || report.Micros < reports[n-1].Micros) {
			u.t.Errorf("after %+v comes %+v", reports[n-1], report)
		}
		if reports = append(reports, report); report.Bytes == size {
			return reports
		}
	}
}

// TestAnUploadAtAPace sends 10 MB, as text and as binary, and hears how they
// arrive.
func TestAnUploadAtAPace(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	const size, pace = 10 << 20, 16 << 20
	up := ann.upload(t, fmt.Sprint("?line=up&rate=", pace))
	go func() {
		up.send(websocket.MessageText, 1000)
		up.send(websocket.MessageBinary, size-1000)
		up.send(websocket.MessageBinary, 0)
	}()
	if first := up.told(1000); len(first) != 1 {
		t.Errorf("a short message is told as %+v", first)
	}
	reports := up.told(size)
	last := reports[len(reports)-1]
	took, least := time.Duration(last.Micros)*time.Microsecond, time.Second*size*9/10/pace
	if took < least || len(reports) < 4 {
		t.Errorf("%d bytes took %v, at least %v wanted, in %d reports", size, took, least, len(reports))
	}
	up.told(size) // of the empty message
	if line := ann.line("up"); line.Up < size || line.Up > size+size/100 || line.Requests != 1 {
		t.Errorf("the line has %+v", line)
	}
	up.conn.Close(websocket.StatusNormalClosure, "")
}

func TestAnUploadThatIsTooLarge(t *testing.T) {
	h := openHouse(t)
	up := h.enter("Ann").upload(t, "")
	go up.conn.Write(up.ctx, websocket.MessageBinary, make([]byte, shared.MaxLabUpload/2+1))
	up.told(shared.MaxLabUpload/2 + 1)
	go up.conn.Write(up.ctx, websocket.MessageBinary, make([]byte, shared.MaxLabUpload/2))
	for {
		if _, _, err := up.conn.Read(up.ctx); err != nil {
			if code := websocket.CloseStatus(err); code != websocket.StatusMessageTooBig {
				t.Errorf("closed with %v", err)
			}
			return
		}
	}
}

func TestUploadsAreRefused(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.refused("GET", shared.PathUpload, nil, http.StatusUpgradeRequired, shared.CodeStreamUnsupported)
	for _, rate := range []string{"", "0", "-1", "x", fmt.Sprint(shared.MinLabRate - 1), fmt.Sprint(shared.MaxLabRate + 1), strings.Repeat("9", 40)} {
		ann.refused("GET", shared.PathUpload+"?rate="+rate, nil, http.StatusBadRequest, shared.CodeParameterInvalid)
	}
	for range shared.MaxLabUploads {
		ann.upload(t, "")
	}
	refused := func(g *guest, origin string) int {
		_, response, err := websocket.Dial(t.Context(), g.base+shared.PathUpload, &websocket.DialOptions{HTTPClient: g.http, HTTPHeader: http.Header{"Origin": {origin}}})
		if err == nil {
			t.Fatal("let in")
		}
		return response.StatusCode
	}
	if status := refused(ann, ann.base); status != http.StatusConflict {
		t.Errorf("one upload too many: %d", status)
	}
	if status := refused(h.enter("Bo"), "https://elsewhere.example"); status != http.StatusForbidden {
		t.Errorf("from another site: %d", status)
	}
}
