package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
)

const (
	// networkBits of an IPv6 address are those that one house shares: each of
	// its machines has as many addresses as it likes.
	networkBits = 64
	// networkNameBytes are enough to tell the networks of one person apart.
	networkNameBytes = 6
)

// address gives the IP address that a request came from; of IPv6 its network.
func (s *server) address(r *http.Request) string {
	at, ok := s.proxies.client(r)
	if !ok {
		return r.RemoteAddr
	}
	if at.Is4() {
		return at.String()
	}
	network, _ := at.Prefix(networkBits) // it has 128
	return network.String()
}

// networkOf names the network that a request came from, for its client to
// remember by what it learned there. The name lasts as long as the session, whose
// secret is its key: to anyone else it says nothing, nor do two people's names of
// one network. Who has no session gets none.
func (s *server) networkOf(r *http.Request) string {
	token := cookieOf(r, sessionCookie)
	if token == "" {
		return ""
	}
	name := hmac.New(sha256.New, []byte(token))
	name.Write([]byte(s.address(r)))
	return base64.RawURLEncoding.EncodeToString(name.Sum(nil)[:networkNameBytes])
}
