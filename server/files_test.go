package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// pictureOf is a PNG of so many pixels, with a grain that takes room.
func pictureOf(t testing.TB, w, h int) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		picture.SetRGBA(i%w, i/w, color.RGBA{uint8(uint32(i*i) * 2654435761 >> 24), uint8(i % w * 255 / w), uint8(i / w * 255 / h), 255})
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func pathUpload(room shared.RoomID, name string) string {
	return shared.PathFiles(room) + "?name=" + url.QueryEscape(name)
}

// brings uploads a file to a room.
func (g *guest) brings(room shared.RoomID, name, content string) shared.File {
	g.t.Helper()
	var reply shared.FileReply
	g.must("POST", pathUpload(room, name), content, &reply)
	return reply.File
}

// obtains asks for something with headers, in pairs, and reads the answer.
func (g *guest) obtains(path string, headers ...string) (*http.Response, string) {
	g.t.Helper()
	request, _ := http.NewRequest("GET", g.base+path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := g.http.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return response, string(body)
}

// kept lists the files in the data folder, but for those of the database.
func (h *house) kept() (names []string) {
	h.t.Helper()
	err := filepath.WalkDir(filepath.Join(h.config.Data, filesFolder), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return names
}

// keeps waits until so many files are kept.
func (h *house) keeps(want int) {
	h.t.Helper()
	deadline := time.Now().Add(patience)
	for len(h.kept()) != want {
		if time.Now().After(deadline) {
			h.t.Fatalf("kept are %q, want %d", h.kept(), want)
		}
		<-time.After(look)
	}
}

func TestAPictureReachesTheRoom(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ear := bo.listen("", "")
	content := pictureOf(t, 1000, 800)
	file := ann.brings(shared.General, `C:\pictures\tea “time”.png`, content)
	if file.Name != "tea “time”.png" || file.Type != "image/png" || file.Width != 1000 || file.Height != 800 || file.Size != int64(len(content)) {
		t.Errorf("uploaded %+v", file)
	}
	seq := ann.do(shared.General, shared.PostMessage{Text: "look", Files: []shared.FileID{file.ID}})
	event := ear.hears("look")
	if posted := event.Body.(shared.MessagePosted); event.Seq != seq || len(posted.Files) != 1 || posted.Files[0] != file {
		t.Errorf("heard %+v", event)
	}
	if page := bo.history(shared.General, ""); len(page.Messages) != 1 || page.Messages[0].Files[0] != file {
		t.Errorf("the room has %+v", page.Messages)
	}

	response, got := bo.obtains(shared.PathFile(shared.General, file.ID))
	if response.StatusCode != 200 || got != content {
		t.Errorf("%d and %d bytes, want %d", response.StatusCode, len(got), len(content))
	}
	for name, want := range map[string]string{
		"Content-Type": "image/png", "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff",
		"Content-Disposition": "inline; filename*=utf-8''tea%20%E2%80%9Ctime%E2%80%9D.png", "Accept-Ranges": "bytes", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "sandbox") || strings.Contains(policy, "script") {
		t.Errorf("the policy is %q", policy)
	}
	small, shrunk := bo.obtains(shared.PathThumbnail(shared.General, file.ID))
	config, format, err := image.DecodeConfig(strings.NewReader(shrunk))
	if small.Header.Get("Content-Type") != "image/jpeg" || format != "jpeg" || config.Width != 800 || config.Height != 640 || err != nil {
		t.Errorf("the thumbnail is %s, %+v, %v", small.Header.Get("Content-Type"), config, err)
	}
}

func TestPartsOfAFileAndWhetherItChanged(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	path := shared.PathFile(shared.General, ann.brings(shared.General, "a.txt", "0123456789").ID)
	whole, content := ann.obtains(path, "Accept-Encoding", "gzip, br")
	if content != "0123456789" || whole.Header.Get("Content-Encoding") != "" || whole.Header.Get("Content-Disposition") != `attachment; filename=a.txt` {
		t.Errorf("%q, %v", content, whole.Header)
	}
	if part, content := ann.obtains(path, "Range", "bytes=2-4"); part.StatusCode != http.StatusPartialContent || content != "234" || part.Header.Get("Content-Range") != "bytes 2-4/10" {
		t.Errorf("%d %q %v", part.StatusCode, content, part.Header)
	}
	if none, _ := ann.obtains(path, "Range", "bytes=20-"); none.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("a part behind the end: %d", none.StatusCode)
	}
	if same, _ := ann.obtains(path, "If-None-Match", whole.Header.Get("ETag")); same.StatusCode != http.StatusNotModified {
		t.Errorf("the same again: %d", same.StatusCode)
	}
	if head := ann.respond("HEAD", path); head.StatusCode != 200 || head.ContentLength != 10 {
		t.Errorf("HEAD: %d, %d bytes", head.StatusCode, head.ContentLength)
	}
	ann.refused("GET", shared.PathThumbnail(shared.General, shared.FileID(filepath.Base(path))), nil, 404, shared.CodeFileNotFound)
}

func TestWhatAPageCouldRunIsDownloaded(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for name, content := range map[string]string{
		"a.html": "<!doctype html><script>alert(1)</script>",
		"a.svg":  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"a.pdf":  "%PDF-1.7",
		"a.xml":  `<?xml version="1.0"?><x/>`,
	} {
		file := ann.brings(shared.General, name, content)
		response, got := ann.obtains(shared.PathFile(shared.General, file.ID))
		if response.Header.Get("Content-Type") != shared.TypeOther || response.Header.Get("Content-Disposition") != "attachment; filename="+name || got != content {
			t.Errorf("%s: %v %q", name, response.Header, got)
		}
	}
}

func TestWhoMayHaveAFile(t *testing.T) {
	h := openHouse(t)
	ann, bo, cy := h.enter("Ann"), h.enter("Bo"), h.enter("Cy")
	ann.do("", shared.CreateRoom{Name: "Tea"})
	bo.do("tea", shared.Join{})
	file := ann.brings("tea", "a.png", pictureOf(t, 4, 3))
	path := shared.PathFile("tea", file.ID)
	bo.refused("GET", path, nil, 404, shared.CodeFileNotFound) // no message has it yet
	bo.refused("POST", shared.PathCommands, shared.Command{ID: newID(), Room: "tea", Body: shared.PostMessage{Files: []shared.FileID{file.ID}}}, 404, shared.CodeFileNotFound)
	ann.do("tea", shared.PostMessage{Files: []shared.FileID{file.ID}})
	for _, path := range []string{path, path + "/thumbnail"} {
		bo.must("HEAD", path, nil, nil)
		h.stranger().refused("GET", path, nil, 401, shared.CodeNoSession)
		cy.refused("GET", path, nil, 403, shared.CodeNotMember)
	}
	cy.refused("GET", shared.PathFile(shared.General, file.ID), nil, 404, shared.CodeFileNotFound)
	cy.refused("POST", pathUpload("tea", "a.txt"), "x", 403, shared.CodeNotMember)
	h.stranger().refused("POST", pathUpload("tea", "a.txt"), "x", 401, shared.CodeNoSession)
	bo.refused("DELETE", path, nil, 404, shared.CodeFileNotFound) // it is no upload any more, and was not his
	bo.do("tea", shared.Leave{})
	bo.refused("GET", path, nil, 403, shared.CodeNotMember)
}

func TestFilesGoWithTheirLastMessage(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	content := pictureOf(t, 1000, 800)
	var posted []shared.Seq
	var path string
	for range 2 {
		file := ann.brings(shared.General, "a.png", content)
		path = shared.PathFile(shared.General, file.ID)
		posted = append(posted, ann.do(shared.General, shared.PostMessage{Files: []shared.FileID{file.ID}}))
	}
	h.keeps(2) // the picture and its thumbnail, once
	ann.do(shared.General, shared.DeleteMessage{Message: posted[0]})
	ann.must("HEAD", path, nil, nil)
	ann.do(shared.General, shared.DeleteMessage{Message: posted[1]})
	ann.refused("GET", path, nil, 404, shared.CodeFileNotFound)
	h.keeps(0)

	dropped := ann.brings(shared.General, "b.txt", "hello")
	ann.must("DELETE", shared.PathFile(shared.General, dropped.ID), nil, nil)
	ann.refused("DELETE", shared.PathFile(shared.General, dropped.ID), nil, 404, shared.CodeFileNotFound)
	h.keeps(0)
}

func TestUploadsThatLieLeaveNothing(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	whole := pictureOf(t, 400, 300)
	for _, c := range []struct {
		name, content string
		status        int
		code          shared.Code
	}{
		{"", "", 422, shared.CodeFileEmpty},
		{"cat.png", "<html>", 422, shared.CodeFilePretends},
		{"cat.png", whole[:len(whole)/2], 422, shared.CodeFilePretends},
		{"large.bin", strings.Repeat("x", shared.MaxFileBytes+1), 413, shared.CodeFileTooLarge},
	} {
		status, answer, err := ann.try("POST", pathUpload(shared.General, c.name), c.content)
		if err != nil && c.status == 413 {
			continue // it was answered before it was read, and the connection closed
		}
		var said shared.ErrorReply
		if json.Unmarshal(answer, &said); err != nil || status != c.status || said.Error == nil || said.Error.Code != c.code {
			t.Errorf("%s: %d %s, %v; want %d %s", c.name, status, answer, err, c.status, c.code)
		}
	}
	if kept := h.kept(); len(kept) != 0 {
		t.Errorf("kept are %q", kept)
	}
}

// A connection that breaks in the middle of an upload leaves nothing behind.
func TestAnUploadThatIsCutOffLeavesNothing(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	base, _ := url.Parse(h.url())
	conn, err := net.Dial("tcp", base.Host)
	if err != nil {
		t.Fatal(err)
	}
	cookie := ann.http.Jar.Cookies(base)[0]
	io.WriteString(conn, "POST "+pathUpload(shared.General, "a.bin")+" HTTP/1.1\r\nHost: "+base.Host+"\r\nContent-Length: 100000\r\nCookie: "+cookie.String()+"\r\n\r\n"+strings.Repeat("x", 50_000))
	h.keeps(1) // on its way
	conn.Close()
	h.keeps(0)
}

// TestVerifyLooksAtFiles: one that is gone and one that is another are told.
func TestVerifyLooksAtFiles(t *testing.T) {
	h := openHouse(t)
	ann := h.enter("Ann")
	for _, content := range []string{"one", "two", "three"} {
		file := ann.brings(shared.General, content+".txt", content)
		ann.do(shared.General, shared.PostMessage{Files: []shared.FileID{file.ID}})
	}
	h.shut()
	check := func() (string, error) {
		var out bytes.Buffer
		c := commands()
		c.SetArgs([]string{"verify", "--data", h.config.Data})
		c.SetOut(&out)
		err := c.ExecuteContext(t.Context())
		return out.String(), err
	}
	if said, err := check(); err != nil || !strings.Contains(said, "3 files, no difference") {
		t.Errorf("%q, %v", said, err)
	}
	kept := h.kept()
	if err := errors.Join(os.Remove(kept[0]), os.WriteFile(kept[1], []byte("xxx"), 0o600)); err != nil {
		t.Fatal(err)
	}
	said, err := check()
	if err == nil || strings.Count(said, "\n") != 2 || !strings.Contains(said, "not here any more") || !strings.Contains(said, "another one") {
		t.Errorf("%q, %v", said, err)
	}
	h.start()
}
