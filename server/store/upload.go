package store

import (
	"context"
	"time"

	"parley/server/chat"
	"parley/shared"
)

// AddUpload puts down that a person brought a file to a room, until its message
// has it or until it expires. It refuses who may not post there, and with
// CodeFilesFull what is over the bytes that one person may have.
func (s *Store) AddUpload(ctx context.Context, upload chat.Upload, expires time.Time) error {
	return s.change(ctx, func(c *conn) error {
		if err := c.mayUpload(upload, s.options.Clock()); err != nil {
			return err
		}
		return c.putUpload(upload, expires)
	})
}

func (c *conn) putUpload(upload chat.Upload, expires time.Time) error {
	doc, err := encodeDoc(upload)
	if err != nil {
		return err
	}
	f := upload.File
	_, err = c.exec("INSERT INTO uploads (id, author, size, hash, expires, doc) VALUES ($1, $2, $3, $4, $5, $6)",
		f.ID, upload.By, f.Size, f.Hash, expires.UnixMilli(), doc)
	return err
}

// mayUpload lets the server itself bring what it likes.
func (c *conn) mayUpload(upload chat.Upload, now time.Time) error {
	if upload.By == "" {
		return nil
	}
	if err := chat.MayPost(newRecords(c).at(now), upload.By, upload.Room); err != nil {
		return err
	}
	has, waits := int64(0), int64(0)
	_, err := c.one("SELECT coalesce(sum(size), 0) FROM files WHERE author = $1", args{upload.By}, &has)
	if err == nil {
		_, err = c.one("SELECT coalesce(sum(size), 0) FROM uploads WHERE author = $1", args{upload.By}, &waits)
	}
	if has += waits; err == nil && has+upload.File.Size > shared.MaxFileBytesPerPerson {
		err = shared.Errorf(shared.CodeFilesFull,
			"Your files take %d MB, and there is room for %d: delete messages with files that nobody needs.", has>>20, shared.MaxFileBytesPerPerson>>20)
	}
	return err
}

// MayPost refuses who may not post to a room, and so not bring a file.
func (s *Store) MayPost(ctx context.Context, person shared.PersonID, room shared.RoomID) error {
	return s.read(ctx, func(v view) error { return chat.MayPost(newRecords(v.conn).at(s.options.Clock()), person, room) })
}

// DropUpload takes back what a person uploaded and no message has; it refuses
// with CodeFileNotFound where there is no such thing.
func (s *Store) DropUpload(ctx context.Context, person shared.PersonID, id shared.FileID) error {
	return s.change(ctx, func(c *conn) error {
		dropped, err := c.dropUploads("id = $1 AND author = $2", args{id, person})
		if err == nil && dropped == 0 {
			err = shared.Errorf(shared.CodeFileNotFound, "There is no such upload: a message has it, or it was taken back.")
		}
		return err
	})
}

// ExpireUploads takes back what no message had in its time.
func (s *Store) ExpireUploads(ctx context.Context, now time.Time) error {
	return s.change(ctx, func(c *conn) error {
		_, err := c.dropUploads("expires <= $1", args{now.UnixMilli()})
		return err
	})
}

func (c *conn) dropUploads(where string, in args) (dropped int64, err error) {
	_, err = c.exec("INSERT INTO loose (hash) SELECT hash FROM uploads WHERE "+where+" ON CONFLICT (hash) DO NOTHING", in...)
	if err == nil {
		dropped, err = c.exec("DELETE FROM uploads WHERE "+where, in...)
	}
	return dropped, err
}
