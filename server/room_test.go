package main

import (
	"bufio"
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

func TestOneMessageReachesAnotherPerson(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("小博")
	stream := bo.listen("", "")
	hello, err := stream.next()
	for err == nil && hello.event != "hello" {
		hello, err = stream.next()
	}
	if err != nil || hello.id == "" {
		t.Fatalf("no hello with an id: %+v %v", hello, err)
	}
	seq := ann.post(shared.General, "hello, 你好")
	if event := stream.hears("hello, 你好"); event.Seq != seq || event.By != ann.me.ID || event.Room != shared.General {
		t.Errorf("heard %+v", event)
	}
	page := bo.history(shared.General, "")
	if len(page.Messages) != 1 || page.Messages[0].Text != "hello, 你好" || page.Messages[0].Seq != seq {
		t.Errorf("history is %+v", page)
	}
}

func TestARestartLosesNothing(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	stream := bo.listen("", "")
	ann.post(shared.General, "before")
	stream.hears("before")
	cursor := bo.snapshot().Cursor
	h.restart()
	ann.post(shared.General, "after")
	again := bo.listen("", cursor.String())
	again.hears("after")
	if texts := bo.history(shared.General, "").Messages; len(texts) != 2 {
		t.Errorf("history is %+v", texts)
	}
}

func TestSendingTwiceDoesItOnce(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	command := shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: "once"}}
	var first, second shared.CommandReply
	ann.must("POST", shared.PathCommands, command, &first)
	h.restart()
	ann.must("POST", shared.PathCommands, command, &second)
	if second.Seq != first.Seq || !second.Duplicate || first.Duplicate {
		t.Errorf("answers %+v and %+v", first, second)
	}
	command.Body = shared.PostMessage{Text: "other"}
	ann.refused("POST", shared.PathCommands, command, 409, shared.CodeCommandReused)
}

func TestAFrameShowsTheRoomAndWhatComes(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ann.post(shared.General, "here <before>")
	request, _ := http.NewRequestWithContext(t.Context(), "GET", h.url()+shared.PathFrame+"?room=general", nil)
	response, err := bo.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	html := bufio.NewReader(response.Body)
	readUpTo(t, html, "here &lt;before&gt;")
	ann.post(shared.General, "and <script>after</script>")
	readUpTo(t, html, "and &lt;script&gt;after&lt;/script&gt;")
}

// readUpTo reads until a text has come.
func readUpTo(t *testing.T, from *bufio.Reader, text string) {
	t.Helper()
	var got strings.Builder
	for !strings.HasSuffix(got.String(), text) {
		b, err := from.ReadByte()
		if err != nil {
			t.Fatalf("%v before %q; got %s", err, text, got.String())
		}
		got.WriteByte(b)
	}
}

// TestPositionsBeginAtOne: before the first there is nothing, and after 0 is all.
func TestPositionsBeginAtOne(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	first := ann.post(shared.General, "first")
	ann.post(shared.General, "second")
	if page := ann.history(shared.General, "?after=0&limit=1"); len(page.Messages) != 1 || page.Messages[0].Seq != first || !page.Newer {
		t.Errorf("after 0 is %+v", page)
	}
	if page := ann.history(shared.General, "?before=0"); len(page.Messages) != 0 {
		t.Errorf("before 0 is %+v", page.Messages)
	}
}
