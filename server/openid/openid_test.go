package openid_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"parley/server/openid"
	"parley/server/openid/openidtest"
)

const back = "https://chat.example.org/signin/openid"

func TestWhatAnOperatorSays(t *testing.T) {
	for _, o := range []openid.Options{{Issuer: "accounts.example.org", Client: "x"}, {Issuer: "ftp://x", Client: "x"}, {Issuer: "https://accounts.example.org"}, {Issuer: "https://%", Client: "x"}} {
		if _, err := openid.New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	if none, err := openid.New(openid.Options{}); none != nil || err != nil || none.Name() != "" {
		t.Errorf("without any there is %v (%v)", none, err)
	}
	if p, err := openid.New(openid.Options{Issuer: "https://accounts.example.org/x", Client: "x"}); err != nil || p.Name() != "accounts.example.org" {
		t.Errorf("it is called %q (%v)", p.Name(), err)
	}
}

// visit goes to the provider as a browser does, and gives what it comes back with.
func visit(t *testing.T, p *openid.Provider) (openid.Attempt, url.Values) {
	t.Helper()
	to, attempt, err := p.Begin(t.Context(), back)
	if err != nil {
		t.Fatal(err)
	}
	browser := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := browser.Get(to)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	at, err := answer.Location()
	if err != nil {
		t.Fatal(err)
	}
	kept, ok := openid.ParseAttempt(attempt.String())
	if !ok || kept != attempt {
		t.Fatalf("of %v a cookie keeps %v", attempt, kept)
	}
	return kept, at.Query()
}

func newProvider(t *testing.T) (*openidtest.Provider, *openid.Provider) {
	fake := openidtest.New(t)
	p, err := openid.New(openid.Options{Issuer: fake.Issuer, Client: openidtest.Client, Secret: openidtest.Secret})
	if err != nil {
		t.Fatal(err)
	}
	return fake, p
}

func TestWhoSomebodyIs(t *testing.T) {
	fake, p := newProvider(t)
	for _, c := range []struct {
		says, later map[string]any
		names       []string
	}{
		{map[string]any{"sub": "7", "name": "Ann Lee", "preferred_username": "ann", "email": "a.lee@example.org"}, nil, []string{"Ann Lee", "ann", "a.lee"}},
		{map[string]any{"sub": "7", "name": " ", "nickname": "安"}, nil, []string{"安"}},
		{map[string]any{"sub": "7"}, map[string]any{"sub": "7", "name": "Ann"}, []string{"Ann"}},
		{map[string]any{"sub": "7"}, map[string]any{"sub": "7"}, nil},
	} {
		fake.Says(c.says)
		fake.SaysLater(c.later)
		attempt, answer := visit(t, p)
		got, err := p.Finish(t.Context(), back, answer, attempt)
		if err != nil || got.Issuer != fake.Issuer || got.Subject != "7" || !slices.Equal(got.Names, c.names) {
			t.Errorf("%v is %+v (%v)", c.says, got, err)
		}
		if _, err := p.Finish(t.Context(), back, answer, attempt); err == nil {
			t.Error("one answer counts twice")
		}
	}
}

func TestWhatProvesNobody(t *testing.T) {
	fake, p := newProvider(t)
	for what, says := range map[string]map[string]any{
		"for another server":    {"sub": "7", "aud": "other"},
		"by another provider":   {"sub": "7", "iss": "https://evil.example.org"},
		"for another question":  {"sub": "7", "nonce": "x"},
		"for no question":       {"sub": "7", "nonce": ""},
		"too old":               {"sub": "7", "exp": time.Now().Add(-time.Minute).Unix()},
		"of nobody":             {"name": "Ann"},
		"with a number of name": {"sub": "7", "name": 7},
	} {
		fake.Says(says)
		attempt, answer := visit(t, p)
		if got, err := p.Finish(t.Context(), back, answer, attempt); err == nil {
			t.Errorf("a proof %s is of %+v", what, got)
		}
	}
	fake.Says(map[string]any{"sub": "7"})
	fake.SaysLater(map[string]any{"sub": "8", "name": "Bob"})
	attempt, answer := visit(t, p)
	if got, err := p.Finish(t.Context(), back, answer, attempt); err == nil {
		t.Errorf("another's name makes %+v", got)
	}
	fake.Says(map[string]any{"sub": "7", "name": "Ann"})
	mine, _ := visit(t, p)
	_, theirs := visit(t, p)
	if _, err := p.Finish(t.Context(), back, theirs, mine); err == nil {
		t.Error("another browser's answer is taken")
	}
	attempt, answer = visit(t, p)
	answer.Set("iss", "https://evil.example.org")
	if _, err := p.Finish(t.Context(), back, answer, attempt); err == nil {
		t.Error("an answer that names another provider is taken")
	}
	fake.Denies()
	attempt, answer = visit(t, p)
	if _, err := p.Finish(t.Context(), back, answer, attempt); err == nil {
		t.Error("who is denied comes in")
	}
	for _, text := range []string{"", "a.b", "a.b.c.d", "..", "a..c"} {
		if got, ok := openid.ParseAttempt(text); ok {
			t.Errorf("%q is the attempt %v", text, got)
		}
	}
}

// The provider need not be there when we start, and is found once it is.
func TestAProviderThatIsAway(t *testing.T) {
	p, err := openid.New(openid.Options{Issuer: "http://127.0.0.1:1", Client: "x"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, err := p.Begin(t.Context(), back); err == nil {
			t.Error("nothing answers, and it begins")
		}
	}
}
