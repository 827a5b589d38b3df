package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// The network of a device: the streams, sockets and requests of a browser, over
// plain HTTP.

func (o *outside) Open(path string, opened func(), message func(event, data, id string), failed func(final bool)) func() {
	return o.device.connect(func(ctx context.Context) func() {
		final := o.read(ctx, path, opened, message)
		return func() { failed(final) }
	})
}

// connect holds a connection until run returns, and then calls what that gave,
// unless the connection was closed.
func (d *device) connect(run func(context.Context) (ended func())) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	d.mu.Lock()
	d.streams[ctx] = cancel
	d.mu.Unlock()
	closed := make(chan struct{})
	go func() {
		ended := run(ctx)
		cancel()
		d.mu.Lock()
		delete(d.streams, ctx)
		d.mu.Unlock()
		select {
		case <-closed:
		default:
			ended()
		}
	}()
	return sync.OnceFunc(func() { close(closed); cancel() })
}

// sockets are a device's WebSockets.
type sockets struct{ *outside }

func (o sockets) Open(path string, opened func(), message func(string), closed func(int, string)) (send func(string), close func()) {
	var conn *websocket.Conn // set before opened is called, and nobody sends before that
	close = o.device.connect(func(ctx context.Context) func() {
		var err error
		conn, _, err = websocket.Dial(ctx, o.device.guest.base+path, &websocket.DialOptions{HTTPClient: o.device.guest.http})
		if err != nil {
			return func() { closed(int(websocket.StatusAbnormalClosure), "") }
		}
		defer conn.CloseNow()
		conn.SetReadLimit(-1)
		opened()
		for {
			_, text, err := conn.Read(ctx)
			if ended, ok := errors.AsType[websocket.CloseError](err); ok {
				return func() { closed(int(ended.Code), ended.Reason) }
			}
			if err != nil {
				return func() { closed(int(websocket.StatusAbnormalClosure), "") }
			}
			message(string(text))
		}
	})
	send = func(text string) {
		go conn.Write(context.Background(), websocket.MessageText, []byte(text)) // that it broke, reading finds out
	}
	return send, close
}

// read gives message what an EventSource would, until the stream breaks.
func (o *outside) read(ctx context.Context, path string, opened func(), message func(event, data, id string)) (final bool) {
	request, _ := http.NewRequestWithContext(ctx, "GET", o.device.guest.base+path, nil)
	response, err := o.device.guest.http.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return true
	}
	opened()
	e := &ear{lines: bufio.NewReader(response.Body), cancel: func() {}}
	lastID := ""
	for {
		l, err := e.next()
		if err != nil || ctx.Err() != nil {
			return false
		}
		if l.id != "" {
			lastID = l.id
		}
		if l.data != "" {
			message(cmp.Or(l.event, "message"), l.data, lastID)
		}
	}
}

func (o *outside) Do(method, path string, body []byte, timeout int64, done func(status int, body []byte, retryAfter int)) (cancel func()) {
	return o.device.connect(func(ctx context.Context) func() {
		ctx, cancel := context.WithTimeout(ctx, time.Duration(timeout)*time.Millisecond)
		defer cancel()
		status, answer, after := o.exchange(ctx, method, path, body)
		return func() { done(status, answer, after) }
	})
}

// exchange sends a request and reads its answer; status is 0 where there is none.
func (o *outside) exchange(ctx context.Context, method, path string, body []byte) (status int, answer []byte, retryAfter int) {
	request, _ := http.NewRequestWithContext(ctx, method, o.device.guest.base+path, bytes.NewReader(body))
	response, err := o.device.guest.http.Do(request)
	if err != nil {
		return 0, nil, 0
	}
	defer response.Body.Close()
	if answer, err = io.ReadAll(response.Body); err != nil {
		return 0, nil, 0
	}
	retryAfter, _ = strconv.Atoi(response.Header.Get("Retry-After"))
	return response.StatusCode, answer, retryAfter
}
