package client_test

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"parley/shared"
)

// The server of a world, as its requests see it.

// roomIn is when a server that is full wants to be asked again, in milliseconds.
const roomIn = 10_000

func (t *tab) Do(method, path string, body []byte, _ int64, done func(int, []byte, int)) (cancel func()) {
	w, wanted := t.w, true
	w.requests = append(w.requests, method+" "+path)
	if t.waits(path, func(status int, answer []byte) {
		if wanted {
			done(status, answer, 0)
		}
	}) {
		return func() { wanted = false }
	}
	w.todo = append(w.todo, func() {
		status, answer, retry := w.answer(method, path, body)
		arrive := func() {
			if wanted {
				t.alive(func() { done(status, answer, retry) })
			}
		}
		if w.lag != nil {
			t.After(w.lag(), arrive)
		} else {
			w.todo = append(w.todo, arrive)
		}
	})
	return func() { wanted = false }
}

// answer is what the server says, if it is reached.
func (w *world) answer(method, path string, body []byte) (status int, answer []byte, retryAfter int) {
	address, _ := url.Parse(path)
	q := address.Query()
	number := func(name string) shared.Seq {
		n, _ := strconv.ParseInt(q.Get(name), 10, 64)
		return shared.Seq(n)
	}
	if w.down {
		return 0, nil, 0
	}
	if status, err := w.refuse(method + " " + address.Path); err != nil {
		return refused(status, err)
	}
	if w.session == "" && (method != "POST" || address.Path != shared.PathSession) {
		return refused(401, shared.Errorf(shared.CodeNoSession, "enter first"))
	}
	switch {
	case address.Path == shared.PathSession && method == "POST":
		var asked shared.EnterRequest
		json.Unmarshal(body, &asked)
		w.session = w.log.Enter(asked.Name)
		return reply(shared.Session{Me: w.log.Snapshot(w.session).Me})
	case address.Path == shared.PathSession:
		w.log.Must(w.session, "", shared.Leave{})
		w.session = ""
		w.cut(true)
		return 204, nil, 0
	case address.Path == shared.PathSnapshot:
		return reply(w.log.Snapshot(w.session))
	case address.Path == shared.PathRooms:
		return reply(shared.Directory{Rooms: []shared.ListedRoom{{ID: shared.General}}})
	case address.Path == shared.PathCommands:
		return w.command(body)
	case address.Path == shared.PathPoll && w.full && (q.Get("wait") != "0" || strings.HasSuffix(path, shared.PollForStream)):
		return refused(429, &shared.Error{Code: shared.CodeTooManyStreams, RetryAfter: roomIn / 1000})
	case address.Path == shared.PathPoll:
		return reply(w.page(q))
	case strings.HasSuffix(address.Path, "/typing"):
		return 204, nil, 0
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(address.Path, shared.PathRooms+"/"), "/")
	return reply(w.log.Messages(shared.RoomID(room), number("before"), number("after"), number("around"), shared.DefaultPage))
}

func (w *world) command(body []byte) (int, []byte, int) {
	var command shared.Command
	if err := json.Unmarshal(body, &command); err != nil {
		return refused(400, shared.Errorf(shared.CodeJSONInvalid, "%v", err))
	}
	done, err := w.log.Do(w.session, command)
	if w.lost > 0 {
		w.lost--
		return 0, nil, 0
	}
	if err != nil {
		return refused(409, err)
	}
	return reply(done)
}

func reply(body any) (int, []byte, int) {
	data, _ := json.Marshal(body)
	return 200, data, 0
}

func refused(status int, err *shared.Error) (int, []byte, int) {
	data, _ := json.Marshal(shared.ErrorReply{Error: err})
	return status, data, err.RetryAfter
}
