package ui

import "testing"

func TestWhatSends(t *testing.T) {
	for _, c := range []struct {
		name          string
		stroke        stroke
		desk, touched bool
	}{
		{"Enter", stroke{Key: "Enter"}, true, false},
		{"Shift+Enter", stroke{Key: "Enter", Shift: true}, false, false},
		{"Control+Enter", stroke{Key: "Enter", Control: true}, true, true},
		{"Control+Shift+Enter", stroke{Key: "Enter", Control: true, Shift: true}, true, true},
		{"Enter for a candidate", stroke{Key: "Enter", Composing: true}, false, false},
		{"Control+Enter for a candidate", stroke{Key: "Enter", Control: true, Composing: true}, false, false},
		{"a letter", stroke{Key: "e"}, false, false},
		{"what the input method takes", stroke{Key: "Process", Composing: true}, false, false},
	} {
		if got := c.stroke.sends(false); got != c.desk {
			t.Errorf("%s sends: %v", c.name, got)
		}
		if got := c.stroke.sends(true); got != c.touched {
			t.Errorf("%s on a touch keyboard sends: %v", c.name, got)
		}
	}
}

func TestKeysAlone(t *testing.T) {
	for _, s := range []stroke{{Key: "ArrowUp", Shift: true}, {Key: "ArrowUp", Control: true}, {Key: "ArrowUp", Composing: true}, {Key: "ArrowDown"}} {
		if s.is("ArrowUp") {
			t.Errorf("%+v is taken for ArrowUp alone", s)
		}
	}
	if !(stroke{Key: "ArrowUp"}).is("ArrowUp") {
		t.Error("ArrowUp is not taken for itself")
	}
}
