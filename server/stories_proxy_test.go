package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/security"

	"parley/shared"
)

// TestABrowserTalksBehindEachProxy: over HTTPS and HTTP/2, with a cookie for
// HTTPS alone, and with a WebSocket beside.
func TestABrowserTalksBehindEachProxy(t *testing.T) {
	t.Parallel()
	for _, kind := range proxyKinds {
		t.Run(kind.name, func(t *testing.T) {
			p := kind.put(t)
			bo := p.enter("Bo")
			ann := p.visits("Ann")
			ann.base = p.guest(visitorsAddress).base
			ann.mayHear("SSL", "ServiceWorker") // no worker is taken from whose certificate nobody knows
			call(ann, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
			ann.enters()
			bo.post(shared.General, "in")
			ann.reads("in")
			ann.says("out")
			ann.reads("in", "out")
			if proto := eval[string](ann, `performance.getEntriesByType("navigation")[0].nextHopProtocol`); proto != "h2" {
				t.Errorf("the page came over %s", proto)
			}
			address := strings.Replace(ann.base, "http", "ws", 1) + shared.PathWebSocket
			ann.until("a WebSocket", fmt.Sprintf(`new Promise(done => { const s = new WebSocket(%q); s.onmessage = () => done(true); s.onerror = () => done(false) })`, address))
		})
	}
}
