package api

import (
	"context"

	"parley/shared"
)

// ban has somebody banned: the very commit forgets all that lets them in, and what
// they have open ends at once, on every transport. Once begun it is done, whoever
// waits for it.
func (s *server) ban(ctx context.Context, by shared.PersonID, command shared.Command, person shared.PersonID) (shared.CommandReply, error) {
	var sessions []string
	shuts := s.store.ShutsOut(person, func(session []byte) { sessions = append(sessions, string(session)) })
	answer, err := s.store.Do(context.WithoutCancel(ctx), by, command, shuts)
	if err != nil || answer.Duplicate {
		return answer, err
	}
	for _, session := range sessions {
		s.endStreams(person, session)
	}
	s.feed.EndPerson(person)
	s.lab.EndPerson(person)
	return answer, nil
}

// accountNamed finds whom a name belongs to, also where they are banned: they are told
// so once they have proved to be who they are.
func (s *server) accountNamed(ctx context.Context, name string) (shared.Person, error) {
	person, err := s.store.PersonNamed(ctx, name)
	if shared.CodeOf(err) != shared.CodePersonNotFound {
		return person, err
	}
	banned, err := s.store.BannedNamed(ctx, name)
	return shared.Person{ID: banned}, err
}
