package api

import (
	"context"
	"crypto/rand"
	"io"
	"mime"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/mux"

	"parley/server/chat"
	"parley/server/files"
	"parley/shared"
)

// uploadPatience is how long an upload may bring nothing at all.
const uploadPatience = 30 * time.Second

// postFile takes a file for a room: the request's body, as it is. What its type
// header and name= say is only what its sender says.
func (s *server) postFile(w http.ResponseWriter, r *http.Request, who session) error {
	room, err := roomOf(r)
	if err != nil {
		return err
	}
	if r.ContentLength > shared.MaxFileBytes {
		return shared.Errorf(shared.CodeFileTooLarge, "A file can have %d MB.", shared.MaxFileBytes>>20)
	}
	claim := files.Claim{Name: r.URL.Query().Get("name"), Type: r.Header.Get("Content-Type")}
	file, err := s.takeFile(r, &unhurried{r.Body, http.NewResponseController(w)}, claim, who, room)
	if err != nil {
		return err
	}
	reply(w, http.StatusCreated, shared.FileReply{File: file})
	return nil
}

// takeFile takes one that comes with a request.
func (s *server) takeFile(r *http.Request, content io.Reader, claim files.Claim, who session, room shared.RoomID) (shared.File, error) {
	if err := s.store.MayPost(r.Context(), who.person.ID, room); err != nil {
		return shared.File{}, err
	}
	if err := s.sending.take(string(who.person.ID)); err != nil {
		return shared.File{}, err
	}
	_, leave, err := s.incoming.enter(r.Context(), who)
	if err != nil {
		return shared.File{}, err
	}
	defer leave()
	draft, err := s.files.Receive(content, claim)
	if err != nil {
		return shared.File{}, err
	}
	return s.keepFile(r.Context(), who, room, draft)
}

// keepFile puts down whose file it is, and keeps it. Once it came in whole, that
// is done or undone as a whole.
func (s *server) keepFile(asked context.Context, who session, room shared.RoomID, draft *files.Draft) (shared.File, error) {
	ctx := context.WithoutCancel(asked)
	draft.File.ID = shared.NewFileID(rand.Text())
	err := draft.Keep(func() error {
		return s.store.AddUpload(ctx, chat.Upload{File: draft.File, By: who.person.ID, Room: room}, s.now().Add(shared.UploadLife))
	})
	if err != nil {
		s.store.DropUpload(ctx, who.person.ID, draft.File.ID) // where that fails, it expires
	}
	return draft.File, err
}

// unhurried reads a body for as long as something comes.
type unhurried struct {
	from    io.Reader
	control *http.ResponseController
}

func (u *unhurried) Read(p []byte) (int, error) {
	u.control.SetReadDeadline(time.Now().Add(uploadPatience)) // where it can't be set, the server's own holds
	return u.from.Read(p)
}

// deleteFile takes back what the person uploaded and no message has.
func (s *server) deleteFile(w http.ResponseWriter, r *http.Request, who session) error {
	if _, err := s.fileOf(r, who); err != nil {
		return err
	}
	if err := s.store.DropUpload(r.Context(), who.person.ID, fileID(r)); err != nil {
		return err
	}
	s.tidy()
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// getFile gives a file of a room to its members.
func (s *server) getFile(w http.ResponseWriter, r *http.Request, who session) error {
	file, err := s.fileOf(r, who)
	if err != nil {
		return err
	}
	content, err := s.files.Content(file.Hash)
	if err != nil {
		return err
	}
	defer content.Close()
	serveFile(w, r, file, file.Type, "", content)
	return nil
}

// getThumbnail gives a picture at the size of a timeline.
func (s *server) getThumbnail(w http.ResponseWriter, r *http.Request, who session) error {
	file, err := s.fileOf(r, who)
	if err != nil {
		return err
	}
	if !file.Picture() {
		return shared.Errorf(shared.CodeFileNotFound, "“%s” is no picture.", file.Name)
	}
	content, mediaType, err := s.files.Thumbnail(file)
	if err != nil {
		return err
	}
	defer content.Close()
	serveFile(w, r, file, mediaType, "-thumbnail", content)
	return nil
}

func fileID(r *http.Request) shared.FileID { return shared.FileID(mux.Vars(r)["file"]) }

// fileOf finds the file of a request's path, where the person may have it.
func (s *server) fileOf(r *http.Request, who session) (shared.File, error) {
	room, err := roomOf(r)
	if err != nil {
		return shared.File{}, err
	}
	return s.store.File(r.Context(), who.person.ID, room, fileID(r))
}

// filePolicy lets a file do nothing, whatever it is taken for.
const filePolicy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

// serveFile answers with content, or with the part of it that was asked for. A
// browser may keep it, but asks each time whether it still may show it. Only what
// a page shows is shown; the rest is downloaded.
func serveFile(w http.ResponseWriter, r *http.Request, file shared.File, mediaType, form string, content *os.File) {
	header := w.Header()
	header.Set("Content-Security-Policy", filePolicy)
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "private, no-cache")
	header.Set("ETag", `"`+file.Hash+form+`"`)
	header.Set("Content-Type", mediaType)
	header.Set("Content-Disposition", disposition(file, mediaType, r.URL.Query().Has("download")))
	http.ServeContent(w, r, "", time.Time{}, content)
}

// disposition says whether a browser shows the content or saves it, and under
// what name.
func disposition(file shared.File, mediaType string, saved bool) string {
	how := "attachment"
	if shared.Shows(mediaType) && !saved {
		how = "inline"
	}
	return mime.FormatMediaType(how, map[string]string{"filename": file.Name})
}
