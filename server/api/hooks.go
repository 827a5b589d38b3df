package api

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gorilla/mux"

	"parley/server/slack"
	"parley/shared"
)

// errNoHook answers whoever has no webhook, whatever the reason: nothing is told
// of rooms to who has only an address.
var errNoHook = shared.Errorf(shared.CodeNotFound, "There is no such webhook.")

// postHook posts what another service tells, in the JSON that such services write
// for Slack. Like Slack it answers “ok”, which some of them look for.
func (s *server) postHook(w http.ResponseWriter, r *http.Request) {
	if err := s.takeHook(w, r); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, "ok")
}

func (s *server) takeHook(w http.ResponseWriter, r *http.Request) error {
	bot, room, hash, err := s.keyBot(r.Context(), mux.Vars(r)["token"])
	if shared.CodeOf(err) == shared.CodeNoSession || err == nil && room == "" {
		err = errNoHook
	}
	if err != nil {
		return err
	}
	text, err := hookText(w, r)
	if err != nil {
		return err
	}
	_, err = s.do(r, session{bot, hash}, shared.Command{ID: s.newCommandID(), Room: room, Body: shared.PostMessage{Text: text}})
	if code := shared.CodeOf(err); code == shared.CodeRoomNotFound || code == shared.CodeNotMember {
		err = errNoHook // the bot was taken out of the room
	}
	return err
}

// hookText reads a webhook's body: JSON, or a form whose field “payload” is that.
// What is longer than a message can be is cut.
func hookText(w http.ResponseWriter, r *http.Request) (string, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, shared.MaxBodyBytes))
	if err != nil {
		return "", bodyError(err)
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/x-www-form-urlencoded" && !strings.HasPrefix(strings.TrimSpace(string(body)), "{") {
		fields, err := url.ParseQuery(string(body))
		if err != nil {
			return "", errNoHookBody
		}
		body = []byte(fields.Get("payload"))
	}
	text, err := slack.Hook(body)
	if err != nil || !utf8.Valid(body) {
		return "", errNoHookBody
	}
	return shared.Clip(text, shared.MaxMessageRunes-1), nil
}

var errNoHookBody = shared.Errorf(shared.CodeJSONInvalid, "A webhook takes a JSON object with a “text”.")
