package api

import (
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"parley/shared"
)

func (s *server) getBots(w http.ResponseWriter, r *http.Request, who session) error {
	bots, err := s.bots(r, who)
	if err == nil {
		reply(w, http.StatusOK, bots)
	}
	return err
}

func (s *server) postBot(w http.ResponseWriter, r *http.Request, who session) error {
	var asked shared.BotRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	bot, err := s.makeBot(r, who, asked)
	if err == nil {
		reply(w, http.StatusOK, bot)
	}
	return err
}

func (s *server) deleteBot(w http.ResponseWriter, r *http.Request, _ session) error {
	if err := s.removeBot(r, botOf(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *server) postKey(w http.ResponseWriter, r *http.Request, who session) error {
	var asked shared.KeyRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	bot, err := s.makeKey(r, who, botOf(r), asked)
	if err == nil {
		reply(w, http.StatusOK, bot)
	}
	return err
}

func (s *server) deleteKey(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.endKey(r, who, botOf(r), mux.Vars(r)["key"]); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// botsPage shows the bots to who sees to them.
func (s *server) botsPage(w http.ResponseWriter, r *http.Request, who session) error {
	return s.showBots(w, r, who, nil)
}

func (s *server) showBots(w http.ResponseWriter, r *http.Request, who session, made *shared.Bot) error {
	if err := mayOversee(who); err != nil {
		return err
	}
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	bots, err := s.bots(r, who)
	if err != nil {
		return err
	}
	bots.Made = made
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Bots: &bots})
	return nil
}

// botForm does what a form of the page asks for. A key that was made shows in the
// very answer, and in no address that a browser would remember.
func (s *server) botForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	if err := mayOversee(who); err != nil {
		return err
	}
	made, err := s.seeToBot(r, who)
	if err == nil && len(made.Keys) > 0 {
		return s.showBots(w, r, who, &made)
	}
	s.seeOther(w, r, shared.PageBots, err, "name")
	return nil
}

func (s *server) seeToBot(r *http.Request, who session) (made shared.Bot, err error) {
	bot := shared.PersonID(r.PostForm.Get("bot"))
	switch r.PostForm.Get("do") {
	case "make":
		return s.makeBot(r, who, shared.BotRequest{Name: r.PostForm.Get("name")})
	case "token":
		return s.makeKey(r, who, bot, shared.KeyRequest{})
	case "hook":
		room, err := roomNamed(r.PostForm.Get("room"))
		if err != nil {
			return made, err
		}
		return s.makeKey(r, who, bot, shared.KeyRequest{Room: room})
	case "call":
		room, err := roomNamed(r.PostForm.Get("room"))
		if err == nil && r.PostForm.Get("url") == "" {
			err = s.callbacks.Check("")
		}
		if err != nil {
			return made, err
		}
		return s.makeKey(r, who, bot, shared.KeyRequest{Room: room, URL: strings.TrimSpace(r.PostForm.Get("url"))})
	case "revive":
		return made, s.reviveKey(r, who, bot, r.PostForm.Get("key"))
	case "end":
		return made, s.endKey(r, who, bot, r.PostForm.Get("key"))
	case "remove":
		return made, s.removeBot(r, bot)
	}
	return made, shared.Errorf(shared.CodeParameterInvalid, "There is nothing of that name to be done.")
}
