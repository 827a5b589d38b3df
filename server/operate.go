package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"parley/server/api"
	"parley/shared"
)

// socketName is the operator's socket in the data folder. A command asks the
// server that runs there to do what it is for, so that whom it concerns is told
// at once; where none runs, it runs one for as long as it takes.
const socketName = "parley.sock"

// hearOperator opens the operator's socket. The folder is this process's alone,
// so what is there was left behind. Where there can be none, as in a folder whose
// path is too long, the server runs without.
func (n *node) hearOperator() {
	path := filepath.Join(n.config.Data, socketName)
	os.Remove(path)
	socket, err := net.Listen("unix", path)
	if err != nil {
		n.log.Warn("the operator's commands can't reach this server", "error", err)
		return
	}
	if err := os.Chmod(path, 0o600); err != nil {
		n.log.Warn("the operator's socket is as open as its folder", "error", err)
	}
	n.socket = socket
}

// serveOperator answers on the operator's socket until n.operator is closed.
func (n *node) serveOperator() {
	if n.socket == nil {
		return
	}
	if err := n.operator.Serve(n.socket); !errors.Is(err, http.ErrServerClosed) {
		n.log.Error("the operator's socket is closed", "error", err)
	}
}

// operator asks a server to do what the command line is told.
type operator struct {
	http    *http.Client
	address string       // where people reach the server; empty where it was not said
	stop    func() error // ends the server where it is one of our own
}

// operate finds the server of a data folder, or starts one that nobody else
// finds.
func operate(ctx context.Context, config Config) (*operator, error) {
	path := filepath.Join(config.Data, socketName)
	o := &operator{address: config.address, stop: func() error { return nil }, http: &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		},
	}}}
	if conn, err := net.Dial("unix", path); err == nil {
		return o, conn.Close()
	}
	listen := config.Listen
	config.Listen = "127.0.0.1:0"
	n, err := open(ctx, config, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	n.address = addressOf(listen)
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- n.Run(running) }()
	o.stop = func() error { stop(); return <-ended }
	return o, nil
}

// addressOf is where a browser would find a server that listens so.
func addressOf(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil || host == "" || net.ParseIP(host).IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// ask sends a request and reads its answer into a value, which may be nil.
func (o *operator) ask(ctx context.Context, method, path string, body, into any) error {
	content, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://parley"+path, bytes.NewReader(content))
	if err != nil {
		return err
	}
	response, err := o.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		var refused shared.ErrorReply
		if err := json.NewDecoder(response.Body).Decode(&refused); err != nil || refused.Error == nil {
			return fmt.Errorf("the server answers %s", response.Status)
		}
		return refused.Error
	}
	if into == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// userPath is the operator's route to one person.
func userPath(name, what string) string {
	return api.OperatorUsers + "/" + url.PathEscape(name) + what
}

// link is a link as people can open it.
func (o *operator) link(made api.OperatorLink) string {
	return cmp.Or(strings.TrimSuffix(o.address, "/"), made.Base) + made.Path
}
