//go:build linux

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The servers, in the order of the table.
const (
	kindFloor  = "write(2)"
	kindPlain  = "net/http"
	kindGoSSE  = "tmaxmax/go-sse"
	kindR3Labs = "r3labs/sse"
	kindParley = "Parley"
)

var kinds = []string{kindFloor, kindPlain, kindGoSSE, kindR3Labs, kindParley}

const startWithin = 10 * time.Second

// target is a server's process.
type target struct {
	kind    string
	address string
	process *exec.Cmd
	cookies []string // of Parley: each listener is a person of their own
	data    string   // of Parley: its folder
}

// start starts a server. Where it is Parley, as many people enter as will listen.
func start(ctx context.Context, kind, parley string, listeners int) (*target, error) {
	t := &target{kind: kind}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	t.address = address
	if kind == kindParley {
		if t.data, err = os.MkdirTemp("", "parley-bench-*"); err != nil {
			return nil, err
		}
		t.process = exec.CommandContext(ctx, parley, "--listen", address, "--data", t.data, "--rate-limit", "off", "--log-level", "error")
	} else {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		t.process = exec.CommandContext(ctx, self, rivalFlag, kind+"@"+address)
	}
	t.process.Stderr = os.Stderr
	if err := t.process.Start(); err != nil {
		return nil, err
	}
	err = t.ready(ctx)
	if err == nil && kind == kindParley {
		err = t.enter(ctx, listeners)
	}
	if err != nil {
		t.stop()
		return nil, err
	}
	return t, nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (t *target) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	for {
		conn, err := net.Dial("tcp", t.address)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("it does not answer: %w", err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// enter gives each listener a person.
func (t *target) enter(ctx context.Context, n int) error {
	cookies := make([]string, n)
	failed := make([]error, enterAtOnce)
	done := make(chan struct{})
	for worker := range enterAtOnce {
		go func() {
			defer func() { done <- struct{}{} }()
			for i := worker; i < n && failed[worker] == nil; i += enterAtOnce {
				cookies[i], failed[worker] = t.enterAs(ctx, "listener "+strconv.Itoa(i))
			}
		}()
	}
	for range enterAtOnce {
		<-done
	}
	t.cookies = cookies
	return errors.Join(failed...)
}

const enterAtOnce = 32

func (t *target) enterAs(ctx context.Context, name string) (cookie string, err error) {
	response, err := t.send(ctx, "/api/session", `{"name":"`+name+`"}`, "")
	if err != nil {
		return "", err
	}
	for _, c := range response.Cookies() {
		cookie = cmp.Or(cookie, c.Name+"="+c.Value)
	}
	return cookie, nil
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * enterAtOnce}}

func (t *target) send(ctx context.Context, path, body, cookie string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, "POST", "http://"+t.address+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if cookie != "" {
		request.Header.Set("Cookie", cookie)
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("%s is answered with %s: %s", path, response.Status, said)
	}
	return response, err
}

func (t *target) stop() {
	t.process.Process.Signal(syscall.SIGKILL)
	t.process.Wait()
	os.RemoveAll(t.data)
}
