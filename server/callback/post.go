package callback

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"parley/shared"
)

const (
	answerIn   = 10 * time.Second // for an address to take an event
	maxAnswer  = 64 << 10         // of its answer that is read, so that the connection ends well
	maxTrouble = 200              // characters of what is kept of a failure
)

// The headers of what is sent.
const (
	SignatureHeader = "Parley-Signature" // see Sign
	EventHeader     = "Parley-Event"     // the event's seq: the same again where it is sent again
)

// errGone is the answer of an address that wants to hear no more.
var errGone = errors.New("410 Gone")

// Sign is the signature of a body that is sent at a time, "t=1763681462,v1=…": the
// seconds since 1970, and the HMAC-SHA256 in hex of these, a dot and the body.
func Sign(secret string, at time.Time, body []byte) string {
	seconds := strconv.FormatInt(at.Unix(), 10)
	sum := hmac.New(sha256.New, []byte(secret))
	io.WriteString(sum, seconds+".")
	sum.Write(body)
	return "t=" + seconds + ",v1=" + hex.EncodeToString(sum.Sum(nil))
}

// post sends an event; nil says that it was taken.
func (l *line) post(ctx context.Context, e shared.Event) error {
	body, err := e.MarshalJSON()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, answerIn)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("User-Agent", "Parley")
	request.Header.Set(EventHeader, strconv.FormatInt(int64(e.Seq), 10))
	request.Header.Set(SignatureHeader, Sign(l.Secret, l.of.options.Now(), body))
	response, err := l.of.client.Do(request)
	if err != nil {
		return withoutAddress(err)
	}
	defer response.Body.Close()
	io.Copy(io.Discard, io.LimitReader(response.Body, maxAnswer))
	switch {
	case response.StatusCode == http.StatusGone:
		return errGone
	case response.StatusCode < 200 || response.StatusCode > 299:
		return fmt.Errorf("it answered %s", response.Status)
	}
	return nil
}

// withoutAddress drops the address, which may have a secret in it, from what is
// told of a failure.
func withoutAddress(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}
