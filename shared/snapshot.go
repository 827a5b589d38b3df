package shared

// Snapshot is what a person's client knows at a cursor: the state, to which
// the events after it are applied.
type Snapshot struct {
	Cursor Cursor   `json:"cursor"`
	Me     Person   `json:"me"`
	Rooms  []Room   `json:"rooms"`  // those the person is in, by name
	People []Person `json:"people"` // all who are in those rooms
	// Blocked are those whom the person does not want to hear, by ID.
	Blocked []PersonID `json:"blocked,omitempty"`
	// Reports is how many wait for a moderator; 0 for who is none.
	Reports int `json:"reports,omitempty"`
}

// Page is a stretch of a room's history, oldest first.
type Page struct {
	Messages []Message `json:"messages"`
	More     bool      `json:"more"`             // whether there are older ones
	Newer    bool      `json:"newer,omitempty"`  // whether there are newer ones
	Quoted   []Message `json:"quoted,omitempty"` // those that the messages answer, where they are not among them
	People   []Person  `json:"people"`           // everyone whom the messages name
	Cursor   Cursor    `json:"cursor"`           // the page holds all that was true here
}

// Directory lists the public rooms.
type Directory struct {
	Rooms []ListedRoom `json:"rooms"`
}

// Session answers who one is.
type Session struct {
	Me Person `json:"me"`
}

// EnterRequest asks for a session: under a name that is free, or of an account.
type EnterRequest struct {
	Name     string `json:"name"`
	Password string `json:"password,omitempty"` // of the account of that name; without one, a guest enters
}

// Boot lies in the page beside what the server rendered, so that the client
// takes over without asking again. Snapshot is nil for who has no session;
// the others are there where the page shows them.
type Boot struct {
	Version   string         `json:"version"`
	Network   string         `json:"network,omitempty"` // names the network that the page was asked from, and tells nothing about it
	Snapshot  *Snapshot      `json:"snapshot,omitempty"`
	Room      RoomID         `json:"room,omitempty"`      // the room of the page
	Page      *Page          `json:"page,omitempty"`      // its latest messages, for its members
	Directory *Directory     `json:"directory,omitempty"` // the public rooms
	Search    *SearchResults `json:"search,omitempty"`    // what the page's address looks for
	Invited   bool           `json:"invited,omitempty"`   // whether nobody enters without an account
	Error     *Error         `json:"error,omitempty"`     // why there is nothing else

	// What pages show that the server alone renders stays there.
	Account *Account `json:"-"` // of who asks
	Bots    *Bots    `json:"-"` // for who sees to them
	Door    *Door    `json:"-"`

	Versions  *Versions  `json:"-"` // of a message
	Reference *Reference `json:"-"`
	Keeping   *Keeping   `json:"-"` // for moderators
	Reporting *Reporting `json:"-"`
}
