package outward

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestPublic(t *testing.T) {
	for _, address := range []string{"1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700:4700::1111", "2a00::1"} {
		if !Public(netip.MustParseAddr(address)) {
			t.Errorf("%s is public", address)
		}
	}
	for _, address := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.7", "192.88.99.1", "198.18.0.1", "198.19.255.1",
		"224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::ffff:0:1.1.1.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1",
		"2001::1", "2001:0:1::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1",
		"fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1",
	} {
		if Public(netip.MustParseAddr(address)) {
			t.Errorf("%s is not public", address)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address is not public")
	}
}

func TestFormsOfAddresses(t *testing.T) {
	o := Options{Ports: []string{"80", "443"}}
	for _, good := range []string{"http://example.com/", "https://example.com:443/a?b#c", "http://1.1.1.1/", "https://[2606:4700::1]/"} {
		if u, err := url.Parse(good); err != nil || o.Check(u) != nil {
			t.Errorf("%s is refused: %v, %v", good, err, o.Check(u))
		}
	}
	for _, bad := range []string{
		"ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/", "http:///", "http://:80/",
		"http://user:password@example.com/", "http://user@example.com/", "http://example.com:22/", "https://example.com:80443/",
		"http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:1.1.1.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1%25lo]/",
	} {
		if u, err := url.Parse(bad); err == nil && !errors.Is(o.Check(u), ErrRefused) {
			t.Errorf("%s is let through: %v", bad, o.Check(u))
		}
	}
}

// reached is a server on this machine that must not be reached.
func reached(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server on this machine was reached") }))
	t.Cleanup(s.Close)
	return s
}

func refused(t *testing.T, c *http.Client, address string) {
	t.Helper()
	response, err := c.Get(address)
	if err == nil {
		response.Body.Close()
	}
	if !errors.Is(err, ErrRefused) {
		t.Errorf("%s: %v", address, err)
	}
}

// A name that leads to this machine leads nowhere, however it is written, and
// whatever else it leads to.
func TestNamesThatLeadInside(t *testing.T) {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(reached(t).URL, "http://"))
	c := Client(Options{resolver: names(t, map[string][]string{
		"rebound.test.": {"127.0.0.1"}, "mixed.test.": {"10.0.0.1", "127.0.0.1"}, "six.test.": {"::1"}, "mapped.test.": {"::ffff:127.0.0.1"},
	})})
	for _, host := range []string{"127.0.0.1", "[::1]", "[::ffff:7f00:1]", "rebound.test.", "mixed.test.", "six.test.", "mapped.test."} {
		refused(t, c, "http://"+host+":"+port+"/")
	}
}

// names answers what a name means, as a DNS server does.
func names(t *testing.T, known map[string][]string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		question := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(question)
			if err != nil {
				return
			}
			var message dnsmessage.Message
			if message.Unpack(question[:n]) == nil {
				conn.WriteTo(answered(message, known), from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func answered(message dnsmessage.Message, known map[string][]string) []byte {
	message.Response, message.Additionals = true, nil
	for _, q := range message.Questions {
		for _, address := range known[q.Name.String()] {
			ip := netip.MustParseAddr(address)
			header := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET}
			switch {
			case ip.Is4() && q.Type == dnsmessage.TypeA:
				message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: ip.As4()}})
			case ip.Is6() && q.Type == dnsmessage.TypeAAAA:
				message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
			}
		}
	}
	packed, _ := message.Pack()
	return packed
}

func TestRedirects(t *testing.T) {
	inside := reached(t).URL
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Referer") != "" {
			t.Errorf("%s was told of %s", r.URL, r.Header.Get("Referer"))
		}
		switch r.URL.Path {
		case "/inside":
			http.Redirect(w, r, strings.Replace(inside, "127.0.0.1", "127.0.0.2", 1), http.StatusFound)
		case "/file":
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusTemporaryRedirect)
		case "/once":
			http.Redirect(w, r, "/there", http.StatusMovedPermanently)
		}
	}))
	t.Cleanup(outside.Close)
	c := Client(Options{Redirects: 2, Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	for _, path := range []string{"/inside", "/file", "/round"} {
		refused(t, c, outside.URL+path)
	}
	response, err := c.Get(outside.URL + "/once")
	if err != nil || response.Request.URL.Path != "/there" {
		t.Fatalf("one redirect: %v", err)
	}
	response.Body.Close()
}
