package main

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

const goodPassword = "four words of it"

// submit sends a plain form, as a browser does, and gives where its answer leads.
func (g *guest) submit(path string, fields ...string) string {
	g.t.Helper()
	values := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		values.Set(fields[i], fields[i+1])
	}
	response, err := g.http.PostForm(g.base+path, values)
	if err != nil {
		g.t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusSeeOther {
		g.t.Fatalf("POST %s: %d", path, response.StatusCode)
	}
	return response.Header.Get("Location")
}

// submits expects a form to be taken; refusedForm to be refused with a code.
func (g *guest) submits(path string, fields ...string) {
	g.t.Helper()
	if to := g.submit(path, fields...); strings.Contains(to, "error=") {
		g.t.Fatalf("POST %s leads to %s", path, to)
	}
}

func (g *guest) refusedForm(code shared.Code, path string, fields ...string) {
	g.t.Helper()
	if to := g.submit(path, fields...); !strings.Contains(to, "error="+string(code)) {
		g.t.Errorf("POST %s leads to %s, want %s", path, to, code)
	}
}

// who is whom the session belongs to.
func (g *guest) who() shared.Person {
	g.t.Helper()
	var session shared.Session
	g.must("GET", shared.PathSession, nil, &session)
	return session.Me
}

// signIn gives another device of an account.
func (h *house) signIn(name, password string) *guest {
	h.t.Helper()
	g := h.stranger()
	var session shared.Session
	g.must("POST", shared.PathSession, shared.EnterRequest{Name: name, Password: password}, &session)
	g.me = session.Me
	return g
}

// account makes an account of that name.
func (h *house) account(name string) *guest {
	h.t.Helper()
	g := h.enter(name)
	g.must("POST", shared.PathPassword, shared.PasswordRequest{New: goodPassword}, nil)
	return g
}

// offered is the path of the link for an owner that a start prints; "" for none.
func (h *house) offered() string {
	h.t.Helper()
	var said bytes.Buffer
	h.node.greet(h.t.Context(), &said)
	if link := regexp.MustCompile(`http://\S+?(/claim/\S+)`).FindStringSubmatch(said.String()); link != nil {
		return link[1]
	}
	return ""
}

func TestWhoOpensTheLinkFirstOwnsTheServer(t *testing.T) {
	h := openHouse(t)
	old := h.offered()
	link := h.offered()
	if old == "" || link == "" || old == link {
		t.Fatalf("offered are %q and %q", old, link)
	}
	looker := h.stranger()
	for _, path := range []string{old, "/claim/nonsense", "/invite/" + strings.TrimPrefix(link, "/claim/")} {
		if response := looker.respond("GET", path); response.StatusCode != http.StatusGone {
			t.Errorf("%s: %d", path, response.StatusCode)
		}
		looker.refusedForm(shared.CodeLinkInvalid, path, "name", "Eve", "password", goodPassword)
	}
	for range 3 { // looking at it is not opening it
		if response := looker.respond("GET", link); response.StatusCode != http.StatusOK {
			t.Errorf("the link: %d", response.StatusCode)
		}
	}
	looker.refusedForm(shared.CodePasswordInvalid, link, "name", "Ann", "password", "short")
	looker.refusedForm(shared.CodeNameEmpty, link, "name", " ", "password", goodPassword)
	h.enter("Bob")
	looker.refusedForm(shared.CodeNameTaken, link, "name", "Bob", "password", goodPassword)

	ann := h.stranger()
	ann.submits(link, "name", "Ann", "password", goodPassword)
	if me := ann.who(); me.Role != shared.RoleOwner || me.Name != "Ann" {
		t.Errorf("the owner is %+v", me)
	}
	looker.refusedForm(shared.CodeLinkInvalid, link, "name", "Eve", "password", goodPassword)
	if again := h.offered(); again != "" {
		t.Errorf("owned, it offers %s", again)
	}
	h.restart()
	if again := h.offered(); again != "" {
		t.Errorf("owned and started again, it offers %s", again)
	}
	h.signIn("Ann", goodPassword)
}

