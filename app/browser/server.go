//go:build js

package browser

import (
	"strconv"
	"syscall/js"
	"time"
)

// Server sends requests to the page's own server, with its cookies.
type Server struct{}

// keepAliveMax is how long a request may be that outlives its page, in bytes. The
// browser has room for 64 KiB of them.
const keepAliveMax = 1 << 10

// exchange is one request and its answer.
type exchange struct {
	abort js.Value // AbortController
	timer *time.Timer
	done  func(status int, body []byte, retryAfter int) // nil once the answer is not wanted any more
}

// Do sends a request; see transport.Server. A request that takes longer than
// timeout milliseconds, the reading of its answer included, is aborted.
func (Server) Do(method, path string, body []byte, timeout int64, done func(status int, body []byte, retryAfter int)) (cancel func()) {
	e := &exchange{done: done}
	err := try(func() {
		e.abort = window().Get("AbortController").New()
		e.timer = time.AfterFunc(time.Duration(timeout)*time.Millisecond, func() { e.abort.Call("abort") })
		then(window().Call("fetch", path, e.options(method, body)), e.answered, e.failed)
	})
	if err != nil {
		time.AfterFunc(0, func() { e.end(0, nil, 0) })
	}
	return e.cancel
}

func (e *exchange) cancel() {
	if e.done == nil {
		return
	}
	e.done = nil
	if e.timer != nil {
		e.timer.Stop()
	}
	try(func() { e.abort.Call("abort") })
}

func (e *exchange) options(method string, body []byte) map[string]any {
	options := map[string]any{
		"method":      method,
		"credentials": "same-origin",
		"cache":       "no-store",
		"signal":      e.abort.Get("signal"),
	}
	if len(body) < keepAliveMax && document().Get("visibilityState").String() == "hidden" {
		options["keepalive"] = true // the page may be going
	}
	if body != nil {
		options["body"] = string(body)
		options["headers"] = map[string]any{"Content-Type": "application/json"}
	}
	return options
}

// answered reads the body of an answer.
func (e *exchange) answered(response js.Value) {
	status := response.Get("status").Int()
	retryAfter := seconds(response.Get("headers").Call("get", "Retry-After"))
	then(response.Call("text"), func(text js.Value) { e.end(status, []byte(text.String()), retryAfter) }, e.failed)
}

func (e *exchange) failed(js.Value) { e.end(0, nil, 0) }

func (e *exchange) end(status int, body []byte, retryAfter int) {
	if e.timer != nil {
		e.timer.Stop()
	}
	if done := e.done; done != nil {
		e.done = nil
		done(status, body, retryAfter)
	}
}

// seconds reads a Retry-After in seconds; 0 where it is missing or a date, which
// Parley doesn't send.
func seconds(header js.Value) int {
	if header.Type() != js.TypeString {
		return 0
	}
	n, err := strconv.Atoi(header.String())
	if err != nil || n < 0 {
		return 0
	}
	return n
}
