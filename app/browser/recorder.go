//go:build js

package browser

import (
	"strings"
	"syscall/js"
	"time"

	"parley/app/client"
)

// Recorder records by the device's microphone. Browsers have it on pages over
// HTTPS alone, and on this machine.
type Recorder struct{}

// recording is one of them.
type recording struct {
	calls    callbacks
	stream   js.Value // MediaStream; undefined before it is given
	recorder js.Value // MediaRecorder, likewise
	parts    js.Value // what it gave so far
	began    func()
	ended    func(client.Picked)
	over     bool
}

// Record begins; see client.Recorder.
func (Recorder) Record(began func(), ended func(client.Picked)) (stop, cancel func()) {
	r := &recording{began: began, ended: ended}
	err := try(func() {
		asked := navigator().Get("mediaDevices").Call("getUserMedia", map[string]any{"audio": true})
		then(asked, r.given, func(js.Value) { r.end(nil) })
	})
	if err != nil {
		time.AfterFunc(0, func() { r.end(nil) })
	}
	return r.stop, r.cancel
}

// given is called with the microphone.
func (r *recording) given(stream js.Value) {
	r.stream = stream
	if r.over {
		r.hush()
		return
	}
	err := try(func() {
		r.recorder = window().Get("MediaRecorder").New(stream)
		r.parts = window().Get("Array").New()
		r.calls.listen(r.recorder, "dataavailable", func(event js.Value) { r.parts.Call("push", event.Get("data")) })
		r.calls.listen(r.recorder, "stop", func(js.Value) { r.end(r.file()) })
		r.calls.listen(r.recorder, "error", func(js.Value) { r.end(nil) })
		r.recorder.Call("start")
	})
	if err != nil {
		r.end(nil)
		return
	}
	r.began()
}

// voiceEndings are those of names, by what the browser records.
var voiceEndings = map[string]string{"audio/webm": ".webm", "audio/mp4": ".m4a", "audio/ogg": ".ogg"}

func (r *recording) file() client.Picked {
	mediaType, _, _ := strings.Cut(r.recorder.Get("mimeType").String(), ";")
	file := window().Get("File").New(r.parts, "voice"+voiceEndings[mediaType], map[string]any{"type": mediaType})
	return picked{file}
}

func (r *recording) stop() {
	try(func() { r.recorder.Call("stop") }) // end follows
}

func (r *recording) cancel() {
	r.over = true
	r.hush()
	r.calls.release()
}

func (r *recording) end(recorded client.Picked) {
	if r.over {
		return
	}
	r.cancel()
	r.ended(recorded)
}

// hush gives the microphone back.
func (r *recording) hush() {
	try(func() {
		tracks := r.stream.Call("getTracks")
		for i := range tracks.Length() {
			tracks.Index(i).Call("stop")
		}
	})
}
