package archive

import (
	"time"

	"parley/server/chat"
	"parley/server/files"
	"parley/shared"
)

// keepFile brings a file for a message, and gives its ID here.
func (m *importer) keepFile(f shared.File, by shared.PersonID, room shared.RoomID, id shared.FileID) error {
	content, err := m.From.Open(f)
	if err != nil {
		return shared.Errorf(shared.CodeFileNotFound, "its content is not there: %v", err)
	}
	defer content.Close()
	draft, err := m.Files.Receive(content, files.Claim{Name: f.Name, Type: f.Type})
	if err != nil {
		return err
	}
	draft.File.ID = id
	err = draft.Keep(func() error {
		err := m.Store.DropUpload(m.ctx, by, id) // which an import left that was broken off
		if err != nil && shared.CodeOf(err) != shared.CodeFileNotFound {
			return err
		}
		return m.Store.AddUpload(m.ctx, chat.Upload{File: draft.File, By: by, Room: room}, time.Now().Add(shared.UploadLife))
	})
	if err == nil {
		m.done.Files++
	}
	return err
}
