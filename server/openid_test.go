package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parley/server/openid"
	"parley/server/openid/openidtest"
	"parley/shared"
)

// withProvider has the house let people in by a provider of OpenID Connect.
func (h *house) withProvider() *openidtest.Provider {
	h.t.Helper()
	provider := openidtest.New(h.t)
	h.config.OpenID = openid.Options{Issuer: provider.Issuer, Client: openidtest.Client, Secret: openidtest.Secret, Name: "Example"}
	h.restart()
	return provider
}

// follows goes where an answer leads, without going on from there.
func (g *guest) follows(address string) string {
	g.t.Helper()
	answer, err := g.http.Get(address)
	if err != nil {
		g.t.Fatal(err)
	}
	answer.Body.Close()
	to, err := answer.Location()
	if err != nil {
		g.t.Fatalf("GET %s: %d", address, answer.StatusCode)
	}
	return to.String()
}

// goesThere is sent to the provider, which sends the browser back: to this address.
func (g *guest) goesThere() string {
	g.t.Helper()
	return g.follows(g.follows(g.base + shared.PathOpenID))
}

// comesByOpenID goes all the way, and gives the page that it ends at.
func (g *guest) comesByOpenID() string {
	g.t.Helper()
	to := g.follows(g.goesThere())
	if !strings.Contains(to, "error=") {
		g.me = g.who()
	}
	return strings.TrimPrefix(to, g.base)
}

func (h *house) comesByOpenID() *guest {
	h.t.Helper()
	g := h.stranger()
	if to := g.comesByOpenID(); to != shared.PageHome {
		h.t.Fatalf("who comes by the provider is sent to %s", to)
	}
	return g
}

func TestWhoComesByAProviderHasAnAccount(t *testing.T) {
	h := openHouse(t)
	provider := h.withProvider()
	h.enter("Ann")
	provider.Says(map[string]any{"sub": "7", "name": "Ann", "nickname": "Annie"})
	annie := h.comesByOpenID()
	if annie.me.Name != "Annie" || annie.me.Role != shared.RoleMember {
		t.Errorf("in came %+v", annie.me)
	}
	provider.Says(map[string]any{"sub": "7", "name": "Another Name"})
	if again := h.comesByOpenID(); again.me != annie.me {
		t.Errorf("and again, as %+v", again.me)
	}
	provider.Says(map[string]any{"sub": "8", "name": "Ann", "nickname": "\u202e"})
	if second := h.comesByOpenID(); second.me.Name != "Ann 2" {
		t.Errorf("the next Ann is %q", second.me.Name)
	}
	provider.Says(map[string]any{"sub": "9", "name": strings.Repeat("长", 3*shared.MaxNameRunes)})
	if long := h.comesByOpenID(); long.me.Name != strings.Repeat("长", shared.MaxNameRunes) {
		t.Errorf("who has a long name is %q", long.me.Name)
	}
	provider.Says(map[string]any{"sub": "10"})
	if nameless := h.comesByOpenID(); !strings.HasPrefix(nameless.me.Name, "Someone ") {
		t.Errorf("who has none is %q", nameless.me.Name)
	}

	annie.refusedForm(shared.CodeLastWayIn, shared.PageMe+"/openid/end")
	annie.must("POST", shared.PathPassword, shared.PasswordRequest{New: goodPassword}, nil)
	annie.submits(shared.PageMe + "/openid/end")
	if account := annie.account(); account.Identified || account.OpenID != "Example" {
		t.Errorf("disconnected, it is %+v", account)
	}
	h.signIn("Annie", goodPassword)
}

func TestAGuestKeepsTheNameByAProvider(t *testing.T) {
	h := openHouse(t)
	provider := h.withProvider()
	ann, bob := h.enter("Ann"), h.account("Bob")
	said := ann.post(shared.General, "mine")
	provider.Says(map[string]any{"sub": "7", "name": "Somebody Else"})
	was := ann.me.ID
	if to := ann.comesByOpenID(); to != shared.PageMe+"#openid" || ann.me.ID != was || ann.me.Name != "Ann" || ann.me.Role != shared.RoleMember {
		t.Errorf("Ann is sent to %s as %+v", to, ann.me)
	}
	ann.must("DELETE", shared.PathSession, nil, nil)
	if again := h.comesByOpenID(); again.me.ID != was || again.history(shared.General, "").Messages[0].Seq != said {
		t.Errorf("back is %+v", again.me)
	}
	if to := bob.comesByOpenID(); !strings.Contains(to, "error="+string(shared.CodeHasAccount)) {
		t.Errorf("Bob, who takes Ann's, is sent to %s", to)
	}
	provider.Says(map[string]any{"sub": "8"})
	bob.comesByOpenID()
	if !bob.account().Identified {
		t.Error("Bob is not connected")
	}
	bob.comesByOpenID() // once more does nothing
	if by := h.comesByOpenID(); by.me.ID != bob.me.ID {
		t.Errorf("Bob's leads to %+v", by.me)
	}

	moderator := h.enter("Cat")
	h.gives(moderator.me.ID, shared.RoleModerator)
	moderator.do("", shared.BanPerson{Person: bob.me.ID})
	if to := h.stranger().comesByOpenID(); !strings.Contains(to, "error="+string(shared.CodeBanned)) {
		t.Errorf("banned, Bob is sent to %s", to)
	}
}

// TestAnAnswerOfTheProviderIsForOneBrowser: a link that signs its victim in as
// somebody else leads nowhere.
func TestAnAnswerOfTheProviderIsForOneBrowser(t *testing.T) {
	h := openHouse(t)
	provider := h.withProvider()
	provider.Says(map[string]any{"sub": "7", "name": "Eve"})
	eve, ann := h.stranger(), h.stranger()
	link := eve.goesThere()
	refused := "error=" + string(shared.CodeOpenIDRefused)
	if to := ann.follows(link); !strings.Contains(to, refused) || !strings.Contains(to, "/signin?") {
		t.Errorf("without having asked, Ann is sent to %s", to)
	}
	ann.goesThere()
	if to := ann.follows(link); !strings.Contains(to, refused) {
		t.Errorf("with another's answer, Ann is sent to %s", to)
	}
	if to := eve.follows(link); strings.Contains(to, "error=") {
		t.Errorf("the one whom it is for is sent to %s", to)
	}
	provider.Denies()
	if to := ann.comesByOpenID(); !strings.Contains(to, refused) {
		t.Errorf("denied, Ann is sent to %s", to)
	}

	from := ann.follows(ann.base + shared.PathOpenID)
	at, err := url.Parse(from)
	if err != nil {
		t.Fatal(err)
	}
	base, _ := url.Parse(h.url() + shared.PageOpenID)
	for _, cookie := range ann.http.Jar.Cookies(base) {
		if cookie.Name == "parley_openid" && strings.Contains(from, cookie.Value) || at.Query().Get("code_challenge") == "" {
			t.Errorf("the secret goes along to %s", from)
		}
	}
}

func TestWithoutAProviderThereIsNoSuchWay(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, path := range []string{shared.PathOpenID, shared.PageOpenID} {
		if answer := ann.respond("GET", path); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
	h.config.OpenID = openid.Options{Issuer: "http://127.0.0.1:1", Client: "x"}
	h.restart()
	if to := h.stranger().follows(h.url() + shared.PathOpenID); !strings.Contains(to, "error="+string(shared.CodeOpenIDRefused)) {
		t.Errorf("while the provider is away, one is sent to %s", to)
	}
}
