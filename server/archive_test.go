package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/shared"
)

// talked is a house in which something was said, in rooms of each kind.
func talked(t *testing.T) (h *house, ann, bob *guest) {
	t.Helper()
	h = openHouse(t)
	ann, bob = h.account("Ann"), h.account("Bob <b>")
	ann.do("", shared.CreateRoom{Name: "Tea & more", Topic: "绿茶"})
	bob.do("tea-more", shared.Join{})
	file := ann.brings("tea-more", "notes.html", "<script>alert(1)</script>")
	said := ann.do("tea-more", shared.PostMessage{Text: "**hello** <i>", Files: []shared.FileID{file.ID}})
	bob.do("tea-more", shared.PostMessage{Text: "waves", Action: true, Reply: said})
	bob.do("tea-more", shared.AddReaction{Message: said, Emoji: "🍵"})
	ann.do("tea-more", shared.PinMessage{Message: said})
	gone := ann.post("tea-more", "never mind")
	ann.do("tea-more", shared.DeleteMessage{Message: gone})
	ann.do("", shared.CreateRoom{Name: "Secret", Private: true})
	ann.post(ann.hiddenRoom(), "for me alone")
	ann.do("", shared.OpenDirect{People: []shared.PersonID{bob.me.ID}})
	return h, ann, bob
}

func contentOf(t *testing.T, parts ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// A running server is exported as it stands: for programs, and as pages in which
// what people wrote stays text.
func TestExport(t *testing.T) {
	t.Parallel()
	h, _, _ := talked(t)
	to := filepath.Join(t.TempDir(), "copy")
	if told := h.mustParley("export", to); told != "4 messages of 4 rooms, 1 files\n" {
		t.Errorf("it says %q", told)
	}
	var messages []shared.Message
	pages := ""
	err := filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		switch filepath.Base(path) {
		case "messages.jsonl":
			for line := range strings.Lines(contentOf(t, path)) {
				var m shared.Message
				read(t, []byte(line), &m)
				messages = append(messages, m)
			}
		case "index.html":
			pages += contentOf(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, m := range messages {
		texts = append(texts, m.Text)
	}
	slices.Sort(texts)
	if want := []string{"", "**hello** <i>", "for me alone", "waves"}; !slices.Equal(texts, want) {
		t.Errorf("the lines have %q", texts)
	}
	for _, want := range []string{"Tea &amp; more", "绿茶", "<strong>hello</strong> &lt;i&gt;", "Bob &lt;b&gt;", "for me alone", `download="notes.html"`, "🍵 1", "Ann: **hello**"} {
		if !strings.Contains(pages, want) {
			t.Errorf("no page has %s", want)
		}
	}
	if strings.Contains(pages, "never mind") || strings.Contains(pages, "<script") {
		t.Error("a page has what was deleted, or a script")
	}
	for _, file := range messages {
		for _, f := range file.Files {
			if got := contentOf(t, to, "files", f.Hash+".bin"); got != "<script>alert(1)</script>" {
				t.Errorf("the file is %q", got)
			}
		}
	}
}

// One room alone leaves out the others, and who is in none of it.
func TestExportOfARoom(t *testing.T) {
	t.Parallel()
	h, ann, _ := talked(t)
	to := t.TempDir()
	h.mustParley("export", "--room", string(ann.hiddenRoom()), to)
	if rooms, people := contentOf(t, to, "rooms.jsonl"), contentOf(t, to, "people.jsonl"); strings.Contains(rooms, "Tea") || !strings.Contains(people, "Ann") || strings.Contains(people, "Bob") {
		t.Errorf("it has %s of %s", rooms, people)
	}
}
