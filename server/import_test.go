package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/server/store"
	"parley/shared"
)

// takesIn imports something into a house, which is shut meanwhile.
func (h *house) takesIn(args ...string) string {
	h.t.Helper()
	h.shut()
	defer h.start()
	return h.mustParley(append([]string{"import"}, args...)...)
}

// verifies holds the log of a house against what is derived from it.
func (h *house) verifies() {
	h.t.Helper()
	h.shut()
	defer h.start()
	report, err := store.Verify(h.t.Context(), h.config.Data, nil)
	if err != nil || report.Count != 0 {
		h.t.Errorf("verify: %v %v", report.Differences, err)
	}
}

// comesAs is somebody whom an import brought, with a password of their own.
func (h *house) comesAs(t *testing.T, name string) *guest {
	h.t.Helper()
	said := h.mustParley("user", "reset", name)
	g := h.stranger()
	g.submits(printed(t, said, "http"), "password", goodPassword)
	g.me = g.who()
	return g
}

// What one server exported, another one takes in: who said what when, in which room,
// with what was made of it. Doing it again adds nothing, nor does it at home.
func TestImportOfAnExport(t *testing.T) {
	t.Parallel()
	home, ann, bob := talked(t)
	folder := filepath.Join(t.TempDir(), "copy")
	home.mustParley("export", folder)
	was := ann.history("tea-more", "").Messages

	h := openHouse(t)
	h.account("Ann") // another one
	if said := h.takesIn(folder); !strings.HasPrefix(said, "3 messages in 4 rooms, 1 files, 2 new people\n") {
		t.Errorf("it says %q", said)
	}
	away := h.comesAs(t, "Bob <b>")
	page := away.history("tea-more", "")
	if len(page.Messages) != 2 {
		t.Fatalf("there are %+v", page.Messages)
	}
	for i, m := range page.Messages {
		if m.Text != was[i].Text || m.HTML != was[i].HTML || m.By != was[i].By || m.At != was[i].At || m.Action != was[i].Action || m.Pinned != was[i].Pinned {
			t.Errorf("%+v became %+v", was[i], m)
		}
	}
	first := page.Messages[0]
	if page.Messages[1].Reply != first.Seq || len(first.Reactions) != 1 || first.Reactions[0].By[0] != bob.me.ID {
		t.Errorf("what was made of it is %+v, %+v", first, page.Messages[1])
	}
	if _, content := away.obtains(shared.PathFile("tea-more", first.Files[0].ID)); content != "<script>alert(1)</script>" {
		t.Errorf("the file is %q", content)
	}
	names := []string{}
	for _, p := range page.People {
		names = append(names, p.Name)
	}
	if !slices.Contains(names, "Ann (2)") {
		t.Errorf("they are called %q", names)
	}
	for _, room := range away.snapshot().Rooms {
		if room.Mine.Unread != 0 || room.ID == "tea-more" && room.Topic != "绿茶" {
			t.Errorf("one comes to %+v", room)
		}
		if room.Private && !room.Direct {
			t.Errorf("Bob is in %+v", room)
		}
	}
	for _, at := range []*house{h, home} {
		if again := at.takesIn(folder); !strings.HasPrefix(again, "0 messages in 4 rooms, 0 files, 0 new people\n3 messages were there before\n") {
			t.Errorf("once more it says %q", again)
		}
		at.verifies()
	}
}

