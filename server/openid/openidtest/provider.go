// Package openidtest is a provider of OpenID Connect for tests: whoever comes is let
// in, as the person that the test says, and it lies where the test wants it to.
package openidtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
)

// What the provider knows the server by.
const (
	Client = "parley"
	Secret = "between us"
)

// Provider is one. Its methods are safe for use by several goroutines.
type Provider struct {
	Issuer string

	t      testing.TB
	key    *ecdsa.PrivateKey
	static oidctest.Server

	mu     sync.Mutex
	claims map[string]any // guarded by mu, as all below: what the proof says, and what is wrong with it
	info   map[string]any
	denies bool
	asked  map[string]url.Values // by code: what the browser asked for
}

// New starts one, which ends with the test.
func New(t testing.TB) *Provider {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &Provider{t: t, key: key, asked: map[string]url.Values{}}
	p.static = oidctest.Server{Algorithms: []string{oidc.ES256}, PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "a", Algorithm: oidc.ES256}}}
	routes := http.NewServeMux()
	routes.Handle("/keys", &p.static)
	routes.HandleFunc("/.well-known/openid-configuration", p.discovery)
	routes.HandleFunc("/auth", p.authorize)
	routes.HandleFunc("/token", p.token)
	routes.HandleFunc("/info", p.userInfo)
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)
	p.Issuer = server.URL
	p.static.SetIssuer(p.Issuer)
	return p
}

// Says sets what the next proofs say, such as "sub" and "name".
func (p *Provider) Says(claims map[string]any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.claims, p.info, p.denies = claims, nil, false
}

// SaysLater sets what it says only when it is asked for more than the proof: by
// default no more than who it is.
func (p *Provider) SaysLater(info map[string]any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.info = info
}

// Denies has it let nobody in.
func (p *Provider) Denies() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.denies = true
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	json.NewEncoder(w).Encode(map[string]any{
		"issuer": p.Issuer, "authorization_endpoint": p.Issuer + "/auth", "token_endpoint": p.Issuer + "/token",
		"jwks_uri": p.Issuer + "/keys", "userinfo_endpoint": p.Issuer + "/info", "id_token_signing_alg_values_supported": []string{oidc.ES256},
	})
}

// authorize sends the browser back, as if somebody had signed in.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := r.URL.Query()
	answer := url.Values{"state": {asked.Get("state")}}
	switch {
	case asked.Get("client_id") != Client || asked.Get("response_type") != "code" || asked.Get("code_challenge_method") != "S256":
		p.t.Errorf("the provider is asked for %v", asked)
		http.Error(w, "no", http.StatusBadRequest)
		return
	case p.denies:
		answer.Set("error", "access_denied")
	default:
		code := rand.Text()
		p.asked[code] = asked
		answer.Set("code", code)
	}
	http.Redirect(w, r, asked.Get("redirect_uri")+"?"+answer.Encode(), http.StatusSeeOther)
}

// token gives the proof for a code, once, and to who can tell what the code was
// asked with.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	client, secret, _ := r.BasicAuth()
	code := r.PostFormValue("code")
	asked, ok := p.asked[code]
	delete(p.asked, code)
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || client != Client || secret != url.QueryEscape(Secret) || r.PostFormValue("redirect_uri") != asked.Get("redirect_uri") ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": p.Issuer, "aud": Client, "exp": time.Now().Add(time.Hour).Unix(), "nonce": asked.Get("nonce")}
	maps.Copy(claims, p.claims)
	text, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"access_token": "x", "token_type": "Bearer", "id_token": oidctest.SignIDToken(p.key, "a", oidc.ES256, string(text)),
	})
}

func (p *Provider) userInfo(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	info := p.info
	if info == nil {
		info = map[string]any{"sub": p.claims["sub"]}
	}
	json.NewEncoder(w).Encode(info)
}
