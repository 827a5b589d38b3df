package shared

import (
	"net/url"
	"strconv"
)

// The addresses of the API.
const (
	PathSession   = "/api/session"
	PathSnapshot  = "/api/snapshot"
	PathMe        = "/api/me" // one's own account; below it:
	PathPassword  = PathMe + "/password"
	PathDevices   = PathMe + "/devices"
	PathInvites   = PathMe + "/invitations"
	PathBots      = "/api/bots"     // each below it by ID, and its keys under it
	PathOpenID    = "/api/openid"   // sends a browser to the provider of OpenID Connect
	PathPictures  = "/api/pictures" // of people, below it by their IDs
	PathCommands  = "/api/commands"
	PathRooms     = "/api/rooms" // the directory
	PathSearch    = "/api/search"
	PathEvents    = "/api/events" // the streams lie under it: see PathStream
	PathSSE       = PathEvents + "/sse"
	PathWebSocket = PathEvents + "/websocket"
	PathPoll      = PathEvents + "/poll"
	PathFrame     = PathEvents + "/frame"
)

// PathStream is where a transport's streams lie under a base, such as PathEvents.
// Both kinds of polling have one address; wait= tells them apart.
func PathStream(base string, t Transport) string {
	if t == TransportLongPoll {
		t = TransportPoll
	}
	return base + "/" + string(t)
}

// The addresses of the pages.
const (
	PageHome      = "/"
	PageDirectory = "/rooms"
	PageSearch    = "/search"
	PageMe        = "/me"
	PageDirect    = "/direct" // where a form opens a direct room
	PageBots      = "/bots"
	PageReference = "/api" // of the API
	PageBans      = "/bans"
	PageActs      = "/audit"
	PageReports   = "/reports"
	PageReport    = "/report" // where one is made

	// Where forms make a passkey, and sign in by one. What the browser is to be told
	// is at /challenge below either.
	PagePasskeys = "/me/passkeys"
	PageProve    = "/signin/passkey"

	PageOpenID = "/signin/openid" // where the provider of OpenID Connect sends it back to

	// Below a room's page: those that show its stream in an iframe, for who has
	// no scripts.
	PageLive    = "/live"
	PageWaiting = "/waiting"
)

// SearchFor is the query of both addresses of the search: what is looked for,
// and the message to go on before; 0 for the newest.
func SearchFor(typed string, before Seq) string {
	query := "?q=" + url.QueryEscape(typed)
	if before > 0 {
		query += "&before=" + strconv.FormatInt(int64(before), 10)
	}
	return query
}

// PathMessages is where a room's history is read.
func PathMessages(room RoomID) string { return PathRooms + "/" + escape(room) + "/messages" }

// PathVersions is where it is read what a message said before it was edited.
func PathVersions(room RoomID, message Seq) string {
	return PathMessages(room) + "/" + strconv.FormatInt(int64(message), 10) + "/versions"
}

// PathTyping is where a client tells that its person is writing.
func PathTyping(room RoomID) string { return PathRooms + "/" + escape(room) + "/typing" }

// PathFiles is where files are uploaded to a room.
func PathFiles(room RoomID) string { return PathRooms + "/" + escape(room) + "/files" }

// PathFile is where a room's file is had.
func PathFile(room RoomID, file FileID) string {
	return PathFiles(room) + "/" + url.PathEscape(string(file))
}

// PathThumbnail is where a picture is had at the size of a timeline.
func PathThumbnail(room RoomID, file FileID) string { return PathFile(room, file) + "/thumbnail" }

// PageReportPerson is where somebody is reported.
func PageReportPerson(person PersonID) string {
	return PageReport + "?person=" + url.QueryEscape(string(person))
}

// PageReportMessage is where a message is.
func PageReportMessage(room RoomID, seq Seq) string {
	return PageReport + "?room=" + url.QueryEscape(string(room)) + "&message=" + strconv.FormatInt(int64(seq), 10)
}

// PathPicture is where a person's picture is had.
func PathPicture(id PictureID) string { return PathPictures + "/" + url.PathEscape(string(id)) }

// PageRoom is a room's page.
func PageRoom(room RoomID) string { return PageDirectory + "/" + escape(room) }

// PageDoor is the page of a door; token is that of its link, and "" where it
// has none.
func PageDoor(kind DoorKind, token string) string {
	if token == "" {
		return "/" + string(kind)
	}
	return "/" + string(kind) + "/" + url.PathEscape(token)
}

// PageMessage is a message's place on its room's page.
func PageMessage(room RoomID, seq Seq) string {
	return PageRoom(room) + "#" + strconv.FormatInt(int64(seq), 10)
}

// PageVersions is the page that shows what a message said before it was edited.
func PageVersions(room RoomID, message Seq) string {
	return PageRoom(room) + "/messages/" + strconv.FormatInt(int64(message), 10) + "/versions"
}

func escape(room RoomID) string { return url.PathEscape(string(room)) }
