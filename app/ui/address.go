package ui

import (
	"net/url"
	"strings"

	"parley/shared"
)

// pathShell is the address of the page that the service worker keeps for when
// there is no network.
const pathShell = "/shell"

// pageKind is what kind of page an address names.
type pageKind int

const (
	pageLost pageKind = iota // no page at all
	pageStart
	pageDirectory
	pageRoom
	pageLab
	pageShell
)

// address is what the address bar says.
type address struct {
	page    pageKind
	room    shared.RoomID // of pageRoom; not necessarily one that exists
	refused shared.Code   // why a plain form was refused; "" for nothing
	name    string        // what was typed into the form, likewise
	topic   string
	part    string           // the fragment: a dialog to open
	stream  shared.LabStream // of pageLab
}

// The fragments that open a dialog. Without the client each shows the plain form
// of that name on the directory's page.
const (
	PartCreate   = "new"
	PartSettings = "me"
)

// addressOf reads a URL or the path of one.
func addressOf(uri string) address {
	u, err := url.Parse(uri)
	if err != nil {
		return address{}
	}
	query := u.Query()
	at := address{refused: shared.Code(query.Get("error")), name: query.Get("name"), topic: query.Get("topic"), part: u.Fragment}
	switch room, ok := strings.CutPrefix(u.Path, shared.PageDirectory+"/"); {
	case u.Path == shared.PageHome || u.Path == "":
		at.page = pageStart
	case u.Path == shared.PageDirectory:
		at.page = pageDirectory
	case u.Path == shared.PageLab:
		at.page, at.stream = pageLab, labStream(query.Get("stream"))
	case u.Path == pathShell:
		at.page = pageShell
	case ok && room != "" && !strings.Contains(room, "/"):
		at.page, at.room = pageRoom, shared.RoomID(room)
	}
	return at
}
