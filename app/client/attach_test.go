package client_test

import (
	"encoding/json"
	"strings"
	"testing"

	"parley/app/client"
	"parley/shared"
)

func (t *tab) Picks(f func([]client.Picked)) { t.picks = f }

// picked is a file in the hand of a test, which says how its upload goes.
type picked struct {
	name     string
	size     int64
	path     string // that it was sent to; "" while it wasn't
	sent     func(int64)
	done     func(int, []byte, int)
	canceled bool
}

func (p *picked) Name() string { return p.name }
func (p *picked) Size() int64  { return p.size }

func (p *picked) Send(path string, sent func(int64), done func(int, []byte, int)) func() {
	p.path, p.sent, p.done = path, sent, done
	return func() { p.canceled = true }
}

// arrives has the upload succeed, as a file of that number.
func (p *picked) arrives(id string) {
	file := shared.File{ID: shared.NewFileID(strings.Repeat(id, 26)), Name: shared.CleanFileName(p.name), Size: p.size, Type: shared.TypeOther}
	body, _ := json.Marshal(shared.FileReply{File: file})
	p.done(201, body, 0)
}

func (p *picked) fails(status int, code shared.Code) {
	body, _ := json.Marshal(shared.ErrorReply{Error: shared.Errorf(code, "no")})
	p.done(status, body, 0)
}

func (t *tab) choose(files ...*picked) {
	t.w.t.Helper()
	var all []client.Picked
	for _, f := range files {
		all = append(all, f)
	}
	t.picks(all)
	t.w.settle()
}

func TestFilesComeAlong(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	a, b, c := &picked{name: `C:\x\a.txt`, size: 100}, &picked{name: "b.txt", size: 200}, &picked{name: "c.txt", size: 300}
	tab.choose(a, b, c)
	if a.path != shared.PathFiles(shared.General)+"?name=a.txt" || b.path == "" || c.path != "" {
		t.Fatalf("sent to %q, %q and %q", a.path, b.path, c.path)
	}
	a.sent(40)
	w.settle()
	if got := tab.Attachments(shared.General); len(got) != 3 || got[0].Sent != 40 || !got[0].Uploading() || !tab.Uploading(shared.General) {
		t.Fatalf("attached are %+v", got)
	}
	a.arrives("a")
	w.settle()
	if c.path == "" {
		t.Fatal("the third does not follow")
	}
	b.fails(422, shared.CodeFilePretends)
	c.arrives("c")
	w.settle()
	if tab.Uploading(shared.General) || tab.Attachments(shared.General)[1].MayPass() {
		t.Errorf("attached are %+v", tab.Attachments(shared.General))
	}
	tab.Post(shared.General, " ")
	shown := tab.State().Room(shared.General).Chunks()[0].Items[0].Message
	if len(shown.Files) != 2 || shown.Files[0].Name != "a.txt" || shown.Text != "" {
		t.Errorf("shown as pending is %+v", shown)
	}
	if left := tab.Attachments(shared.General); len(left) != 1 || left[0].Name != "b.txt" {
		t.Errorf("left are %+v", left)
	}
	w.settle()
	page := w.log.Messages(shared.General, 0, 0, 0, 10)
	if len(page.Messages) != 1 || len(page.Messages[0].Files) != 2 {
		t.Errorf("the room has %+v", page.Messages)
	}
}

func TestAPendingPostKeepsItsFilesOverAReload(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	a := &picked{name: "a.txt", size: 1}
	tab.choose(a)
	a.arrives("a")
	w.settle()
	w.down = true
	tab.Post(shared.General, "look")
	w.settle()
	tab.close()
	again := w.boot()
	items := again.State().Room(shared.General).Chunks()[0].Items
	if len(items) != 1 || items[0].Pending == nil || len(items[0].Message.Files) != 1 {
		t.Errorf("shown is %+v", items)
	}
}

func TestWhatIsUnfitIsNotSent(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	large, empty := &picked{name: "a", size: shared.MaxFileBytes + 1}, &picked{name: "b"}
	tab.choose(large, empty)
	for i, code := range []shared.Code{shared.CodeFileTooLarge, shared.CodeFileEmpty} {
		if a := tab.Attachments(shared.General)[i]; shared.CodeOf(a.Error) != code {
			t.Errorf("%+v, want %s", a, code)
		}
	}
	for range shared.MaxFilesPerMessage - 1 {
		tab.choose(&picked{name: "c", size: 1})
	}
	if a := tab.Attachments(shared.General)[shared.MaxFilesPerMessage]; shared.CodeOf(a.Error) != shared.CodeTooMany {
		t.Errorf("one too many: %+v", a)
	}
	if large.path != "" || empty.path != "" {
		t.Error("it was sent")
	}
	tab.Client.Open("")
	tab.choose(&picked{name: "nowhere", size: 1})
	if got := tab.Attachments(""); len(got) != 0 {
		t.Errorf("a file for no room: %+v", got)
	}
}

func TestFilesAreTakenBack(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	under, up := &picked{name: "under way", size: 1}, &picked{name: "up", size: 1}
	tab.choose(under, up)
	up.arrives("b")
	w.settle()
	for _, a := range tab.Attachments(shared.General) {
		tab.Detach(a.ID)
	}
	w.settle()
	if !under.canceled || up.canceled || len(tab.Attachments(shared.General)) != 0 {
		t.Errorf("left are %+v", tab.Attachments(shared.General))
	}
	if n := w.count("DELETE " + shared.PathFiles(shared.General)); n != 1 {
		t.Errorf("the server was told %d times", n)
	}
	under.arrives("a") // too late
	w.settle()
	if got := tab.Attachments(shared.General); len(got) != 0 {
		t.Errorf("it came back: %+v", got)
	}
}

func TestAnUploadIsTriedAgainAndEndsWithTheSession(t *testing.T) {
	w := newWorld(t)
	tab := w.boot()
	a, b := &picked{name: "a", size: 1}, &picked{name: "b", size: 1}
	tab.choose(a, b)
	a.done(0, nil, 0) // no answer
	w.settle()
	failed := tab.Attachments(shared.General)[0]
	if !failed.MayPass() || failed.Error.Code != shared.CodeUnavailable {
		t.Fatalf("it is %+v", failed)
	}
	a.path = ""
	tab.AttachAgain(failed.ID)
	if a.path == "" {
		t.Fatal("it was not sent again")
	}
	a.fails(401, shared.CodeNoSession)
	w.settle()
	tab.is(client.Ended)
	if !b.canceled || len(tab.Attachments(shared.General)) != 0 {
		t.Errorf("left are %+v", tab.Attachments(shared.General))
	}
}
