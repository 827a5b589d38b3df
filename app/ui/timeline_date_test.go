package ui

import (
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/state"
	"parley/app/ui/words"
)

func TestDaysAreNamed(t *testing.T) {
	const day = 24 * 60 * minute
	for _, c := range []struct {
		name             string
		at, now          int64
		zone             int // minutes ahead of UTC
		english, chinese string
	}{
		{"today", noon, noon + minute, 0, "Today", "今天"},
		{"yesterday", noon, noon + day, 0, "Yesterday", "昨天"},
		{"one day in Greenwich, two here", noon - 1, noon, 12 * 60, "Yesterday", "昨天"},
		{"tomorrow, by a clock that is wrong", noon + day, noon, 0, "Wednesday, 19 November", "11月19日 星期三"},
		{"this year", noon - 10*day, noon, 0, "Saturday, 8 November", "11月8日 星期六"},
		{"another year", noon - 400*day, noon, 0, "Monday, 14 October 2024", "2024年10月14日 星期一"},
		{"no clock", noon, 0, 0, "Tuesday, 18 November 2025", "2025年11月18日 星期二"},
		{"before 1970", -1, noon, 0, "Wednesday, 31 December 1969", "1969年12月31日 星期三"},
	} {
		z := zone{fixed: c.zone}
		if got := dayName(words.English, z, c.at, c.now); got != c.english {
			t.Errorf("%s: %q, want %q", c.name, got, c.english)
		}
		if got := dayName(words.Chinese, z, c.at, c.now); got != c.chinese {
			t.Errorf("%s: %q, want %q", c.name, got, c.chinese)
		}
	}
}

func TestDaysAreCounted(t *testing.T) {
	for at, want := range map[int64]int{0: 0, 86399999: 0, 86400000: 1, -1: -1, -86400000: -1, -86400001: -2} {
		if got := (zone{}).day(at); got != want {
			t.Errorf("day(%d) = %d, want %d", at, got, want)
		}
	}
}

func TestTheCookieTellsTheZone(t *testing.T) {
	for cookie, want := range map[string]int{"": 0, "480": 480, "-210": -210, "1081": 0, "-9999": 0, "x": 0, "4e2": 0} {
		c := client.New(client.Config{State: state.New(), Storage: device{}})
		c.Set(SettingZone, cookie)
		if got := zoneOf(c).ahead(noon); got != want {
			t.Errorf("with %q %d minutes ahead, want %d", cookie, got, want)
		}
	}
}

// device keeps settings.
type device map[string]string

func (d device) Get(key string) string { return d[key] }
func (d device) Set(key, value string) { d[key] = value }
func (device) Keys(string) []string    { return nil }

func TestTimesTellTheirDate(t *testing.T) {
	at := time.Date(2025, time.November, 18, 23, 7, 30, 0, time.UTC).UnixMilli()
	n := parse(t, app.HTMLString(clock(words.English, zone{fixed: 60}, at))).FirstChild
	if got := textOf(n); got != "00:07" {
		t.Errorf("the clock shows %s", got)
	}
	if got, want := value(n, "datetime"), "2025-11-18T23:07:30Z"; got != want {
		t.Errorf("datetime is %s, want %s", got, want)
	}
	if got, want := value(n, "title"), "Wednesday, 19 November 2025 at 00:07"; got != want {
		t.Errorf("title is %s, want %s", got, want)
	}
}
