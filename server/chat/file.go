package chat

import "parley/shared"

// FilesTx is the records of files, as part of a Tx.
type FilesTx interface {
	// Upload gives a file that waits for its message, and whether there is one.
	Upload(shared.FileID) (Upload, bool, error)
	// PutFile writes that a message brought a file along, which no upload is any
	// more. DeleteFile takes one away again, and DeleteFiles all that a message
	// brought.
	PutFile(Attachment) error
	DeleteFile(shared.FileID) error
	DeleteFiles(shared.RoomID, shared.Seq) error
}

// Upload is a file that a person brought to a room and that no message has yet.
// It is no part of the log.
type Upload struct {
	File shared.File
	By   shared.PersonID
	Room shared.RoomID
}

// Attachment is the record of a file that a message brought along.
type Attachment struct {
	File    shared.File     `json:"file"`
	By      shared.PersonID `json:"by"`
	Room    shared.RoomID   `json:"room"`
	Message shared.Seq      `json:"message"`
}

// MayPost refuses who may not post to a room.
func MayPost(tx Tx, by shared.PersonID, room shared.RoomID) error {
	d := decision{tx: tx, event: shared.Event{By: by}}
	_, err := d.opened(room)
	return err
}

// files finds what who asks uploaded to a room for this message.
func (d *decision) files(room shared.RoomID, ids []shared.FileID) (files []shared.File, err error) {
	for _, id := range ids {
		upload, ok, err := d.tx.Upload(id)
		if err != nil {
			return nil, err
		}
		if !ok || upload.By != d.event.By || upload.Room != room {
			return nil, shared.Errorf(shared.CodeFileNotFound, "A file is not there any more: upload it again.")
		}
		files = append(files, upload.File)
	}
	return files, nil
}

// attach puts down what a message brought along.
func (a applier) attach(e shared.Event, files []shared.File) error {
	for _, file := range files {
		if err := a.tx.PutFile(Attachment{File: file, By: e.By, Room: e.Room, Message: e.Seq}); err != nil {
			return err
		}
	}
	return nil
}
