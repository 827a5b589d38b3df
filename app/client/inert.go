package client

import (
	"math/rand/v2"
	"time"
)

// inert is a world in which nothing happens: what a client has that renders on
// the server.
type inert struct{}

type (
	inertStreams struct{}
	inertSockets struct{}
)

func (inertStreams) Open(string, func(), func(string, string, string), func(bool)) func() {
	return func() {}
}

func (inertSockets) Open(string, func(), func(string), func(int, string)) (func(string), func()) {
	return func(string) {}, func() {}
}

func (inert) Do(string, string, []byte, int64, func(int, []byte, int)) func() { return func() {} }

func (inert) Get(string) string { return "" }

func (inert) Set(string, string) {}

func (inert) Keys(string) []string { return nil }

func (inert) Put(string, string, func(bool)) {}

func (inert) Remove(string) {}

func (inert) All(func([]string, bool)) {}

func (inert) Now() int64 { return time.Now().UnixMilli() }

func (inert) After(int64, func()) func() { return func() {} }

func (inert) Hold(string, func(func())) {}

func (inert) Send(string) {}

func (inert) Receive(func(string)) {}

func (inert) Online() bool { return true }

func (inert) Visible() bool { return true }

func (inert) Watch(func(bool), func(bool), func()) {}

func (inert) Update() {}

func (inert) Record(func(), func(Picked)) (stop, cancel func()) { return func() {}, func() {} }

func (inert) Picks(func([]Picked)) {}

// whole puts what is inert in the place of what is missing.
func (config Config) whole() Config {
	if config.Run == nil {
		config.Run = func(f func()) { f() }
	}
	if config.Random == nil {
		config.Random = rand.Float64
	}
	if config.Server == nil {
		config.Server = inert{}
	}
	if config.Streams == nil {
		config.Streams = inertStreams{}
	}
	if config.Sockets == nil {
		config.Sockets = inertSockets{}
	}
	if config.Storage == nil {
		config.Storage = inert{}
	}
	if config.Queue == nil {
		config.Queue = inert{}
	}
	if config.Timers == nil {
		config.Timers = inert{}
	}
	if config.Locks == nil {
		config.Locks = inert{}
	}
	if config.Tabs == nil {
		config.Tabs = inert{}
	}
	if config.Page == nil {
		config.Page = inert{}
	}
	if config.Recorder == nil {
		config.Recorder = inert{}
	}
	if config.Picker == nil {
		config.Picker = inert{}
	}
	return config
}
