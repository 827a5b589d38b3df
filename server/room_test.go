package main

import (
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
