package api

import (
	"cmp"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"parley/server/files"
	"parley/shared"
)

// multipart reads the form of a message in a browser without scripts: its fields
// come to r.PostForm, and its files are uploaded one after another.
func (s *server) multipart(w http.ResponseWriter, r *http.Request, who session, room shared.RoomID) (brought []shared.FileID, err error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return nil, form(w, r)
	}
	r.PostForm = url.Values{}
	r.Body = http.MaxBytesReader(w, r.Body, shared.MaxBodyBytes+shared.MaxFilesPerMessage*shared.MaxFileBytes)
	r.Body = io.NopCloser(&unhurried{r.Body, http.NewResponseController(w)})
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, bodyError(err)
	}
	var refused error // of the first file that is; what was written is read all the same, to be given back
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return brought, refused
		case err != nil:
			return nil, cmp.Or(refused, bodyError(err))
		case part.FormName() != "files":
			if err := formField(r, part); err != nil {
				return nil, err
			}
		case part.FileName() != "" && refused == nil: // without a choice there is a part, and nothing in it
			brought, refused = s.formFile(r, part, who, room, brought)
		}
	}
}

// formField reads a field that is no file.
func formField(r *http.Request, part *multipart.Part) error {
	value, err := io.ReadAll(io.LimitReader(part, shared.MaxBodyBytes))
	if err != nil {
		return bodyError(err)
	}
	r.PostForm.Add(part.FormName(), string(value))
	return nil
}

func (s *server) formFile(r *http.Request, part *multipart.Part, who session, room shared.RoomID, brought []shared.FileID) ([]shared.FileID, error) {
	if len(brought) >= shared.MaxFilesPerMessage {
		return nil, shared.Errorf(shared.CodeTooMany, "A message can have %d files.", shared.MaxFilesPerMessage)
	}
	file, err := s.takeFile(r, part, files.Claim{Name: part.FileName(), Type: part.Header.Get("Content-Type")}, who, room)
	return append(brought, file.ID), err
}