// TestAServerHasOneFirstOwner: however many open the link at a time.
func TestAServerHasOneFirstOwner(t *testing.T) {
	h := openHouse(t)
	link := h.offered()
	var all sync.WaitGroup
	to := make(chan string, 6)
	for i := range cap(to) {
		all.Go(func() {
			g := h.stranger()
			if i%2 == 0 {
				g = h.enter("Guest " + string(rune('A'+i)))
			}
			to <- g.submit(link, "name", "Owner "+string(rune('A'+i)), "password", goodPassword)
		})
	}
	all.Wait()
	close(to)
	owners := 0
	for where := range to {
		if where == shared.PageHome {
			owners++
		}
	}
	residents, err := h.node.store.Residents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range residents {
		if one.Role == shared.RoleOwner {
			owners += 10
		}
	}
	if owners != 11 {
		t.Errorf("%d were let in as owner, and are: %+v", owners%10, residents)
	}
}

// TestAGuestBecomesAnAccountAndKeepsEverything: name, messages, rooms; and comes
// back to them from elsewhere.
func TestAGuestBecomesAnAccountAndKeepsEverything(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	said := ann.post(shared.General, "as a guest")
	ann.do("tea", shared.CreateRoom{Name: "Tea"})
	ann.refused("POST", shared.PathPassword, shared.PasswordRequest{New: "short"}, http.StatusUnprocessableEntity, shared.CodePasswordInvalid)
	ann.must("POST", shared.PathPassword, shared.PasswordRequest{New: goodPassword}, nil)
	ann.must("DELETE", shared.PathSession, nil, nil)
	if members := bob.snapshot().Rooms[0].Members; len(members) != 2 {
		t.Errorf("in General are %v", members)
	}
	phone := h.signIn("  ANN ", goodPassword)
	if phone.me.ID != ann.me.ID || phone.me.Role != shared.RoleMember || len(phone.snapshot().Rooms) != 2 {
		t.Errorf("back is %+v in %+v, was %+v", phone.me, phone.snapshot().Rooms, ann.me)
	}
	phone.do(shared.General, shared.EditMessage{Message: said, Text: "as a member"})
}

func TestSigningIn(t *testing.T) {
	h := openHouse(t)
	h.account("Ann")
	h.enter("Guest")
	for name, password := range map[string]string{"Ann": "not the password", "Guest": goodPassword, "Nobody": goodPassword, "": goodPassword} {
		h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: name, Password: password}, http.StatusForbidden, shared.CodePasswordWrong)
	}
	g := h.stranger()
	g.refusedForm(shared.CodePasswordWrong, "/signin", "name", "Ann", "password", "")
	g.submits("/signin", "name", "Ann", "password", goodPassword)
	if response := g.respond("GET", "/signin"); response.Header.Get("Location") != shared.PageHome {
		t.Errorf("who is in is sent to %q", response.Header.Get("Location"))
	}
	g.refused("POST", shared.PathSession, shared.EnterRequest{Name: "Ann", Password: goodPassword}, http.StatusConflict, shared.CodeAlreadyEntered)
}

// TestGuessingIsSlow: from one address at many accounts, whatever is guessed.
func TestGuessingIsSlow(t *testing.T) {
	h := openHouse(t)
	h.account("Ann")
	h.config.RateLimit = true
	h.restart()
	refused := 0
	for range 15 {
		status, answer := h.stranger().ask("POST", shared.PathSession, shared.EnterRequest{Name: "Ann", Password: "a guess of it"})
		if status == http.StatusTooManyRequests {
			refused++
			var said shared.ErrorReply
			read(t, answer, &said)
			if said.Error.RetryAfter == 0 {
				t.Error("it does not say how long to wait")
			}
		}
	}
	if refused < 3 {
		t.Errorf("%d of 15 guesses were refused", refused)
	}
}

// ended waits for the stream to end.
func (e *ear) ended() {
	e.t.Helper()
	late := time.AfterFunc(patience, func() { e.t.Error("the stream goes on"); e.cancel() })
	defer late.Stop()
	for {
		if _, err := e.next(); err != nil {
			return
		}
	}
}

