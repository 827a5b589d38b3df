package lab

import (
	"encoding/json"
	"strconv"

	"parley/shared"
)

// What an upload is made of.
const (
	UploadBytes  = 10_000_000
	messageBytes = 50_000
	lookEvery    = 25 // ms between looks at what waits, to begin with
	looksKept    = 240
)

// UploadPhase is where an upload stands.
type UploadPhase int

// The phases of an upload.
const (
	NotSent  UploadPhase = iota
	Sending              // or connecting
	Received             // all of it, says the server
	Cancelled
	Broken
)

// Look is what an upload was like at a moment.
type Look struct {
	At       int64 // µs since all was handed over
	Waiting  int   // bytes in the browser: WebSocket's bufferedAmount
	Received int64 // bytes, says the server
}

// Upload sends bytes up a WebSocket, and watches them leave.
type Upload struct {
	world    World
	phase    UploadPhase
	turn     uint64
	run      int
	began    int64
	received shared.LabReceived
	looks    []Look
	every    int64 // ms between looks
	waiting  func() int
	close    func()
	hush     func() // stops the next look
}

// NewUpload makes one that has not begun.
func NewUpload(w World) *Upload {
	return &Upload{world: w, close: func() {}, hush: func() {}}
}

// Phase is where it stands.
func (u *Upload) Phase() UploadPhase { return u.phase }

// Turn grows with every change that can be seen.
func (u *Upload) Turn() uint64 { return u.turn }

// Looks are what it was like so far, evenly spread over the time.
func (u *Upload) Looks() []Look { return u.looks }

// Received is how much has arrived, and in what time.
func (u *Upload) Received() shared.LabReceived { return u.received }

// Start sends everything at once; the server takes it at that many bytes a
// second, or as fast as it can for 0.
func (u *Upload) Start(rate int) {
	u.stop(Sending)
	u.received, u.looks, u.every = shared.LabReceived{}, nil, lookEvery
	path := shared.PathUpload
	if rate > 0 {
		path += "?rate=" + strconv.Itoa(rate)
	}
	on := u.on()
	var send func(int)
	send, u.waiting, u.close = u.world.Sockets.Open(path,
		func() { on(func() { u.sendAll(send) }) },
		func(text string) { on(func() { u.hear(text) }) },
		func(int, string) { on(func() { u.stop(Broken) }) },
	)
}

// Cancel ends it.
func (u *Upload) Cancel() {
	if u.phase == Sending {
		u.stop(Cancelled)
	}
}

// on has things run on the owner's goroutine until the upload ends or begins
// anew.
func (u *Upload) on() func(f func()) {
	run := u.run
	return func(f func()) {
		u.world.Run(func() {
			if run == u.run {
				u.turn++
				f()
			}
		})
	}
}

func (u *Upload) sendAll(send func(int)) {
	for range UploadBytes / messageBytes {
		send(messageBytes)
	}
	u.began = u.world.Clock.Micros()
	u.look()
}

func (u *Upload) hear(text string) {
	if json.Unmarshal([]byte(text), &u.received) != nil || u.received.Bytes < UploadBytes {
		return
	}
	u.note()
	u.stop(Received)
}

// look notes what waits, again and again.
func (u *Upload) look() {
	u.note()
	on := u.on()
	u.hush = u.world.Outside.Timers.After(u.every, func() { on(u.look) })
}

// note keeps a look. When there are too many, every second one goes.
func (u *Upload) note() {
	u.looks = append(u.looks, Look{u.world.Clock.Micros() - u.began, u.waiting(), u.received.Bytes})
	if len(u.looks) < looksKept {
		return
	}
	for i := range looksKept / 2 {
		u.looks[i] = u.looks[2*i]
	}
	u.looks = u.looks[:looksKept/2]
	u.every *= 2
}

func (u *Upload) stop(into UploadPhase) {
	u.run++
	u.turn++
	u.phase = into
	u.hush()
	u.close()
	u.hush, u.close = func() {}, func() {}
}
