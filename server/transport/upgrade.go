package transport

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley/shared"
)

const (
	websocketVersion = "13"
	websocketNonce   = 16 // bytes of a Sec-WebSocket-Key
)

// CheckUpgrade refuses what is no WebSocket, and pages of sites other than this
// and the named ones: browsers let any page open one with the person's cookies.
func CheckUpgrade(w http.ResponseWriter, r *http.Request, origins []string) error {
	if !upgrades(r) {
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Sec-WebSocket-Version", websocketVersion)
		return shared.Errorf(shared.CodeStreamUnsupported, "Open this address as a WebSocket.")
	}
	if Foreign(r) && !slices.Contains(origins, r.Header.Get("Origin")) {
		return shared.Errorf(shared.CodeForeignOrigin, "Another site can't open this stream.")
	}
	return nil
}

// Foreign reports whether a page of another origin sent a request.
func Foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	from, err := url.Parse(origin)
	return err != nil || !strings.EqualFold(from.Host, r.Host)
}

// upgrades reports whether a request opens a WebSocket as RFC 6455 has it.
func upgrades(r *http.Request) bool {
	key := r.Header.Values("Sec-WebSocket-Key")
	if len(key) != 1 {
		return false
	}
	nonce, err := base64.StdEncoding.DecodeString(strings.TrimSpace(key[0]))
	return err == nil && len(nonce) == websocketNonce && r.ProtoAtLeast(1, 1) &&
		names(r.Header, "Connection", "upgrade") && names(r.Header, "Upgrade", "websocket") &&
		r.Header.Get("Sec-WebSocket-Version") == websocketVersion
}

// names reports whether a token is in the list of a header.
func names(h http.Header, header, token string) bool {
	for _, value := range h.Values(header) {
		for part := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(part), token) {
				return true
			}
		}
	}
	return false
}
