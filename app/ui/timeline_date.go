package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
)

// Where the reader's clock stands is known to the browser alone. It tells the
// server by ZoneCookie, in minutes ahead of UTC; the server renders with it by
// client.Set(SettingZone, …). Without one the server writes times in UTC: they
// are as wide, so that nothing moves when the client writes them again.
const (
	ZoneCookie  = "parley_zone"
	SettingZone = "zone"
)

const (
	maxZone    = 18 * 60 // minutes: more than any place on earth
	zonePeriod = int64(time.Hour / time.Millisecond)
	zoneYear   = 365 * 24 * 60 * 60 // seconds that the cookie lasts
	clockForm  = "15:04"

	secondsPerMinute = 60
)

// zone tells local times.
type zone struct {
	fixed   int           // minutes ahead of UTC, where offsets is nil
	offsets map[int64]int // in the browser: minutes ahead, by the hour since 1970
}

// zoneOf is the reader's zone: exact in the browser, also over changes between
// summer and winter, and what the cookie said on the server.
func zoneOf(c *client.Client) zone {
	if app.IsClient {
		return zone{offsets: map[int64]int{}}
	}
	return zone{fixed: minutesAhead(c.Setting(SettingZone))}
}

// Zone is the reader's zone as ZoneCookie tells it, UTC where it tells none.
func Zone(cookie string) *time.Location {
	return time.FixedZone("", minutesAhead(cookie)*secondsPerMinute)
}

func minutesAhead(cookie string) int {
	minutes, err := strconv.Atoi(cookie)
	if err != nil || minutes < -maxZone || minutes > maxZone {
		return 0
	}
	return minutes
}

// local gives what a clock and a calendar there show at a moment (milliseconds
// since 1970), as a time in UTC.
func (z zone) local(ms int64) time.Time {
	return time.UnixMilli(ms).UTC().Add(time.Duration(z.ahead(ms)) * time.Minute)
}

func (z zone) ahead(ms int64) int {
	if z.offsets == nil {
		return z.fixed
	}
	hour := ms / zonePeriod
	minutes, known := z.offsets[hour]
	if !known {
		minutes = -app.Window().Get("Date").New(ms).Call("getTimezoneOffset").Int()
		z.offsets[hour] = minutes
	}
	return minutes
}

// day numbers the local day of a moment, by days since 1970.
func (z zone) day(ms int64) int {
	const perDay = 24 * 60 * 60
	seconds := z.local(ms).Unix()
	if seconds < 0 {
		return int((seconds+1)/perDay) - 1
	}
	return int(seconds / perDay)
}

// tellZone lets the server know the zone, for the next page that it renders.
func tellZone(now int64, z zone) {
	cookie := ZoneCookie + "=" + strconv.Itoa(z.ahead(now)) + "; Path=/; SameSite=Lax; Max-Age=" + strconv.Itoa(zoneYear)
	app.Window().Get("document").Set("cookie", cookie)
}

// dayName names the local day of a moment for who reads it now (milliseconds
// since 1970; 0 where it isn't known).
func dayName(w *words.Words, z zone, ms, now int64) string {
	if now != 0 {
		switch z.day(now) - z.day(ms) {
		case 0:
			return w.Today
		case 1:
			return w.Yesterday
		}
	}
	local := z.local(ms)
	return w.Day(local, local.Year() != z.local(now).Year())
}

// clock is a moment's time of day, with the full date on hover.
func clock(w *words.Words, z zone, ms int64) app.HTMLTime {
	local := z.local(ms)
	return app.Time().
		DateTime(time.UnixMilli(ms).UTC().Format(time.RFC3339)).
		Title(Attr(w.Moment(local))).
		Text(local.Format(clockForm))
}
