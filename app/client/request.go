package client

import (
	"encoding/json"
	"net/url"
	"strconv"

	"parley/shared"
)

// How long an answer is waited for, in milliseconds.
const (
	requestTimeout = 20_000
	checkTimeout   = 8_000 // a check is about whether there is a connection
)

const (
	statusNone       = 0 // no answer came
	statusNoContent  = 204
	statusNotAllowed = 401
	statusServer     = 500 // and all above: the server's fault
)

// call sends a request and reads its answer: into, where it isn't nil, takes
// the JSON. done gets nil, or what is wrong; with CodeUnavailable it is worth
// trying again.
func (c *Client) call(method, path string, body, into any, timeout int64, done func(*shared.Error)) {
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			c.config.Run(c.entering(func() { done(shared.Errorf(shared.CodeJSONInvalid, "%v", err)) }))
			return
		}
	}
	life, asked := c.life, c.Now()
	c.config.Server.Do(method, path, data, timeout, func(status int, answer []byte, retryAfter int) {
		c.config.Run(c.entering(func() {
			c.meter.count(len(answer), len(data))
			if status != statusNone && len(answer) < smallAnswer {
				c.meter.roundTrip = c.Now() - asked
			}
			if life == c.life {
				done(read(status, answer, retryAfter, into))
			}
		}))
	})
}

// Page asks for a page that the server alone renders, as HTML; one that says why
// there is none is a page as well. done is called once.
func (c *Client) Page(uri string, done func(html string, err *shared.Error)) {
	c.config.Server.Do("GET", uri, nil, requestTimeout, func(status int, answer []byte, _ int) {
		c.config.Run(c.entering(func() {
			if status == statusNone {
				done("", unavailable())
				return
			}
			done(string(answer), nil)
		}))
	})
}

// Passkey asks what the browser is to be told that is to make a passkey, or prove
// one, for the form at an address.
func (c *Client) Passkey(form string, done func(options map[string]any, err *shared.Error)) {
	var options map[string]any
	c.call("POST", form+"/challenge", nil, &options, requestTimeout, func(err *shared.Error) { done(options, err) })
}

// read takes an answer apart.
func read(status int, answer []byte, retryAfter int, into any) *shared.Error {
	switch {
	case status == statusNone:
		return unavailable()
	case status >= 300:
		return refusal(status, answer, retryAfter)
	case status == statusNoContent || into == nil:
		return nil
	}
	if json.Unmarshal(answer, into) != nil {
		return unavailable() // a proxy or a login page spoke in the server's place
	}
	return nil
}

// refusal reads an error's answer. What is not ours is from something in
// between, and may pass.
func refusal(status int, answer []byte, retryAfter int) *shared.Error {
	var reply shared.ErrorReply
	if json.Unmarshal(answer, &reply) != nil || reply.Error == nil {
		reply.Error = unavailable()
		if status == statusNotAllowed {
			reply.Error.Code = shared.CodeNoSession
		}
	}
	if reply.Error.RetryAfter == 0 {
		reply.Error.RetryAfter = retryAfter
	}
	return reply.Error
}

func unavailable() *shared.Error {
	return shared.Errorf(shared.CodeUnavailable, "The server can't be reached.")
}

// passes reports whether trying the same again may go better.
func passes(err *shared.Error) bool {
	if err.Code == shared.CodeRoomSlow {
		return false // all that is for other rooms would wait as well
	}
	if err.RetryAfter > 0 {
		return true
	}
	switch err.Code {
	case shared.CodeUnavailable, shared.CodeStorageFull, shared.CodeInternal, shared.CodeRateLimited:
		return true
	}
	return false
}

// query adds a parameter to a path.
func query(path, name, value string) string {
	return path + "?" + name + "=" + url.QueryEscape(value)
}

func seqQuery(path, name string, seq shared.Seq) string {
	return query(path, name, strconv.FormatInt(int64(seq), 10))
}
