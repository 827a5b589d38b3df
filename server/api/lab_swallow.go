package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"parley/server/transport"
	"parley/shared"
)

const (
	swallowTold    = 100 * time.Millisecond // between two reports
	swallowPiece   = 32 << 10               // bytes read at once
	swallowTimeout = 30 * time.Second       // without a byte
)

// swallow is an upload: what comes is read, at a pace, and counted.
type swallow struct {
	ctx   context.Context
	conn  *transport.Conn
	pace  *rate.Limiter
	piece []byte
	idle  *time.Timer // closes the connection

	received int64
	begun    time.Time // when the first byte came
	told     time.Time
}

// newSwallow reads so many bytes a second, or where that is 0 what comes.
func newSwallow(ctx context.Context, conn *transport.Conn, pace int) *swallow {
	s := &swallow{ctx: ctx, conn: conn, pace: rate.NewLimiter(rate.Inf, 0), piece: make([]byte, swallowPiece)}
	if pace > 0 {
		s.piece = s.piece[:min(swallowPiece, int(int64(pace)*swallowTold.Milliseconds()/2000))]
		s.pace = rate.NewLimiter(rate.Limit(pace), len(s.piece))
	}
	conn.SetReadLimit(-1) // read counts
	return s
}

// run swallows message after message, until the connection ends.
func (s *swallow) run() {
	s.idle = time.AfterFunc(swallowTimeout, func() { s.conn.Close(websocket.StatusPolicyViolation, "nothing came") })
	defer s.idle.Stop()
	for {
		_, message, err := s.conn.Reader(s.ctx)
		if err != nil {
			return
		}
		if err := s.read(message); err != nil {
			return
		}
	}
}

func (s *swallow) read(message io.Reader) error {
	for {
		n, err := message.Read(s.piece)
		if failed := s.count(n); failed != nil {
			return failed
		}
		if errors.Is(err, io.EOF) {
			return s.tell()
		}
		if err != nil {
			return err
		}
	}
}

var errTooMuch = errors.New("the upload is too large")

// count takes its time for n bytes.
func (s *swallow) count(n int) error {
	if n > 0 && s.received == 0 {
		s.begun = time.Now()
		s.told = s.begun
	}
	s.received += int64(n)
	s.idle.Reset(swallowTimeout)
	if s.received > shared.MaxLabUpload {
		s.conn.Close(websocket.StatusMessageTooBig, errTooMuch.Error())
		return errTooMuch
	}
	if err := s.pace.WaitN(s.ctx, n); err != nil {
		return err
	}
	if time.Since(s.told) < swallowTold {
		return nil
	}
	return s.tell()
}

// tell reports what was received.
func (s *swallow) tell() error {
	s.told = time.Now()
	report := shared.LabReceived{Bytes: s.received}
	if s.received > 0 {
		report.Micros = s.told.Sub(s.begun).Microseconds()
	}
	text, err := json.Marshal(report)
	if err != nil {
		return err
	}
	return s.conn.Write(text)
}
