package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/server/passkey/passkeytest"
	"parley/shared"
)

// passkeyHouse opens a house where passkeys can be made: under a name.
func passkeyHouse(t *testing.T) (h *house, origin string) {
	h = openHouse(t)
	return h, strings.Replace(h.url(), "127.0.0.1", "localhost", 1)
}

// at has a guest who is nobody yet go by that address.
func (g *guest) at(base string) *guest {
	g.base = base
	return g
}

// told is what the server tells a browser to do about a passkey.
func (g *guest) told(page string) []byte {
	g.t.Helper()
	status, options := g.ask("POST", page+"/challenge", nil)
	if status != http.StatusOK {
		g.t.Fatalf("POST %s/challenge: %d %s", page, status, options)
	}
	return options
}

func (g *guest) adds(device *passkeytest.Device) {
	g.t.Helper()
	g.submits(shared.PagePasskeys, "credential", string(device.Create(g.told(shared.PagePasskeys))))
}

// proves gives another browser, in which somebody signs in by a passkey.
func (h *house) proves(origin string, device *passkeytest.Device) *guest {
	h.t.Helper()
	g := h.stranger().at(origin)
	g.submits(shared.PageProve, "credential", string(device.Get(g.told(shared.PageProve))))
	g.me = g.who()
	return g
}

func (g *guest) account() (account shared.Account) {
	g.t.Helper()
	g.must("GET", shared.PathMe, nil, &account)
	return account
}

func TestAGuestHasAnAccountByAPasskey(t *testing.T) {
	h, origin := passkeyHouse(t)
	phone := passkeytest.New(t, origin)
	ann := h.stranger().at(origin)
	ann.enter("Ann")
	said := ann.post(shared.General, "mine")
	ann.adds(phone)
	if me := ann.who(); me.Role != shared.RoleMember {
		t.Errorf("by the passkey Ann is %+v", me)
	}
	account := ann.account()
	if len(account.Passkeys) != 1 || account.Passkeys[0].Used != 0 || !account.Passkeyed || account.Password {
		t.Fatalf("her account is %+v", account)
	}
	ann.must("DELETE", shared.PathSession, nil, nil)
	again := h.proves(origin, phone)
	if again.me.ID != ann.me.ID || again.history(shared.General, "").Messages[0].Seq != said {
		t.Errorf("the passkey leads to %+v", again.me)
	}
	if used := again.account().Passkeys[0].Used; used == 0 {
		t.Error("it was not used")
	}

	id := account.Passkeys[0].ID
	again.refusedForm(shared.CodeLastWayIn, shared.PagePasskeys+"/"+id+"/end")
	again.must("POST", shared.PathPassword, shared.PasswordRequest{New: goodPassword}, nil)
	again.submits(shared.PagePasskeys + "/" + id + "/end")
	if left := again.account().Passkeys; len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
	stranger := h.stranger().at(origin)
	stranger.refusedForm(shared.CodePasskeyRefused, shared.PageProve, "credential", string(phone.Get(stranger.told(shared.PageProve))))
	h.signIn("Ann", goodPassword)
}

// TestAnAnswerIsForWhoWasAsked: and good once, and for a while.
func TestAnAnswerIsForWhoWasAsked(t *testing.T) {
	h, origin := passkeyHouse(t)
	now := time.Now()
	h.config.clock = func() time.Time { return now }
	h.restart()
	ann, bob := h.stranger().at(origin), h.stranger().at(origin)
	ann.enter("Ann")
	bob.enter("Bob")
	phone := passkeytest.New(t, origin)
	answer := string(phone.Create(ann.told(shared.PagePasskeys)))
	bob.refusedForm(shared.CodePasskeyRefused, shared.PagePasskeys, "credential", answer)
	ann.submits(shared.PagePasskeys, "credential", answer)
	ann.refusedForm(shared.CodePasskeyRefused, shared.PagePasskeys, "credential", answer)
	bob.refusedForm(shared.CodePasskeyRefused, shared.PagePasskeys, "credential", string(phone.Create(bob.told(shared.PagePasskeys))))
	bob.refusedForm(shared.CodePasskeyRefused, shared.PagePasskeys)
	if len(bob.account().Passkeys) != 0 || bob.who().Role != shared.RoleGuest {
		t.Errorf("Bob is %+v", bob.who())
	}

	phone.Person = []byte(ann.me.ID)
	thief := h.stranger().at(origin)
	proof := string(phone.Get(thief.told(shared.PageProve)))
	h.stranger().at(origin).submits(shared.PageProve, "credential", proof) // whoever has the proof first, comes in
	thief.refusedForm(shared.CodePasskeyRefused, shared.PageProve, "credential", proof)
	late := string(phone.Get(thief.told(shared.PageProve)))
	now = now.Add(6 * time.Minute)
	thief.refusedForm(shared.CodePasskeyRefused, shared.PageProve, "credential", late)
	bob.refusedForm(shared.CodeAlreadyEntered, shared.PageProve, "credential", late)

	h.gives(bob.me.ID, shared.RoleModerator)
	bob.do("", shared.BanPerson{Person: ann.me.ID})
	gone := h.stranger().at(origin)
	gone.refusedForm(shared.CodeBanned, shared.PageProve, "credential", string(phone.Get(gone.told(shared.PageProve))))
}

// TestPasskeysTakeAName: browsers make none for a number.
func TestPasskeysTakeAName(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	ann.refused("POST", shared.PagePasskeys+"/challenge", nil, http.StatusForbidden, shared.CodePasskeyRefused)
	if ann.account().Passkeyed {
		t.Error("they are offered")
	}
}