func TestADeviceIsSignedOutFromAnother(t *testing.T) {
	h := openHouse(t)
	laptop := h.account("Ann")
	phone := h.signIn("Ann", goodPassword)
	stream := phone.listen("", "")
	var account shared.Account
	laptop.must("GET", shared.PathMe, nil, &account)
	if len(account.Devices) != 2 || !account.Password || account.Base != h.url() {
		t.Fatalf("the account is %+v", account)
	}
	bob := h.account("Bob")
	for _, device := range account.Devices {
		bob.must("DELETE", shared.PathDevices+"/"+device.ID, nil, nil) // it is none of his
		if !device.Here {
			defer laptop.submits(shared.PageMe + "/devices/" + device.ID + "/end") // twice is once
			laptop.must("GET", shared.PathSession, nil, nil)
			phone.must("GET", shared.PathSession, nil, nil)
			laptop.must("DELETE", shared.PathDevices+"/"+device.ID, nil, nil)
		}
	}
	stream.ended()
	phone.refused("GET", shared.PathSession, nil, http.StatusUnauthorized, shared.CodeNoSession)
	laptop.must("GET", shared.PathSession, nil, nil)
}

func TestAnotherPasswordSignsOutTheOthers(t *testing.T) {
	h := openHouse(t)
	laptop := h.account("Ann")
	phone := h.signIn("Ann", goodPassword)
	stream := phone.listen("", "")
	change := shared.PasswordRequest{Old: "not the password", New: "another one of it"}
	laptop.refused("POST", shared.PathPassword, change, http.StatusForbidden, shared.CodePasswordWrong)
	laptop.refusedForm(shared.CodePasswordWrong, shared.PageMe+"/password", "password", change.New)
	change.Old = goodPassword
	laptop.must("POST", shared.PathPassword, change, nil)
	stream.ended()
	laptop.must("GET", shared.PathSession, nil, nil)
	h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: "Ann", Password: goodPassword}, http.StatusForbidden, shared.CodePasswordWrong)
	h.signIn("Ann", change.New)
}

func TestInvitations(t *testing.T) {
	h := openHouse(t)
	h.config.Entrance = true
	ann := h.account("Ann")
	h.restart()
	h.stranger().refused("POST", shared.PathSession, shared.EnterRequest{Name: "Eve"}, http.StatusForbidden, shared.CodeInvitationNeeded)
	ann.refused("POST", shared.PathInvites, shared.InvitationRequest{Uses: -1}, http.StatusBadRequest, shared.CodeParameterInvalid)

	var made shared.Invitation
	ann.must("POST", shared.PathInvites, shared.InvitationRequest{Uses: 2, Days: 1}, &made)
	link := shared.PageDoor(shared.DoorInvite, made.Token)
	bob := h.stranger()
	bob.submits(link, "name", "Bob", "password", goodPassword)
	if me := bob.who(); me.Role != shared.RoleMember {
		t.Errorf("invited is %+v", me)
	}
	bob.submits(link) // who is in is in: it takes nothing
	h.stranger().refusedForm(shared.CodeNameTaken, link, "name", "Bob", "password", goodPassword)
	h.stranger().submits(link, "name", "Cid", "password", goodPassword)
	h.stranger().refusedForm(shared.CodeLinkInvalid, link, "name", "Dee", "password", goodPassword)

	to := ann.submit(shared.PageMe+"/invitations", "uses", "1", "days", "7")
	token := regexp.MustCompile(`invitation=([\w-]+)`).FindStringSubmatch(to)[1]
	code := ann.respond("GET", shared.PageMe+"/invitations/"+token+"/code.svg")
	if code.StatusCode != http.StatusOK || code.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("its QR code: %d %s", code.StatusCode, code.Header.Get("Content-Type"))
	}
	if code := bob.respond("GET", shared.PageMe+"/invitations/"+token+"/code.svg"); code.StatusCode != http.StatusGone {
		t.Errorf("its QR code, for another: %d", code.StatusCode)
	}
	var account shared.Account
	ann.must("GET", shared.PathMe, nil, &account)
	if len(account.Invitations) != 1 || account.Invitations[0].Uses != 1 || account.Invitations[0].Token != "" {
		t.Fatalf("open are %+v", account.Invitations)
	}
	bob.must("DELETE", shared.PathInvites+"/"+account.Invitations[0].ID, nil, nil) // it is none of his
	ann.must("DELETE", shared.PathInvites+"/"+account.Invitations[0].ID, nil, nil)
	h.stranger().refusedForm(shared.CodeLinkInvalid, shared.PageDoor(shared.DoorInvite, token), "name", "Eve", "password", goodPassword)
}

