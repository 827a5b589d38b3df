package main

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"parley/shared"
)

// tally is what a client's own connections carried.
type tally struct{ dials, up, down atomic.Int64 }

type tallied struct {
	net.Conn
	to *tally
}

func (c tallied) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.to.down.Add(int64(n))
	return n, err
}

func (c tallied) Write(p []byte) (int, error) {
	c.to.up.Add(int64(len(p))) // before its answer can be here
	return c.Conn.Write(p)
}

// counting gives the guest other connections, which are counted.
func (g *guest) counting(secure *tls.Config) (*guest, *tally) {
	counts := &tally{}
	own := *g
	own.http = &http.Client{Jar: g.http.Jar, Transport: &http.Transport{
		TLSClientConfig:   secure,
		ForceAttemptHTTP2: secure != nil && secure.NextProtos != nil,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, address)
			counts.dials.Add(1)
			return tallied{conn, counts}, err
		},
	}}
	return &own, counts
}

// openSecureHouse opens a house over TLS, with Ann in it over HTTP/1.1.
func openSecureHouse(t *testing.T) (*house, *guest) {
	h := openHouse(t)
	h.shut()
	h.config.Certificate, h.config.Key = selfSigned(t)
	h.start()
	ann := h.stranger()
	ann.base = "https://" + h.config.Listen
	ann.http.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	ann.must("POST", shared.PathSession, shared.EnterRequest{Name: "Ann"}, nil)
	return h, ann
}

func (g *guest) line(name string) shared.LabLine {
	g.t.Helper()
	var answer shared.LabLines
	g.must("GET", shared.PathLines+"?name="+name, nil, &answer)
	return answer.Lines[name]
}

// act does something to a line and gives how it is then.
func (g *guest) act(name, act string, body any) (now shared.LabLine) {
	g.t.Helper()
	g.must("POST", shared.PathLine(name)+"/"+act, body, &now)
	return now
}

func (g *guest) press(times int) {
	g.t.Helper()
	for range times {
		g.must("POST", shared.PathPress, nil, nil)
	}
}

// agree waits for a line's figures to be what the client counted: exactly that.
func (g *guest) agree(name string, requests, up, down int64) {
	g.t.Helper()
	want := shared.LabLine{Requests: requests, Up: up, Down: down}
	got := g.line(name)
	for begun := time.Now(); got != want && time.Since(begun) < patience/4; got = g.line(name) {
	}
	if got != want {
		g.t.Errorf("the line %s has %+v, want %+v", name, got, want)
	}
}
