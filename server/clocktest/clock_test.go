package clocktest

import (
	"testing"
	"time"
)

func TestSet(t *testing.T) {
	var c Clock
	for _, by := range []time.Duration{time.Hour, -2 * time.Hour, 24 * time.Hour} {
		before, shown := c.Now(), time.Now().Round(0)
		ahead := before.Round(0).Sub(shown).Round(time.Minute)
		c.Set(by)
		after := c.Now()
		if jumped := after.Round(0).Sub(shown).Round(time.Minute); jumped != ahead+by {
			t.Errorf("set by %v it shows %v more than before", by, jumped-ahead)
		}
		if passed := after.Sub(before); passed < 0 || passed > time.Minute {
			t.Errorf("set by %v it measures %v", by, passed)
		}
	}
}
