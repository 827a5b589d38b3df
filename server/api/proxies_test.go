package api

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// behind gives a server that trusts the proxies at these addresses.
func behind(t testing.TB, proxies ...string) *server {
	t.Helper()
	parsed, err := ParseProxies(proxies)
	if err != nil {
		t.Fatal(err)
	}
	return &server{proxies: parsed}
}

func from(peer string, header ...string) *http.Request {
	r := httptest.NewRequest("GET", "/", nil)
	r.RemoteAddr = peer
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

// TestAddressesOfOneHouseAreOne: whoever has one address of IPv6 has 2^64.
func TestAddressesOfOneHouseAreOne(t *testing.T) {
	for peer, want := range map[string]string{
		"192.0.2.7:1234":              "192.0.2.7",
		"[::ffff:192.0.2.7]:1234":     "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:1234": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:80":   "2001:db8:1:2::/64",
		"[2001:db8:1:3::1]:80":        "2001:db8:1:3::/64",
		"[fe80::1%eth0]:80":           "fe80::/64",
		"[::1]:80":                    "::/64",
		"@":                           "@",
	} {
		if got := behind(t).address(from(peer)); got != want {
			t.Errorf("%s counts as %s, want %s", peer, got, want)
		}
	}
}

// TestOnlyOurProxiesAreBelieved: whatever a client writes into the headers, its
// address is the one that a proxy of ours saw.
func TestOnlyOurProxiesAreBelieved(t *testing.T) {
	s := behind(t, "127.0.0.1", "::1", "10.1.0.0/16", "2001:db8::/48")
	for _, c := range []struct {
		name, peer string
		said       []string // lines of X-Forwarded-For
		want       string
	}{
		{"no proxy, no header", "192.0.2.7:1", nil, "192.0.2.7"},
		{"a client that forges", "192.0.2.7:1", []string{"198.51.100.1"}, "192.0.2.7"},
		{"a neighbour that forges", "192.168.1.5:1", []string{"198.51.100.1"}, "192.168.1.5"},
		{"a client that forges a proxy", "192.0.2.7:1", []string{"198.51.100.1, 127.0.0.1"}, "192.0.2.7"},
		{"a proxy that says nothing", "127.0.0.1:1", nil, "127.0.0.1"},
		{"a proxy", "127.0.0.1:1", []string{"192.0.2.7"}, "192.0.2.7"},
		{"a proxy over IPv6", "[::1]:1", []string{"2001:db9:0:5::9"}, "2001:db9:0:5::/64"},
		{"a proxy over IPv4 in IPv6", "[::ffff:127.0.0.1]:1", []string{"::ffff:192.0.2.7"}, "192.0.2.7"},
		{"a forgery before what the proxy saw", "127.0.0.1:1", []string{"198.51.100.1, 192.0.2.7"}, "192.0.2.7"},
		{"a forgery in a line of its own", "127.0.0.1:1", []string{"198.51.100.1", "192.0.2.7"}, "192.0.2.7"},
		{"a forgery of a proxy", "127.0.0.1:1", []string{"198.51.100.1, 127.0.0.1, 192.0.2.7"}, "192.0.2.7"},
		{"two proxies", "127.0.0.1:1", []string{"192.0.2.7, 10.1.2.3"}, "192.0.2.7"},
		{"two proxies and a forgery", "127.0.0.1:1", []string{"198.51.100.1,192.0.2.7,10.1.2.3"}, "192.0.2.7"},
		{"who asks is a proxy's machine", "127.0.0.1:1", []string{"10.1.2.3"}, "10.1.2.3"},
		{"with a port", "127.0.0.1:1", []string{"192.0.2.7:4711"}, "192.0.2.7"},
		{"with a port in IPv6", "127.0.0.1:1", []string{"[2001:db9:0:5::9]:4711"}, "2001:db9:0:5::/64"},
		{"with a zone", "127.0.0.1:1", []string{"fe80::1%" + strings.Repeat("x", 1000)}, "fe80::/64"},
		{"nonsense", "127.0.0.1:1", []string{"unknown"}, "127.0.0.1"},
		{"nonsense before a proxy", "127.0.0.1:1", []string{"192.0.2.7, <script>, 10.1.2.3"}, "10.1.2.3"},
		{"nothing before a proxy", "127.0.0.1:1", []string{"192.0.2.7, , 10.1.2.3"}, "10.1.2.3"},
		{"empty", "127.0.0.1:1", []string{""}, "127.0.0.1"},
		{"commas", "127.0.0.1:1", []string{strings.Repeat(",", 30_000)}, "127.0.0.1"},
	} {
		var header []string
		for _, line := range c.said {
			header = append(header, "X-Forwarded-For", line)
		}
		if got := s.address(from(c.peer, header...)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestOnlyOurProxiesSayHTTPS(t *testing.T) {
	s := behind(t, "127.0.0.1")
	for _, c := range []struct {
		peer string
		said []string
		want bool
	}{
		{"127.0.0.1:1", nil, false},
		{"127.0.0.1:1", []string{"https"}, true},
		{"127.0.0.1:1", []string{" HTTPS"}, true},
		{"127.0.0.1:1", []string{"http"}, false},
		{"127.0.0.1:1", []string{"https", "http"}, false},
		{"127.0.0.1:1", []string{"http, https"}, true},
		{"127.0.0.1:1", []string{"https\x00"}, false},
		{"192.0.2.7:1", []string{"https"}, false},
		{"@", []string{"https"}, false},
	} {
		var header []string
		for _, line := range c.said {
			header = append(header, "X-Forwarded-Proto", line)
		}
		r := from(c.peer, header...)
		if got := s.proxies.https(r); got != c.want {
			t.Errorf("%s says %q: %v", c.peer, c.said, got)
		}
		r.RequestURI, r.URL.Scheme = "https://x/", "https" // as a client can write it
		if got := s.proxies.https(r); got != c.want {
			t.Errorf("%s says %q with https:// in its request: %v", c.peer, c.said, got)
		}
	}
}

func TestProxiesAreAddressesAndNetworks(t *testing.T) {
	for _, bad := range []string{"", "localhost", "10.0.0.0/33", "10.0.0", "10.0.0.0/8/8", "*"} {
		if _, err := ParseProxies([]string{"10.0.0.1", bad}); err == nil || !strings.Contains(err.Error(), "neither") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if none, err := ParseProxies(nil); err != nil || len(none) != 0 {
		t.Errorf("none are %v, %v", none, err)
	}
}

// FuzzForwardedFor: whatever stands in the header before what our proxy added
// changes nothing, and whatever stands alone gives an address or the proxy's.
func FuzzForwardedFor(f *testing.F) {
	for _, said := range []string{"", "192.0.2.7", "127.0.0.1", "[::1]:5", "fe80::1%eth0", "unknown", ",,", " \t, 10.0.0.1", "10.1.0.1, 10.1.0.2", "\x00"} {
		f.Add(said)
	}
	s := behind(f, "127.0.0.1", "10.1.0.0/16")
	f.Fuzz(func(t *testing.T, said string) {
		if got := s.address(from("127.0.0.1:1", forwardedFor, said+", 192.0.2.7")); got != "192.0.2.7" {
			t.Errorf("%q before it makes the address %q", said, got)
		}
		if got := s.address(from("192.0.2.9:1", forwardedFor, said)); got != "192.0.2.9" {
			t.Errorf("%q forges the address %q", said, got)
		}
		got := s.address(from("127.0.0.1:1", forwardedFor, said))
		if _, err := netip.ParseAddr(got); err != nil {
			if _, err := netip.ParsePrefix(got); err != nil {
				t.Errorf("%q is taken for the address %q", said, got)
			}
		}
		s.proxies.https(from("127.0.0.1:1", forwardedProto, said))
	})
}

// TestANetworkHasANameOfItsOwnForEachSession: the same for as long as the session
// is, and of no meaning to others.
func TestANetworkHasANameOfItsOwnForEachSession(t *testing.T) {
	s := behind(t, "127.0.0.1")
	name := func(session, peer string) string { return s.networkOf(from(peer, "Cookie", sessionCookie+"="+session)) }
	home := name("ann", "192.0.2.7:1")
	if again := name("ann", "192.0.2.7:2"); home == "" || again != home {
		t.Errorf("one network is %q and %q", home, again)
	}
	if through := s.networkOf(from("127.0.0.1:1", "Cookie", sessionCookie+"=ann", forwardedFor, "192.0.2.7")); through != home {
		t.Errorf("through a proxy it is %q, not %q", through, home)
	}
	names := []string{home, name("ann", "192.0.2.8:1"), name("bo", "192.0.2.7:1"), name("ann", "[2001:db8::1]:1"), s.networkOf(from("192.0.2.7:1"))}
	slices.Sort(names)
	if len(slices.Compact(names)) != 5 {
		t.Errorf("what differs has one name: %q", names)
	}
}
