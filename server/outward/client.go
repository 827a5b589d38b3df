package outward

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"syscall"
	"time"
)

// ErrRefused says that somebody asked for what may not be asked for.
var ErrRefused = errors.New("refused")

const (
	dialTimeout   = 5 * time.Second
	headerTimeout = 10 * time.Second // until an answer begins
	maxHeader     = 64 << 10
)

// Options of a client. The zero value asks the public internet alone, on any port,
// and follows no redirect.
type Options struct {
	Ports     []string       // that may be connected to, such as "443"; nil for all
	Redirects int            // that are followed
	Inside    []netip.Prefix // networks that may be asked though they are not public

	resolver *net.Resolver // but in tests, the system's
}

// Client makes a client that asks for nothing that Options do not allow: its error
// is then ErrRefused. It knows no proxy and keeps no connection. How long a request
// may take and how much of the answer is read is its caller's to say.
func Client(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: dialTimeout, Resolver: o.resolver, ControlContext: o.connecting}
	return &http.Client{
		Transport: &guard{o, &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    dialTimeout,
			ResponseHeaderTimeout:  headerTimeout,
			MaxResponseHeaderBytes: maxHeader,
			DisableKeepAlives:      true,
			ForceAttemptHTTP2:      true,
		}},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			next.Header.Del("Referer") // addresses hold secrets
			if len(via) > o.Redirects {
				return fmt.Errorf("%w: redirected more than %d times", ErrRefused, o.Redirects)
			}
			return nil
		},
	}
}

// connecting looks at the very address that a connection is about to be made to.
func (o Options) connecting(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrRefused, err)
	}
	return o.mayReach(to.Addr())
}

func (o Options) mayReach(address netip.Addr) error {
	if !Public(address) && !within(o.Inside, address) {
		return fmt.Errorf("%w: %s is not on the public internet", ErrRefused, address)
	}
	return nil
}

// guard looks at each address before it is asked for, redirects too.
type guard struct {
	options Options
	next    http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := g.options.Check(r.URL); err != nil {
		return nil, err
	}
	return g.next.RoundTrip(r)
}

// Check refuses an address by its form: what is not of the web, has a password in
// it, or names a machine by a number that may not be reached.
func (o Options) Check(u *url.URL) error {
	port := u.Port()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: %q is not of the web", ErrRefused, u.Scheme)
	case u.User != nil:
		return fmt.Errorf("%w: a name in an address", ErrRefused)
	case u.Hostname() == "":
		return fmt.Errorf("%w: an address without a host", ErrRefused)
	case port == "" && u.Scheme == "http":
		port = "80"
	case port == "":
		port = "443"
	}
	if o.Ports != nil && !slices.Contains(o.Ports, port) {
		return fmt.Errorf("%w: port %s", ErrRefused, port)
	}
	if address, err := netip.ParseAddr(u.Hostname()); err == nil {
		return o.mayReach(address)
	}
	return nil
}
