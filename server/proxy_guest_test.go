package main

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"

	"parley/shared"
)

// visitorsAddress is where the guests of a proxy come from: not from the address
// that the proxy has.
const visitorsAddress = "127.0.0.2"

// guest is somebody on the other side of the proxy who has not entered.
func (p *proxied) guest(from string) *guest {
	jar, _ := cookiejar.New(nil)
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	return &guest{t: p.t, base: "https://localhost:" + p.address[strings.LastIndexByte(p.address, ':')+1:], http: &http.Client{
		Jar:           jar,
		Transport:     &http.Transport{DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// visitor is a guest of that name who came through the proxy.
func (p *proxied) visitor(name string) *guest {
	p.t.Helper()
	return p.guest(visitorsAddress).stays(name)
}

// neighbour is a guest of that name who came directly.
func (p *proxied) neighbour(name string) *guest {
	p.t.Helper()
	return p.stranger().stays(name)
}

// stays enters until the test ends.
func (g *guest) stays(name string) *guest {
	g.t.Helper()
	g.enter(name)
	g.t.Cleanup(g.leaves)
	return g
}

// leaves gives the name free for the next scenario.
func (g *guest) leaves() { g.ask("DELETE", shared.PathSession, nil) }
