package client

import "parley/shared"

// Recorder records what the person says.
type Recorder interface {
	// Record begins, once the person lets the microphone be used. began is called
	// when it listens, ended once, with what was recorded after stop, or with nil
	// where it could not be. After cancel neither is called.
	Record(began func(), ended func(Picked)) (stop, cancel func())
}

// Recording is a voice message that is being spoken.
type Recording struct {
	Asked   bool  // whether the microphone was asked for
	Since   int64 // when it began to listen: milliseconds since 1970; 0 before
	Refused bool  // whether it could not be had the last time
}

// voice is a recording and how it ends.
type voice struct {
	Recording
	room   shared.RoomID
	stop   func()
	cancel func()
	tick   func() // stops the clock's timer
}

const voiceTick = 1_000 // milliseconds between two changes of the clock

// Recording is the voice message of the moment; its zero value is none.
func (c *Client) Recording() Recording { return c.voice.Recording }

// Record begins a voice message for the next message to the room that the person
// looks at.
func (c *Client) Record() {
	if c.voice.Asked || c.state.Room(c.reading.open) == nil {
		return
	}
	v := &voice{Recording: Recording{Asked: true}, room: c.reading.open, tick: func() {}}
	c.voice = v
	v.stop, v.cancel = c.config.Recorder.Record(func() {
		c.config.Run(c.entering(func() { c.listens(v) }))
	}, func(recorded Picked) {
		c.config.Run(c.entering(func() { c.recorded(v, recorded) }))
	})
	c.settle()
}

// listens has the clock go on, and the message end when it is as long as it can be.
func (c *Client) listens(v *voice) {
	if c.voice != v {
		return
	}
	v.Since = c.Now()
	var tick func()
	tick = func() {
		if c.Now()-v.Since >= shared.MaxVoice.Milliseconds() {
			v.stop()
			return
		}
		v.tick = c.after(voiceTick, tick)
	}
	tick()
}

func (c *Client) recorded(v *voice, recorded Picked) {
	if c.voice != v {
		return
	}
	v.tick()
	c.voice = &voice{Recording: Recording{Refused: recorded == nil}}
	if recorded != nil {
		c.attachTo(v.room, []Picked{recorded})
	}
}

// EndRecording ends the voice message: it comes along, or is forgotten.
func (c *Client) EndRecording(keep bool) {
	v := c.voice
	if !v.Asked {
		return
	}
	if keep && v.Since != 0 {
		v.stop()
		return
	}
	v.cancel()
	v.tick()
	c.voice = &voice{}
	c.settle()
}
