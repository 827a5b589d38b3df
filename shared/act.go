package shared

// Act is something that was done to keep order, with what is needed to tell of it.
type Act struct {
	Event Event
	By    Person // nobody, without an ID, for the server itself
	Whom  Person // whom it is about; nobody where it is about a room
	Room  string // what the room is called now; "" for the whole server
}

// ActLog is a page of the log of acts, the newest first.
type ActLog struct {
	Acts   []Act
	Before Seq // older ones are before this; 0 where there are none
}

// Ban is somebody who is kept out of the server, as they were, and since when.
type Ban struct {
	Person Person
	By     Person // nobody, without an ID, for the server itself
	At     int64  // milliseconds since 1970
}

// Keeping is what one of the pages shows where moderators keep order: the others are
// nil.
type Keeping struct {
	Bans    []Ban
	Acts    *ActLog
	Reports *ReportList
}
