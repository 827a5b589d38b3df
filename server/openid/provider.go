package openid

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// patience is how long the provider may take for one answer.
const patience = 10 * time.Second

// Options are what an operator says of a provider.
type Options struct {
	Issuer string // its address; "" for none
	Client string // the ID under which it knows this server
	Secret string // "" for a client that has none
	Name   string // what people call it; "" for the host of its address

	Now func() time.Time // nil for time.Now
}

// Provider is one that people sign in by. It is asked for what it can do when that
// is first needed, and again until it says so: it need not be there at our start.
type Provider struct {
	options Options
	http    *http.Client

	mu    sync.Mutex
	known *oidc.Provider // guarded by mu; nil until it answered
}

// New gives a provider; nil where there is to be none. Its error is of the options.
func New(o Options) (*Provider, error) {
	if o.Issuer == "" {
		return nil, nil
	}
	at, err := url.Parse(o.Issuer)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" {
		return nil, fmt.Errorf("%q is no address of a provider, as https://accounts.example.org is", o.Issuer)
	}
	if o.Client == "" {
		return nil, errors.New("it takes the ID that the provider has for this server")
	}
	if o.Name == "" {
		o.Name = at.Hostname()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Provider{options: o, http: &http.Client{Timeout: patience}}, nil
}

// Name is what people call it; "" for none.
func (p *Provider) Name() string {
	if p == nil {
		return ""
	}
	return p.options.Name
}

// Issuer is its address.
func (p *Provider) Issuer() string { return p.options.Issuer }

// Attempt is what a browser keeps from the time it is sent to the provider until it
// comes back.
type Attempt struct{ state, nonce, verifier string }

// String is the attempt as a cookie holds it.
func (a Attempt) String() string { return a.state + "." + a.nonce + "." + a.verifier }

// ParseAttempt reads what String wrote.
func ParseAttempt(text string) (Attempt, bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || parts[0] == "" || parts[1] == "" || parts[2] == "" {
		return Attempt{}, false
	}
	return Attempt{parts[0], parts[1], parts[2]}, true
}

// Begin gives where a browser is to go, which comes back to an address of ours.
func (p *Provider) Begin(ctx context.Context, back string) (to string, a Attempt, err error) {
	known, err := p.discovered(ctx)
	if err != nil {
		return "", a, err
	}
	a = Attempt{oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()} // three random texts
	return p.flow(known, back).AuthCodeURL(a.state, oidc.Nonce(a.nonce), oauth2.S256ChallengeOption(a.verifier)), a, nil
}

// Identity is who somebody is to a provider.
type Identity struct {
	Issuer, Subject string
	Names           []string // what they might be called here, the best first
}

// Finish reads what a browser came back with, and asks the provider who it is. Its
// error tells, for the log, why that proves nothing.
func (p *Provider) Finish(ctx context.Context, back string, answer url.Values, a Attempt) (Identity, error) {
	if subtle.ConstantTimeCompare([]byte(answer.Get("state")), []byte(a.state)) != 1 {
		return Identity{}, errors.New("it answers another question")
	}
	if issuer := answer.Get("iss"); issuer != "" && issuer != p.options.Issuer {
		return Identity{}, fmt.Errorf("it is from %q", issuer)
	}
	if refused := answer.Get("error"); refused != "" {
		return Identity{}, fmt.Errorf("the provider says %q", refused)
	}
	known, err := p.discovered(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, p.http)
	flow := p.flow(known, back)
	token, err := flow.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(a.verifier))
	if err != nil {
		return Identity{}, err
	}
	raw, _ := token.Extra("id_token").(string)
	proof, err := known.Verifier(&oidc.Config{ClientID: p.options.Client, Now: p.options.Now}).Verify(ctx, raw)
	if err != nil {
		return Identity{}, err
	}
	if subtle.ConstantTimeCompare([]byte(proof.Nonce), []byte(a.nonce)) != 1 || proof.Subject == "" {
		return Identity{}, errors.New("the proof is for another question, or of nobody")
	}
	names, err := p.names(ctx, known, proof, flow.TokenSource(ctx, token))
	return Identity{Issuer: p.options.Issuer, Subject: proof.Subject, Names: names}, err
}

func (p *Provider) flow(known *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.options.Client, ClientSecret: p.options.Secret, Endpoint: known.Endpoint(), RedirectURL: back,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// discovered asks the provider what it can do, until it has said so. It waits
// without the lock: a provider that is away keeps nobody waiting for another.
func (p *Provider) discovered(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	known := p.known
	p.mu.Unlock()
	if known != nil {
		return known, nil
	}
	known, err := oidc.NewProvider(oidc.ClientContext(ctx, p.http), p.options.Issuer)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known = known
	return known, nil
}
