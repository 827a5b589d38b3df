package client

import "parley/shared"

// alertAfter is how long messages are gathered before the person is alerted to
// them, in milliseconds: until then another tab may have shown them.
const alertAfter = 800

// The settings of what an alert may do on this device.
const (
	SettingSound  = "sound"  // "" for a sound, "off" for none
	SettingNotify = "notify" // "on" for notices on the desktop, "" for none
)

// keyAlerted begins the key under which the tabs keep how far their person was
// alerted, as a cursor.
const keyAlerted = "alerted/"

// Alert is a message that its room's level alerts the person to.
type Alert struct {
	Room shared.RoomID
	Seq  shared.Seq
	By   shared.PersonID
	Text string
}

// alerts are those on their way.
type alerts struct {
	tell     func([]Alert) // nil where nobody wants to know
	gathered []Alert       // oldest first
	timer    func()        // stops the wait for more; nil where there is none
}

// Alerts sets who is told of what the person should be alerted to, replacing who
// was. One tab of the browser is told of each message, and none of what was
// read by then. At least one comes at a time, the oldest first.
func (c *Client) Alerts(tell func([]Alert)) { c.alerts.tell = tell }

// gather notes a message, where the level of its room has the person alerted.
func (c *Client) gather(e shared.Event, b shared.MessagePosted) {
	a, r, me := &c.alerts, c.state.Room(e.Room), c.state.Me().ID
	if a.tell == nil || r == nil || e.By == me || c.state.Blocked(e.By) {
		return
	}
	if level := r.Level(); level == shared.LevelNone || level == shared.LevelCalls && !b.Calls(me) {
		return
	}
	a.gathered = append(a.gathered, Alert{e.Room, e.Seq, e.By, b.Text})
	if a.timer == nil {
		a.timer = c.after(alertAfter, c.alert)
	}
}

// alert tells of what was gathered, where no other tab has.
func (c *Client) alert() {
	gathered, life := c.alerts.gathered, c.life
	c.alerts.forget()
	c.config.Locks.Hold(lockAlerts, func(release func()) {
		c.config.Run(c.entering(func() {
			defer release()
			if life != c.life {
				return
			}
			if news := c.unalerted(gathered); len(news) > 0 {
				c.alertedTo(news[len(news)-1].Seq)
				c.alerts.tell(news)
			}
		}))
	})
}

const lockAlerts = "parley-alerts"

// unalerted are those that are unread still and were told by no tab.
func (c *Client) unalerted(gathered []Alert) (news []Alert) {
	epoch, told := c.state.Cursor().Epoch, shared.Seq(0)
	if at, err := shared.ParseCursor(c.config.Storage.Get(c.alertedKey())); err == nil && at.Epoch == epoch {
		told = at.Seq
	}
	for _, alert := range gathered {
		if r := c.state.Room(alert.Room); r != nil && alert.Seq > r.ReadTo() && alert.Seq > told {
			news = append(news, alert)
		}
	}
	return news
}

func (c *Client) alertedTo(seq shared.Seq) {
	c.config.Storage.Set(c.alertedKey(), shared.Cursor{Epoch: c.state.Cursor().Epoch, Seq: seq}.String())
}

func (c *Client) alertedKey() string { return keyAlerted + string(c.state.Me().ID) }

// forget drops what was gathered.
func (a *alerts) forget() {
	if a.timer != nil {
		a.timer()
	}
	a.gathered, a.timer = nil, nil
}
