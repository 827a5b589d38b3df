package api

import (
	"cmp"
	"net/http"

	"parley/shared"
)

func (s *server) postCommand(w http.ResponseWriter, r *http.Request, who session) error {
	var command shared.Command
	if err := decode(w, r, &command); err != nil {
		return err
	}
	answer, err := s.do(r, who, command)
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, answer)
	return nil
}

// postMessage posts a message for whoever does not make commands.
func (s *server) postMessage(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	var asked shared.PostRequest
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	answer, err := s.do(r, who, shared.Command{ID: cmp.Or(asked.ID, s.newCommandID()), Room: room, Body: shared.PostMessage{
		Text: asked.Text, Files: asked.Files, Reply: asked.Reply, Action: asked.Action,
	}})
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, answer)
	return nil
}

// do holds a command to its form, its person and all behind one address to their
// rates, prepares it, and has it done.
func (s *server) do(r *http.Request, who session, command shared.Command) (shared.CommandReply, error) {
	if err := command.Validate(); err != nil {
		return shared.CommandReply{}, err
	}
	if err := s.acting.take(string(who.person.ID)); err != nil {
		return shared.CommandReply{}, err
	}
	if err := s.together.take(s.address(r)); err != nil {
		return shared.CommandReply{}, err
	}
	command, err := s.prepare(r.Context(), r.Host, who.person.ID, command)
	if err != nil {
		return shared.CommandReply{}, err
	}
	if ban, ok := command.Body.(shared.BanPerson); ok {
		return s.ban(r.Context(), who.person.ID, command, ban.Person)
	}
	answer, err := s.store.Do(r.Context(), who.person.ID, command)
	switch command.Body.(type) {
	case shared.DeleteMessage, shared.UnpreviewMessage:
		s.tidy()
	}
	return answer, err
}

// postTyping tells the room that the person is writing.
func (s *server) postTyping(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	if err := s.typing.take(string(who.person.ID)); err != nil {
		return err
	}
	if err := s.store.MayPost(r.Context(), who.person.ID, room); err != nil {
		return err
	}
	s.feed.Tell(shared.Ephemeral{Room: room, Body: shared.Typing{By: who.person.ID}})
	w.WriteHeader(http.StatusNoContent)
	return nil
}
