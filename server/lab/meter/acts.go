package meter

import "time"

// Cut closes the line's connections.
func (l *Line) Cut() {
	for _, c := range l.current() {
		c.conn.cut()
	}
}

func (l *Line) current() (claims []*claim) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.claims {
		claims = append(claims, c)
	}
	return claims
}

// Hold holds back what is written on the line, for so long from now.
func (l *Line) Hold(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.held {
		for c := range l.claims {
			c.hold()
		}
	}
	l.held = true
	l.hold++
	mine := l.hold
	time.AfterFunc(d, func() { l.release(mine) })
}

// release ends the hold of that number, if there was none since.
func (l *Line) release(hold int) {
	for _, c := range l.let(hold) {
		c.conn.release()
		if c.isOver() {
			c.end(c.conn.traffic())
		}
	}
}

// let gives the claims whose connections are not held any more.
func (l *Line) let(hold int) (holding []*claim) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if hold != l.hold || !l.held {
		return nil
	}
	l.held = false
	for c := range l.claims {
		if c.holds {
			c.holds = false
			holding = append(holding, c)
		}
	}
	return holding
}

func (c *claim) isOver() bool {
	c.line.mu.Lock()
	defer c.line.mu.Unlock()
	return c.over
}

// Release ends whatever holds the line.
func (l *Line) Release() {
	l.mu.Lock()
	hold := l.hold
	l.mu.Unlock()
	l.release(hold)
}
