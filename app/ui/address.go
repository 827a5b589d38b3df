package ui

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"parley/shared"
)

// pathShell is the address of the page that the service worker keeps for when
// there is no network.
const pathShell = "/shell"

// pageKind is what kind of page an address names.
type pageKind int

const (
	pagePlain pageKind = iota // one that the server alone renders, or none at all
	pageStart
	pageDirectory
	pageRoom
	pageLab
	pageDoor
	pageSearch
	pageShell
)

// address is what the address bar says.
type address struct {
	page    pageKind
	uri     string        // of pagePlain and pageDoor: what to ask the server for
	room    shared.RoomID // of pageRoom; not necessarily one that exists
	refused shared.Code   // why a plain form was refused; "" for nothing
	name    string        // what was typed into the form, likewise
	topic   string
	door    shared.DoorKind  // of pageDoor
	invited string           // of one's own page: the token of an invitation that was just made
	failed  string           // the part of the page whose form was refused; "" for its first
	part    string           // the fragment: a dialog to open
	message shared.Seq       // the fragment of pageRoom: a message to show; 0 for none
	stream  shared.LabStream // of pageLab
	typed   string           // of pageSearch: what is looked for
	before  shared.Seq       // of pageSearch: where to go on; 0 for the newest
}

// The fragments that open a dialog. Without the client each shows the plain form
// of that name on the directory's page, or on the room's.
const (
	PartCreate = "new"
	PartDirect = "talk"
	PartAdd    = "add" // on a room's page
)

// addressOf reads a URL or the path of one.
func addressOf(uri string) address {
	u, err := url.Parse(uri)
	if err != nil {
		return address{}
	}
	query := u.Query()
	at := address{invited: tokenOf(query.Get("invitation")), failed: query.Get("part"), refused: shared.Code(query.Get("error")), name: query.Get("name"), topic: query.Get("topic"), part: u.Fragment}
	switch room, ok := strings.CutPrefix(u.Path, shared.PageDirectory+"/"); {
	case u.Path == shared.PageHome || u.Path == "":
		at.page = pageStart
	case u.Path == shared.PageDirectory:
		at.page = pageDirectory
	case u.Path == shared.PageLab:
		at.page, at.stream = pageLab, labStream(query.Get("stream"))
	case doorOf(u.Path) != "":
		at.page, at.door = pageDoor, doorOf(u.Path)
	case u.Path == shared.PageSearch:
		at.page, at.typed, at.before = pageSearch, query.Get("q"), seqOf(query.Get("before"))
	case u.Path == pathShell:
		at.page = pageShell
	case ok && room != "" && !strings.Contains(room, "/"):
		at.page, at.room = pageRoom, shared.RoomID(room)
		at.message = seqOf(u.Fragment)
	}
	if at.page == pagePlain || at.page == pageDoor {
		at.uri = u.RequestURI()
	}
	return at
}

// doorOf is the door of a path; "" where it leads to none.
func doorOf(path string) shared.DoorKind {
	first, token, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch kind := shared.DoorKind(first); kind {
	case shared.DoorSignIn:
		if token == "" {
			return kind
		}
	case shared.DoorClaim, shared.DoorReset, shared.DoorInvite:
		if token != "" && !strings.Contains(token, "/") {
			return kind
		}
	}
	return ""
}

// tokenOf gives back what may be a token, and "" for what can't be: it is going
// to be part of an address.
func tokenOf(text string) string {
	for _, r := range text {
		if r > unicode.MaxASCII || !isLetterOrDigit(r) && r != '-' && r != '_' {
			return ""
		}
	}
	return text
}

// seqOf reads a message's position; 0 for what is none.
func seqOf(text string) shared.Seq {
	seq, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seq < 0 {
		return 0
	}
	return shared.Seq(seq)
}
