package client_test

import (
	"testing"

	"parley/shared"
)

// An answer to a message far above shows it, once it was asked for; what became
// of it since is told by the stream.
func TestAnAnswerBringsWhatItAnswers(t *testing.T) {
	w, bo := full(t, 300)
	tab := w.boot()
	first := w.log.Messages(shared.General, 0, 0, 0, 200).Messages[0]
	room := func() interface {
		Quoted(shared.Seq) (shared.Message, bool)
	} {
		return tab.State().Room(shared.General)
	}
	asked := w.count("GET " + shared.PathMessages(shared.General))
	for range 2 {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: "see above", Reply: first.Seq})
		w.settle()
	}
	if n := w.count("GET "+shared.PathMessages(shared.General)) - asked; n != 1 {
		t.Errorf("asked %d times", n)
	}
	if m, known := room().Quoted(first.Seq); !known || m.Text != first.Text {
		t.Fatalf("the answer quotes %+v, %v", m, known)
	}
	w.log.Must(bo, shared.General, shared.EditMessage{Message: first.Seq, Text: "changed"})
	w.settle()
	if m, _ := room().Quoted(first.Seq); m.Text != "changed" {
		t.Errorf("after an edit it quotes %q", m.Text)
	}
	w.log.Must(bo, shared.General, shared.DeleteMessage{Message: first.Seq})
	w.settle()
	if m, _ := room().Quoted(first.Seq); m.Text != "" || !m.Deleted {
		t.Errorf("after its deletion it quotes %+v", m)
	}
}

func TestOnePostAnswers(t *testing.T) {
	w, _ := full(t, 3)
	tab := w.boot()
	seq := tab.State().Room(shared.General).Oldest()
	tab.Answer(shared.General, seq)
	if m, ok := tab.Answering(shared.General); !ok || m.Text != "1" {
		t.Errorf("answers %+v, %v", m, ok)
	}
	tab.Post(shared.General, "yes")
	tab.Post(shared.General, "and another thing")
	w.settle()
	tab.Answer(shared.General, seq)
	tab.Answer(shared.General, 0)
	tab.Post(shared.General, "no answer")
	w.settle()
	messages := w.log.Messages(shared.General, 0, 0, 0, 3).Messages
	for i, want := range []shared.Seq{seq, 0, 0} {
		if messages[i].Reply != want {
			t.Errorf("%q answers %d, want %d", messages[i].Text, messages[i].Reply, want)
		}
	}
}
