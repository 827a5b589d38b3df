package api

import (
	"context"

	"parley/server/markup"
	"parley/shared"
)

// prepare has the text of a command rendered, while it doesn't yet wait for its
// turn: the committer, which all wait for, is spared it. Most texts are plain,
// and cost a look.
func (s *server) prepare(ctx context.Context, by shared.PersonID, command shared.Command) (shared.Command, error) {
	return shared.Prepare(command, func(room shared.RoomID, text string) (shared.Rich, error) {
		if shared.Plain(text) {
			return shared.Rich{}, nil
		}
		callable, err := s.store.Callable(ctx, by, room, text)
		if err != nil {
			return shared.Rich{}, err
		}
		return markup.Render(text, callable), nil
	})
}