// TestAnInvitationEnds: by its time.
func TestAnInvitationEnds(t *testing.T) {
	h := openHouse(t)
	ann := h.account("Ann")
	now := time.Now()
	h.config.clock = func() time.Time { return now }
	h.restart()
	var made shared.Invitation
	ann.must("POST", shared.PathInvites, shared.InvitationRequest{Days: 1}, &made)
	link := shared.PageDoor(shared.DoorInvite, made.Token)
	if response := h.stranger().respond("GET", link); response.StatusCode != http.StatusOK {
		t.Errorf("in time: %d", response.StatusCode)
	}
	h.config.clock = func() time.Time { return now.AddDate(0, 0, 2) }
	h.restart()
	if response := h.stranger().respond("GET", link); response.StatusCode != http.StatusGone {
		t.Errorf("too late: %d", response.StatusCode)
	}
}

func TestOnlyAccountsInvite(t *testing.T) {
	h := openHouse(t)
	h.enter("Ann").refused("POST", shared.PathInvites, shared.InvitationRequest{}, http.StatusConflict, shared.CodeNoAccount)
	bob := h.account("Bob")
	for range shared.MaxInvitations {
		bob.must("POST", shared.PathInvites, shared.InvitationRequest{}, nil)
	}
	bob.refused("POST", shared.PathInvites, shared.InvitationRequest{}, http.StatusConflict, shared.CodeTooMany)
}

// TestAPasswordIsSetAnewByALink: which is how the operator helps.
func TestAPasswordIsSetAnewByALink(t *testing.T) {
	h := openHouse(t)
	laptop, bob := h.account("Ann"), h.account("Bob")
	stream := laptop.listen("", "")
	token, hash := secret.NewToken()
	if err := h.node.store.Keep(t.Context(), h.node.store.MakesLink(hash, store.Link{Purpose: store.ToReset, Person: laptop.me.ID, Uses: 1})); err != nil {
		t.Fatal(err)
	}
	link := shared.PageDoor(shared.DoorReset, token)
	bob.refusedForm(shared.CodeAlreadyEntered, link, "password", "a third one of it")
	phone := h.stranger()
	phone.refusedForm(shared.CodePasswordInvalid, link, "password", "")
	phone.submits(link, "password", "another one of it")
	stream.ended()
	if me := phone.who(); me.ID != laptop.me.ID {
		t.Errorf("signed in is %+v", me)
	}
	laptop.refused("GET", shared.PathSession, nil, http.StatusUnauthorized, shared.CodeNoSession)
	h.stranger().refusedForm(shared.CodeLinkInvalid, link, "password", "a third one of it")
	h.signIn("Ann", "another one of it")
}

// TestAStatusIsToldToWhoeverSeesThePerson: by the plain form, and to who comes
// to know them later.
func TestAStatusIsToldToWhoeverSeesThePerson(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.enter("Ann"), h.enter("Bob")
	bob.do("tea", shared.CreateRoom{Name: "Tea"})
	stream := bob.listen("", "")
	ann.submits(shared.PageMe+"/status", "name", "  back on   Monday ")
	ann.refusedForm(shared.CodeNameTooLong, shared.PageMe+"/status", "name", strings.Repeat("x", shared.MaxStatusRunes+1))
	ann.do("tea", shared.Join{})
	for seen := 0; seen < 2; {
		event, _, err := stream.nextEvent()
		if err != nil {
			t.Fatal(err)
		}
		switch body := event.Body.(type) {
		case shared.PersonStatusChanged:
			if seen++; body.Status != "back on Monday" {
				t.Errorf("the status is %q", body.Status)
			}
		case shared.PersonJoined:
			if seen++; body.Status != "back on Monday" {
				t.Errorf("who joins has the status %q", body.Status)
			}
		}
	}
	for _, person := range bob.snapshot().People {
		if person.ID == ann.me.ID && person.Status != "back on Monday" {
			t.Errorf("the snapshot has %+v", person)
		}
	}
}