// slackZip is an export as Slack makes them.
func slackZip(t *testing.T, files map[string]string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "slack.zip")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(out)
	for name, content := range files {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, content)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestImportFromSlack(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.account("Ann")
	name := slackZip(t, map[string]string{
		"users.json": `[{"id":"U1","name":"ann","profile":{"display_name":"Ann"}},{"id":"U2","name":"bo","real_name":"小博"},{"id":"B1","name":"ci","is_bot":true}]`,
		"channels.json": `[{"id":"C1","name":"general","creator":"U1","members":["U1","U2"]},
			{"id":"C2","name":"tea_time","creator":"U2","is_archived":true,"members":["U2"],"topic":{"value":"Green &amp; black"},"pins":[{"id":"1512085950.000216"}]}]`,
		"dms.json": `[{"id":"D1","members":["U1","U2"]}]`,
		"tea_time/2017-12-01.json": `[
			{"type":"message","user":"U2","text":"it is *on* <@U1>","ts":"1512085960.000100","thread_ts":"1512085950.000216"},
			{"type":"message","user":"U1","text":"tea? &lt;3","ts":"1512085950.000216","thread_ts":"1512085950.000216","edited":{"user":"U1","ts":"1512085955.000000"},
			 "reactions":[{"name":"+1","users":["U2","B1"]},{"name":"no-such","users":["U2"]}],"files":[{"name":"a.pdf","title":"The plan","permalink":"https://x.slack.com/files/a.pdf"}]},
			{"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined","ts":"1512085940.000000"}]`,
		"tea_time/2017-12-02.json": `[{"type":"message","subtype":"me_message","user":"U1","text":"pours","ts":"1512172350.000001"},{"type":"message","subtype":"bot_message","user":"B1","text":"","attachments":[{"title":"Build","text":"ok"}],"ts":"1512172351.000001"}]`,
		"D1/2017-12-02.json":       `[{"type":"message","user":"U1","text":"between us","ts":"1512172360.000001"}]`,
	})
	if said := h.takesIn("--same-names", name); !strings.HasPrefix(said, "5 messages in 3 rooms, 0 files, 2 new people\n") {
		t.Errorf("it says %q", said)
	}
	bo := h.comesAs(t, "小博")
	page := bo.history("tea-time", "")
	texts := []string{}
	for _, m := range page.Messages {
		texts = append(texts, m.Text)
	}
	if want := []string{"tea? <3\n\n[The plan](https://x.slack.com/files/a.pdf)", "it is **on** @Ann", "pours", "> **Build**\n> ok"}; !slices.Equal(texts, want) {
		t.Fatalf("it reads %q", texts)
	}
	first, second := page.Messages[0], page.Messages[1]
	if first.At != 1512085950000 || first.By != ann.me.ID || first.Edited != 1512085955000 || !first.Pinned || len(first.Reactions) != 1 || len(first.Reactions[0].By) != 2 {
		t.Errorf("the first is %+v", first)
	}
	if second.Reply != first.Seq || !slices.Contains(second.Mentions, ann.me.ID) || !page.Messages[2].Action {
		t.Errorf("then comes %+v", page.Messages[1:3])
	}
	var tea, direct shared.Room
	for _, room := range bo.snapshot().Rooms {
		if room.Direct {
			direct = room
		}
		if room.ID == "tea-time" {
			tea = room
		}
	}
	if !tea.Archived || tea.Topic != "Green & black" || slices.Contains(tea.Members, ann.me.ID) || !slices.Contains(direct.With, ann.me.ID) {
		t.Errorf("the rooms are %+v, %+v", tea, direct)
	}
	if said := bo.history(direct.ID, "").Messages; len(said) != 1 || said[0].Text != "between us" {
		t.Errorf("between the two there is %+v", said)
	}
	if again := h.takesIn("--same-names", name); !strings.Contains(again, "5 messages were there before") {
		t.Errorf("once more it says %q", again)
	}
	h.verifies()
}

// What is no export is refused, and nothing comes of it.
func TestImportOfNoExport(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.shut()
	defer h.start()
	for _, name := range []string{slackZip(t, map[string]string{"x.json": "[]"}), t.TempDir(), filepath.Join(t.TempDir(), "nowhere"),
		slackZip(t, map[string]string{"channels.json": `[{"id":"C1","name":"a","members":["U1"]}]`, "users.json": `{`})} {
		if said, err := h.parley("import", name); err == nil {
			t.Errorf("importing %s says %q", name, said)
		}
	}
}

// A folder that lies gets nothing in that people could not have done: no HTML of its
// own, no file from outside, nobody's role.
func TestImportOfAFolderThatLies(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"people.jsonl": `{"id":"u_eve0000000","name":"Eve","role":"owner"}`,
		"rooms.jsonl":  `{"id":"tea","name":"Tea","members":["u_eve0000000","u_nobody0000"],"by":"u_eve0000000","posted":3}`,
		"secret.bin":   "not to be told",
		"rooms/1/messages.jsonl": `{"seq":1,"by":"u_eve0000000","at":1512085950000,"text":"a\u0000b","html":"<script>alert(1)</script>","command":"x",
			"files":[{"id":"f_1","name":"x","hash":"../../../../../../etc/passwd"},{"id":"f_2","name":"y","hash":"../secret"}]}
			{"seq":2,"by":"u_nobody0000","at":1512085950001,"text":"who?"}
			{"seq":3,"by":"u_eve0000000","at":-5,"text":"` + strings.Repeat("long ", 1000) + `","reactions":[{"emoji":"<b>","by":["u_eve0000000"]}]}`,
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	h := openHouse(t)
	said := h.takesIn(folder)
	eve := h.comesAs(t, "Eve")
	if eve.me.Role != shared.RoleMember {
		t.Errorf("Eve is %q", eve.me.Role)
	}
	messages := eve.history("tea", "").Messages
	if len(messages) != 3 || messages[0].Text != "ab" || messages[0].HTML != "" || len(messages[0].Files) != 0 {
		t.Fatalf("it says %q, and there are %+v", said, messages)
	}
	if long := messages[1].Text + messages[2].Text; long != strings.Repeat("long ", 1000) {
		t.Errorf("of the long one there is %q", long)
	}
	if !strings.Contains(said, "3 things could not be taken in") {
		t.Errorf("it says %q", said)
	}
	h.verifies()
}
