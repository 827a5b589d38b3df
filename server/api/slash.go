package api

import (
	"net/http"
	"strings"

	"parley/server/store"
	"parley/shared"
)

// meant is what the text of a plain form asks for, read as the client reads what is
// written in its composer. Who asks for help is told what the commands are.
func (s *server) meant(r *http.Request, who session, room shared.RoomID, text string, brought []shared.FileID) (shared.CommandBody, error) {
	if !strings.HasPrefix(text, "/") {
		return shared.PostMessage{Text: text, Files: brought}, nil
	}
	boot, err := s.roomBoot(r.Context(), who, room, store.Range{})
	if err != nil {
		return nil, err
	}
	known := still(r, boot).State()
	at := known.Room(room)
	if at == nil {
		return shared.PostMessage{Text: text, Files: brought}, nil // which is refused to who is not in the room
	}
	body, err := known.Meant(at, shared.CleanText(text))
	if err != nil {
		return nil, err
	}
	switch body := body.(type) {
	case nil:
		return nil, shared.Errorf(shared.CodeSlashUnknown, "The commands are /me, /topic, /invite, /nick, /leave and /help.")
	case shared.PostMessage:
		body.Files = brought
		return body, nil
	}
	return body, nil
}
