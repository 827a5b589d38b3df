package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// TestBadInputIsRefused sends what nobody should at every route: each is
// refused with its code and a sentence, nothing changes, and the server's log
// has no error of its own (the house checks that).
func TestBadInputIsRefused(t *testing.T) {
	h := openHouse(t)
	ann, bo, stranger := h.enter("Ann"), h.enter("Bo"), h.stranger()
	ann.do("", shared.CreateRoom{Name: "Attic"})
	ann.do("", shared.CreateRoom{Name: "Cellar"})
	bo.do("cellar", shared.Join{})
	ann.do("cellar", shared.ArchiveRoom{})
	message := ann.post(shared.General, "mine")
	gone := ann.post(shared.General, "gone")
	ann.do(shared.General, shared.DeleteMessage{Message: gone})
	before := ann.snapshot()

	command := func(kind, room, body string) string {
		return fmt.Sprintf(`{"id":"%s","kind":"%s","room":"%s","body":%s}`, newID(), kind, room, body)
	}
	long := strings.Repeat("长", shared.MaxMessageRunes+1)
	commands := []struct {
		name, body string
		status     int
		code       shared.Code
	}{
		{"empty body", ``, 400, shared.CodeJSONInvalid},
		{"not JSON", `{"id":`, 400, shared.CodeJSONInvalid},
		{"an array", `[]`, 400, shared.CodeJSONInvalid},
		{"two values", `{}{}`, 400, shared.CodeJSONInvalid},
		{"not UTF-8", command("message.post", "general", "{\"text\":\"\xff\"}"), 400, shared.CodeJSONInvalid},
		{"deep JSON", strings.Repeat("[", 20_000), 400, shared.CodeJSONInvalid},
		{"wrong type", command("message.post", "general", `{"text":7}`), 400, shared.CodeJSONInvalid},
		{"wrong type of a seq", command("message.edit", "general", `{"message":"x","text":"y"}`), 400, shared.CodeJSONInvalid},
		{"body of null", command("message.post", "general", `null`), 422, shared.CodeTextEmpty},
		{"too large", command("message.post", "general", `{"text":"`+strings.Repeat("a", shared.MaxBodyBytes)+`"}`), 413, shared.CodeBodyTooLarge},
		{"no kind", command("", "general", `{}`), 400, shared.CodeKindUnknown},
		{"unknown kind", command("message.sing", "general", `{}`), 400, shared.CodeKindUnknown},
		{"an event's kind", command("message.posted", "general", `{"text":"x"}`), 400, shared.CodeKindUnknown},
		{"no id", `{"kind":"message.post","room":"general","body":{"text":"x"}}`, 400, shared.CodeCommandIDInvalid},
		{"id is no ULID", `{"id":"1","kind":"message.post","room":"general","body":{"text":"x"}}`, 400, shared.CodeCommandIDInvalid},
		{"no room", command("message.post", "", `{"text":"x"}`), 422, shared.CodeRoomInvalid},
		{"room with a slash", command("message.post", "a/b", `{"text":"x"}`), 422, shared.CodeRoomInvalid},
		{"unknown room", command("message.post", "nowhere", `{"text":"x"}`), 404, shared.CodeRoomNotFound},
		{"not a member", command("message.post", "attic", `{"text":"x"}`), 403, shared.CodeNotMember},
		{"archived", command("message.post", "cellar", `{"text":"x"}`), 409, shared.CodeRoomArchived},
		{"empty text", command("message.post", "general", `{"text":""}`), 422, shared.CodeTextEmpty},
		{"blank text", command("message.post", "general", `{"text":" \n\t "}`), 422, shared.CodeTextEmpty},
		{"invisible text", command("message.post", "general", `{"text":"\u200b\u3164"}`), 422, shared.CodeTextEmpty},
		{"NUL", command("message.post", "general", `{"text":"a\u0000b"}`), 422, shared.CodeTextInvalid},
		{"escape", command("message.post", "general", `{"text":"a\u001bb"}`), 422, shared.CodeTextInvalid},
		{"too long", command("message.post", "general", `{"text":"`+long+`"}`), 422, shared.CodeTextTooLong},
		{"edit of nothing", command("message.edit", "general", `{"text":"x"}`), 404, shared.CodeMessageNotFound},
		{"edit of another room's", command("message.edit", "general", `{"message":1,"text":"x"}`), 404, shared.CodeMessageNotFound},
		{"edit of another's", command("message.edit", "general", fmt.Sprintf(`{"message":%d,"text":"x"}`, message)), 403, shared.CodeNotAuthor},
		{"deletion of another's", command("message.delete", "general", fmt.Sprintf(`{"message":%d}`, message)), 403, shared.CodeNotAuthor},
		{"reaction to a deleted one", command("reaction.add", "general", fmt.Sprintf(`{"message":%d,"emoji":"🎉"}`, gone)), 409, shared.CodeMessageDeleted},
		{"reaction of words", command("reaction.add", "general", fmt.Sprintf(`{"message":%d,"emoji":"yes"}`, message)), 422, shared.CodeEmojiInvalid},
		{"room without a name", command("room.create", "", `{"name":" "}`), 422, shared.CodeNameEmpty},
		{"room with a long name", command("room.create", "", `{"name":"`+long+`"}`), 422, shared.CodeNameTooLong},
		{"room with a bidi override", command("room.create", "", `{"name":"a\u202eb"}`), 422, shared.CodeNameInvalid},
		{"room of an existing name", command("room.create", "", `{"name":"АTTIC"}`), 409, shared.CodeNameTaken},
		{"archiving general", command("room.archive", "general", `{}`), 409, shared.CodeRoomPermanent},
		{"name taken", command("person.rename", "", `{"name":"ann"}`), 409, shared.CodeNameTaken},
		{"name with CR LF", command("person.rename", "", `{"name":"a\u0000b"}`), 422, shared.CodeNameInvalid},
		{"leaving the server by command", command("person.leave", "", `{}`), 422, shared.CodeRoomInvalid},
	}
	for _, c := range commands {
		t.Run(c.name, func(t *testing.T) {
			bo.t = t
			bo.refused("POST", shared.PathCommands, c.body, c.status, c.code)
		})
	}
	bo.t = t

	for _, name := range []struct {
		json string
		code shared.Code
	}{
		{`{"name":""}`, shared.CodeNameEmpty}, {`{}`, shared.CodeNameEmpty}, {`{"name":"\u200d"}`, shared.CodeNameEmpty},
		{`{"name":"A\u200bnn"}`, shared.CodeNameInvalid}, {`{"name":"x\ny\u0007"}`, shared.CodeNameInvalid},
	} {
		stranger.refused("POST", shared.PathSession, name.json, 422, name.code)
	}
	for _, taken := range []string{"Ann", "ANN", " ann ", "Аnn", "Ａｎｎ"} {
		stranger.refused("POST", shared.PathSession, shared.EnterRequest{Name: taken}, 409, shared.CodeNameTaken)
	}
	stranger.refused("POST", shared.PathSession, `{"name":7}`, 400, shared.CodeJSONInvalid)
	bo.refused("POST", shared.PathSession, shared.EnterRequest{Name: "Other"}, 409, shared.CodeAlreadyEntered)

	for _, path := range []string{shared.PathSnapshot, shared.PathRooms, shared.PathSession, shared.PathMessages("general"),
		shared.PathSSE, shared.PathPoll, shared.PathWebSocket, shared.PathFrame + "?room=general"} {
		stranger.refused("GET", path, nil, 401, shared.CodeNoSession)
	}
	stranger.refused("POST", shared.PathCommands, command("message.post", "general", `{"text":"x"}`), 401, shared.CodeNoSession)
	stranger.refused("DELETE", shared.PathSession, nil, 401, shared.CodeNoSession)
	stranger.refused("POST", shared.PathTyping("general"), nil, 401, shared.CodeNoSession)

	for _, bounds := range []string{"?before=x", "?before=-1", "?after=1.5", "?limit=100000", "?limit=x", "?around=99999999999999999999", "?before=1&after=2"} {
		bo.refused("GET", shared.PathMessages("general")+bounds, nil, 400, shared.CodeParameterInvalid)
	}
	bo.refused("GET", shared.PathFrame+"?room="+strings.Repeat("a", 5000), nil, 404, shared.CodeRoomNotFound)
	bo.refused("GET", shared.PathMessages("nowhere"), nil, 404, shared.CodeRoomNotFound)
	bo.refused("GET", shared.PathMessages("attic"), nil, 403, shared.CodeNotMember)
	bo.refused("POST", shared.PathTyping("attic"), nil, 403, shared.CodeNotMember)
	bo.refused("GET", "/api/nothing", nil, 404, shared.CodeNotFound)
	bo.refused("PUT", shared.PathCommands, "{}", 405, shared.CodeMethodNotAllowed)
	for _, wait := range []string{"-1", "61", "x", "1e9"} {
		bo.refused("GET", shared.PathPoll+"?wait="+wait, nil, 400, shared.CodeParameterInvalid)
	}
	for _, after := range []string{"x", "-", "a-", "-1", "ABC-1", "7f3a9c-01", "7f3a9c--1", "7f3a9c-9999999999999999999999", "%00-1", "a-1%0d%0aid:2", strings.Repeat("a", 5000)} {
		bo.refused("GET", shared.PathPoll+"?after="+after, nil, 400, shared.CodeCursorInvalid)
		bo.refused("GET", shared.PathSSE+"?after="+after, nil, 400, shared.CodeCursorInvalid)
	}

	after := ann.snapshot()
	if after.Cursor != before.Cursor {
		t.Errorf("the log moved from %v to %v", before.Cursor, after.Cursor)
	}
}

func TestForeignOriginsAreRefused(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, header := range []http.Header{{"Sec-Fetch-Site": {"cross-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}}, {"Sec-Fetch-Site": {"same-site"}}} {
		for _, path := range []string{shared.PathCommands, shared.PathSession, "/enter", shared.PageRoom("general"), "/exit"} {
			request, _ := http.NewRequest("POST", h.url()+path, strings.NewReader("{}"))
			request.Header = header.Clone()
			response, err := ann.http.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != http.StatusForbidden {
				t.Errorf("POST %s with %v: %d", path, header, response.StatusCode)
			}
		}
	}
}

func TestRatesAreLimitedWithTheTimeToWait(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.RateLimit = true
	h.start()
	ann := h.enter("Ann")
	for range 1000 {
		command := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "x"}}
		request, _ := http.NewRequest("POST", h.url()+shared.PathCommands, strings.NewReader(marshal(t, command)))
		response, err := ann.http.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode == http.StatusTooManyRequests {
			if response.Header.Get("Retry-After") == "" {
				t.Error("429 without Retry-After")
			}
			return
		}
	}
	t.Error("a thousand posts in a row were taken")
}
