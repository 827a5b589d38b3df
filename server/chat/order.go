package chat

import "parley/shared"

// OrderTx is the records of what is done for the peace of the server, as part of a
// Tx.
type OrderTx interface {
	// Ban gives who is kept out, and whether somebody is. BanNamed finds whom a name
	// belongs to that nobody may bear while they are, by NameKey.
	Ban(shared.PersonID) (Ban, bool, error)
	BanNamed(key string) (shared.PersonID, bool, error)
	PutBan(Ban) error
	DeleteBan(shared.PersonID) error

	// Blocked lists whom a person does not want to hear, by ID.
	Blocked(by shared.PersonID) ([]shared.PersonID, error)
	PutBlock(by, person shared.PersonID) error
	DeleteBlock(by, person shared.PersonID) error

	// AddAct notes that an event is something that was done to keep order, on the
	// whole server or in a room.
	AddAct(shared.Seq, shared.RoomID) error

	// OpenReport tells whom a report is about, by the event that made it, and whether
	// it waits for a moderator; OpenReports how many of a person's do. AddReport puts
	// one down, DeleteReport takes it away: somebody saw to it.
	OpenReport(shared.Seq) (about shared.PersonID, ok bool, err error)
	OpenReports(by shared.PersonID) (int, error)
	AddReport(seq shared.Seq, by, about shared.PersonID) error
	DeleteReport(shared.Seq) error
}

// Ban is the record of somebody who is kept out of the server.
type Ban struct {
	Person shared.Person   `json:"person"` // as they were
	By     shared.PersonID `json:"by"`
	At     int64           `json:"at"` // milliseconds since 1970
}
