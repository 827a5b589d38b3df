package shared

import (
	"encoding/json"
	"net/url"
)

// LabStream names one of the lab's streams: an in-memory log of its own, behind
// the same transports as the room's.
type LabStream string

// The lab's streams.
const (
	LabClock  LabStream = "clock"  // the time, once a second
	LabWords  LabStream = "words"  // a text, word by word; it ends
	LabVitals LabStream = "vitals" // how the server is doing, once a second
	LabButton LabStream = "button" // whenever someone presses the button
)

// KindLabSample is the kind of every event of the lab. It is never in the log of
// the room, so no visitor knows it: as an Unknown, its Raw is a LabSample.
const KindLabSample Kind = "lab.sample"

// LabSample is what an event of the lab says. In the frame's HTML an event is
// <p data-cursor="…" data-micros="…">text</p>.
type LabSample struct {
	Micros int64   `json:"micros"`           // when it happened by the server's clock, in µs since 1970
	Text   string  `json:"text"`             // in words; of LabWords one, with the space that follows it
	Vitals *Vitals `json:"vitals,omitempty"` // of LabVitals alone
}

// Vitals are the server's vital signs.
type Vitals struct {
	CPU       float64 `json:"cpu"`       // of one core, over the last second: 1.5 is one and a half
	Memory    int64   `json:"memory"`    // resident bytes
	Listeners int     `json:"listeners"` // open streams, of the room and of the lab
	Events    float64 `json:"events"`    // a second, of the room's log
}

// NewLabEvent makes an event of a lab stream; at is Micros in milliseconds.
func NewLabEvent(seq Seq, stream LabStream, by PersonID, s LabSample) Event {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // it has a JSON form unless CPU or Events is no number
	}
	return Event{Seq: seq, Room: RoomID(stream), By: by, At: s.Micros / 1000, Body: Unknown{Name: KindLabSample, Raw: raw}}
}

// LabSampleOf reads what an event of a lab stream says.
func LabSampleOf(e Event) (s LabSample, err error) {
	said, ok := e.Body.(Unknown)
	if !ok || said.Name != KindLabSample {
		return s, Errorf(CodeKindUnknown, "A %s is not of the lab.", e.Kind())
	}
	return s, json.Unmarshal(said.Raw, &s)
}

// LabState answers what the lab has.
type LabState struct {
	Now     int64            `json:"now"`     // the server's clock, in µs since 1970
	Streams []LabStreamState `json:"streams"` // in the order of the constants
}

// LabStreamState is where a stream of the lab stands.
type LabStreamState struct {
	ID       LabStream `json:"id"`
	From     Cursor    `json:"from"`     // listen after it to hear all that there is
	Head     Cursor    `json:"head"`     // listen after it to hear what is new
	Finished bool      `json:"finished"` // nothing follows Head
}

// LabLine is what went over one line: the connections of the requests that bear
// its name, one after another or at once. The bytes are those on the server's
// connections, with headers, framing and TLS, as long as such a request lasts;
// where a proxy is in between, they are those between the proxy and the server.
// A proxy that speaks HTTP/2 to the server has no bytes, and can't be cut or held:
// its connection carries everybody's requests.
type LabLine struct {
	Requests int64 `json:"requests"`
	Up       int64 `json:"up"`     // bytes to the server
	Down     int64 `json:"down"`   // bytes from the server
	Shared   bool  `json:"shared"` // over HTTP/2: the bytes are also those of other requests on the connection
	Held     bool  `json:"held"`
	Stopped  bool  `json:"stopped"`
}

// LabLines answers for the lines asked for, by name. One of which nobody has
// heard yet has no figures.
type LabLines struct {
	Lines map[string]LabLine `json:"lines"`
}

// LabHold asks to hold back for a while what the server writes on a line, in
// place of any hold before. It then goes out at once.
type LabHold struct {
	Millis int `json:"ms"` // 1 to MaxLabHold
}

// LabReceived tells how much of an upload has arrived: about ten times a second,
// and at the end of each of its messages.
type LabReceived struct {
	Bytes  int64 `json:"bytes"`
	Micros int64 `json:"micros"` // since the first byte
}

// The addresses of the lab, for people with a session. On the address of a
// stream or an upload line= names the line that it is to count for: each person
// has lines of their own, and has those that they have named.
const (
	PageLab     = "/lab"
	PathLab     = "/api/lab"             // LabState
	PathLines   = PathLab + "/lines"     // LabLines, of ?name=…&name=…
	PathUpload  = PathLab + "/upload"    // a WebSocket that swallows messages, at ?rate= bytes a second, and tells LabReceived
	PathRestart = PathLab + "/words/run" // POST: the text anew, unless it is being told; answers its LabStreamState
	PathPress   = PathLab + "/button"    // POST: the button is pressed; answers 204
)

// PathLabStream is under what the streams of the lab lie, as those of the room
// lie under PathEvents.
func PathLabStream(s LabStream) string { return PathLab + "/" + string(s) + "/events" }

// PathLine is a line's own address; what is POSTed below it is "cut" (its
// connections are closed), "hold" (a LabHold), "stop" (its streams end for good,
// and asking again gets 204) and "start" (stop undone). Each answers the LabLine.
func PathLine(name string) string { return PathLines + "/" + url.PathEscape(name) }

// Limits of the lab.
const (
	MaxLabLine    = 32       // bytes of a line's name: a-z, 0-9 and -
	MaxLabLines   = 32       // lines of one person; the one that was not used for longest makes room
	MaxLabHold    = 20_000   // milliseconds
	MaxLabUpload  = 16 << 20 // bytes of one upload, in as many messages as one likes; then it closes with 1009
	MaxLabUploads = 4        // of one person at once
	MinLabRate    = 64 << 10 // bytes a second of an upload
	MaxLabRate    = 64 << 20
)
