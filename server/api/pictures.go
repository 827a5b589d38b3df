package api

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"parley/server/chat"
	"parley/server/files"
	"parley/shared"
)

// pictureForm keeps the picture that a person brought of themselves.
func (s *server) pictureForm(w http.ResponseWriter, r *http.Request, who session) error {
	s.seeOther(w, r, shared.PageMe+"#picture", s.takePicture(w, r, who))
	return nil
}

func (s *server) takePicture(w http.ResponseWriter, r *http.Request, who session) error {
	if err := s.sending.take(string(who.person.ID)); err != nil {
		return err
	}
	_, leave, err := s.incoming.enter(r.Context(), who)
	if err != nil {
		return err
	}
	defer leave()
	content, err := formPicture(w, r)
	if err != nil {
		return err
	}
	draft, err := s.files.ReceiveFace(content)
	if err != nil {
		return err
	}
	err = s.keepPicture(context.WithoutCancel(r.Context()), who, draft)
	s.tidy() // the one before may have nobody left
	return err
}

// keepPicture has the picture in its place before anybody is told of it. Until the
// person has it, it is an upload of the server's own.
func (s *server) keepPicture(ctx context.Context, who session, draft *files.Draft) error {
	draft.File.ID = shared.NewFileID(rand.Text())
	err := draft.Keep(func() error {
		return s.store.AddUpload(ctx, chat.Upload{File: draft.File}, s.now().Add(shared.UploadLife))
	})
	if err == nil {
		err = s.showPicture(ctx, who, shared.PictureID(draft.File.Hash))
	}
	s.store.DropUpload(ctx, "", draft.File.ID) // where that fails, it expires
	return err
}

// formPicture finds the file in a form.
func formPicture(w http.ResponseWriter, r *http.Request) (io.Reader, error) {
	r.Body = http.MaxBytesReader(w, r.Body, shared.MaxBodyBytes+shared.MaxFileBytes)
	r.Body = io.NopCloser(&unhurried{r.Body, http.NewResponseController(w)})
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return strings.NewReader(""), nil
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, bodyError(err)
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return strings.NewReader(""), nil
		case err != nil:
			return nil, bodyError(err)
		case part.FormName() == "picture":
			return part, nil
		}
	}
}

// showPicture has everyone know a person by a picture, or by none.
func (s *server) showPicture(ctx context.Context, who session, picture shared.PictureID) error {
	_, err := s.store.Do(ctx, who.person.ID, shared.Command{ID: s.newCommandID(), Body: shared.SetPicture{Picture: picture}})
	return err
}

func (s *server) endPictureForm(w http.ResponseWriter, r *http.Request, who session) error {
	_, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.SetPicture{}})
	s.tidy()
	s.seeOther(w, r, shared.PageMe+"#picture", err)
	return nil
}

// getPicture gives a picture that somebody shows of themselves. Under its name there
// is never another one, so a browser that has it need not ask again.
func (s *server) getPicture(w http.ResponseWriter, r *http.Request, _ session) error {
	picture := shared.PictureID(mux.Vars(r)["picture"])
	shown, err := s.store.Pictured(r.Context(), picture)
	if err == nil && !shown {
		err = shared.Errorf(shared.CodeFileNotFound, "Nobody shows that picture.")
	}
	if err != nil {
		return err
	}
	content, mediaType, err := s.files.Face(picture)
	if err != nil {
		return err
	}
	defer content.Close()
	header := w.Header()
	header.Set("Content-Security-Policy", filePolicy)
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "private, max-age=31536000, immutable")
	header.Set("Content-Type", mediaType)
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}
