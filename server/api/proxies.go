package api

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of the proxies in front of the server. What they say
// of a request is believed; what anybody else says is not.
type Proxies []netip.Prefix

// The headers that are read. Each proxy adds to the first whom it saw; the
// second says how its client spoke.
const (
	forwardedFor   = "X-Forwarded-For"
	forwardedProto = "X-Forwarded-Proto"
)

// ParseProxies reads addresses, and networks such as 10.0.0.0/8.
func ParseProxies(texts []string) (Proxies, error) {
	var proxies Proxies
	for _, text := range texts {
		text = strings.TrimSpace(text)
		network, err := netip.ParsePrefix(text)
		if err != nil {
			var one netip.Addr
			one, err = netip.ParseAddr(text)
			network = netip.PrefixFrom(one, one.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network such as 10.0.0.0/8", text)
		}
		proxies = append(proxies, network)
	}
	return proxies, nil
}

func (p Proxies) trust(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(address) })
}

// client gives the address that a request came from, and whether it has one. Of
// whom the proxies name, the last that is not a proxy itself was seen by one of
// ours; whatever stands before it is hearsay. What can't be read ends the search
// at the proxy that passed it on.
func (p Proxies) client(r *http.Request) (netip.Addr, bool) {
	at, ok := peer(r)
	if !ok || !p.trust(at) {
		return at, ok
	}
	hops := strings.Split(strings.Join(r.Header.Values(forwardedFor), ","), ",")
	for _, hop := range slices.Backward(hops) {
		before, ok := hopOf(hop)
		if !ok {
			break
		}
		at = before
		if !p.trust(at) {
			break
		}
	}
	return at, true
}

// https reports whether a request came over HTTPS, to this server or to the
// proxy that it came from.
func (p Proxies) https(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	at, ok := peer(r)
	if !ok || !p.trust(at) {
		return false
	}
	said := strings.Join(r.Header.Values(forwardedProto), ",")
	said = said[strings.LastIndexByte(said, ',')+1:]
	return strings.EqualFold(strings.TrimSpace(said), "https")
}

// peer is the other end of a request's connection.
func peer(r *http.Request) (netip.Addr, bool) {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return plain(from.Addr()), err == nil
}

// hopOf reads an entry of X-Forwarded-For, which some write with a port.
func hopOf(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if at, err := netip.ParseAddr(text); err == nil {
		return plain(at), true
	}
	at, err := netip.ParseAddrPort(text)
	return plain(at.Addr()), err == nil
}

// plain gives an address the one form in which it is compared.
func plain(at netip.Addr) netip.Addr { return at.Unmap().WithZone("") }
