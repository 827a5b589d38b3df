package ui

import (
	"testing"

	"parley/shared"
)

func TestWhatAMessageSays(t *testing.T) {
	for want, m := range map[string]shared.Message{
		"2 * 3 < 7":     {Text: "2 * 3 < 7"},
		"a.png":         {Files: []shared.File{{Name: "a.png"}}},
		"look at this ": {Text: "look **at** this", Rich: shared.Rich{HTML: "<p>look <strong>at</strong> this</p>"}},
		`"a" & <b> `:    {Text: "*", Rich: shared.Rich{HTML: "<p>&#34;a&#34; &amp; &lt;b&gt;</p>"}},
		"&lt; ":         {Text: "*", Rich: shared.Rich{HTML: "<p>&amp;lt;</p>"}},
		"one two ":      {Text: "*", Rich: shared.Rich{HTML: "<ul><li>one</li><li>two</li></ul>"}},
	} {
		if got := saying(m); got != want {
			t.Errorf("%+v says %q, want %q", m, got, want)
		}
	}
}
