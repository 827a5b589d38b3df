package lab

import (
	"encoding/json"

	"parley/shared"
)

// askTimeout is how long an answer is waited for, in milliseconds.
const askTimeout = 10_000

// answer is what the server said.
type answer struct {
	status int // 0 where it said nothing
	body   []byte
	came   int64 // when, in µs since 1970
}

// read takes an answer apart; it reports whether it was one.
func (a answer) read(into any) bool {
	return a.status >= 200 && a.status < 300 && (into == nil || json.Unmarshal(a.body, into) == nil)
}

// refused is why there is no such answer.
func (a answer) refused() *shared.Error {
	var reply shared.ErrorReply
	if json.Unmarshal(a.body, &reply) == nil && reply.Error != nil {
		return reply.Error
	}
	return shared.Errorf(shared.CodeUnavailable, "The server can't be reached.")
}

// ask sends a request; done is called unless the run ends before.
func (b *Bench) ask(method, path string, body []byte, done func(answer)) {
	run := b.run
	b.world.Outside.Server.Do(method, path, body, askTimeout, func(status int, body []byte, _ int) {
		came := b.world.Clock.Micros()
		b.world.Run(b.during(run, func() { done(answer{status, body, came}) }))
	})
}
