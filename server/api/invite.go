package api

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"
	"rsc.io/qr"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// invite makes an invitation; its link is told this once.
func (s *server) invite(r *http.Request, who session, asked shared.InvitationRequest) (shared.Invitation, error) {
	asked, err := asked.Whole()
	if err != nil {
		return shared.Invitation{}, err
	}
	if !who.person.Role.AtLeast(shared.RoleMember) {
		return shared.Invitation{}, shared.Errorf(shared.CodeNoAccount, "Only who has an account can invite.")
	}
	open, err := s.store.Links(r.Context(), store.ToInvite, who.person.ID)
	if err != nil {
		return shared.Invitation{}, err
	}
	if len(open) >= shared.MaxInvitations {
		return shared.Invitation{}, shared.Errorf(shared.CodeTooMany, "You have %d invitations open: end one first.", len(open))
	}
	token, hash := secret.NewToken()
	link := store.Link{Purpose: store.ToInvite, Person: who.person.ID, Uses: asked.Uses, Expires: s.now().AddDate(0, 0, asked.Days)}
	if err := s.store.Keep(r.Context(), s.store.MakesLink(hash, link)); err != nil {
		return shared.Invitation{}, err
	}
	link, err = s.store.Link(r.Context(), hash, store.ToInvite)
	made := invitationOf(link)
	made.Token = token
	return made, err
}

func invitationOf(link store.Link) shared.Invitation {
	return shared.Invitation{ID: link.ID, Made: millis(link.Made), Expires: millis(link.Expires), Uses: link.Uses}
}

func (s *server) postInvitation(w http.ResponseWriter, r *http.Request, who session) error {
	var asked shared.InvitationRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	made, err := s.invite(r, who, asked)
	if err == nil {
		reply(w, http.StatusOK, made)
	}
	return err
}

func (s *server) deleteInvitation(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.store.Keep(r.Context(), s.store.EndsLink(store.ToInvite, who.person.ID, mux.Vars(r)["invitation"])); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// inviteForm makes an invitation and shows it on one's own page, whose address
// has its token for as long as one looks at it.
func (s *server) inviteForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	uses, _ := strconv.Atoi(r.PostForm.Get("uses")) // what is no number is the default
	days, _ := strconv.Atoi(r.PostForm.Get("days"))
	made, err := s.invite(r, who, shared.InvitationRequest{Uses: uses, Days: days})
	to := shared.PageMe
	if err == nil {
		to += "?invitation=" + made.Token
	}
	s.seeOther(w, r, to+"#invitations", err)
	return nil
}

func (s *server) endInvitationForm(w http.ResponseWriter, r *http.Request, who session) error {
	err := s.store.Keep(r.Context(), s.store.EndsLink(store.ToInvite, who.person.ID, mux.Vars(r)["invitation"]))
	s.seeOther(w, r, shared.PageMe+"#invitations", err)
	return nil
}

// invitationCode draws the link of one's own invitation as a QR code.
func (s *server) invitationCode(w http.ResponseWriter, r *http.Request, who session) error {
	token := mux.Vars(r)["token"]
	hash, ok := secret.HashToken(token)
	if !ok {
		return errLink
	}
	link, err := s.store.Link(r.Context(), hash, store.ToInvite)
	if err != nil {
		return err
	}
	if link.Person != who.person.ID {
		return errLink
	}
	code, err := qr.Encode(s.base(r)+shared.PageDoor(shared.DoorInvite, token), qr.M)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(drawCode(code))
	return nil
}

// drawCode draws a QR code as SVG: black on white in both themes, since cameras
// want it so, and with the quiet zone of four modules that they need.
func drawCode(code *qr.Code) []byte {
	const quiet = 4
	side := strconv.Itoa(code.Size + 2*quiet)
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + side + ` ` + side + `" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h` + side + `v` + side + `H0z"/><path d="`)
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				svg = append(svg, "M"+strconv.Itoa(x+quiet)+" "+strconv.Itoa(y+quiet)+"h1v1h-1z"...)
			}
		}
	}
	return append(svg, `"/></svg>`...)
}
