package store

import (
	"parley/server/chat"
	"parley/shared"
)

func (r *records) Upload(id shared.FileID) (chat.Upload, bool, error) {
	return document[chat.Upload](r.conn, "SELECT doc FROM uploads WHERE id = $1", args{id})
}

func (r *records) PutFile(a chat.Attachment) error {
	doc, err := encodeDoc(a)
	if err != nil {
		return err
	}
	_, err = r.exec(`INSERT INTO files (id, room, message, author, size, hash, doc) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO UPDATE SET room = excluded.room, message = excluded.message, author = excluded.author,
		size = excluded.size, hash = excluded.hash, doc = excluded.doc`, a.File.ID, a.Room, a.Message, a.By, a.File.Size, a.File.Hash, doc)
	if err == nil {
		_, err = r.exec("DELETE FROM uploads WHERE id = $1", a.File.ID)
	}
	return err
}

func (r *records) DeleteFile(id shared.FileID) error { return r.dropFiles("id = $1", id) }

func (r *records) DeleteFiles(room shared.RoomID, message shared.Seq) error {
	return r.dropFiles("room = $1 AND message = $2", room, message)
}

// dropFiles takes files away, whose contents may then have nobody left.
func (r *records) dropFiles(where string, in ...any) error {
	_, err := r.exec("INSERT INTO loose (hash) SELECT hash FROM files WHERE "+where+" ON CONFLICT (hash) DO NOTHING", in...)
	if err == nil {
		_, err = r.exec("DELETE FROM files WHERE "+where, in...)
	}
	return err
}
