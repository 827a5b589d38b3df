package store

import (
	"time"

	"parley/shared"
)

// at sets the time.
func (r *records) at(now time.Time) *records {
	r.now = now.UnixMilli()
	return r
}

// Now is the time of the batch, which its events get.
func (r *records) Now() int64 { return r.now }

func (r *records) Wrote(room shared.RoomID, person shared.PersonID) (at int64, ok bool, err error) {
	ok, err = r.one("SELECT at FROM paces WHERE room = $1 AND person = $2", args{room, person}, &at)
	return at, ok, err
}

func (r *records) PutWrote(room shared.RoomID, person shared.PersonID, at int64) error {
	_, err := r.exec(`INSERT INTO paces (room, person, at) VALUES ($1, $2, $3)
		ON CONFLICT (room, person) DO UPDATE SET at = excluded.at`, room, person, at)
	return err
}
