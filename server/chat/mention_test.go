package chat

import (
	"slices"
	"strings"
	"testing"

	"parley/shared"
)

func TestCallKeys(t *testing.T) {
	tests := []struct {
		text string
		want []string // the longest first
	}{
		{"no call, ann@example.org", nil},
		{"@Ann Lee, hi", []string{"ann lee, hi", "ann lee,", "ann lee", "ann"}},
		{"你好@张三在", []string{"张三在", "张三", "张"}},
		{"@Annabel", []string{"annabel"}},
		{"@ Ann", nil},
		{"@Ann\nLee", []string{"ann"}},
		{"(@O’Brien)", []string{"o'brien)", "o'brien", "o'", "o"}},
		{"@", nil},
	}
	for _, test := range tests {
		if got := CallKeys(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q may call %q, want %q", test.text, got, test.want)
		}
	}
	if got := CallKeys(strings.Repeat("@张 ", 100)); len(got) > shared.MaxMentions*shared.MaxNameRunes {
		t.Errorf("a long text may call %d names", len(got))
	}
}

// Whatever a text looks for, it finds under the keys that were listed for it.
func FuzzCallable(f *testing.F) {
	f.Add("hi @Ann Lee, @张三在吗 @@x", "Ann Lee")
	f.Add("@o’brien", "O'Brien")
	f.Fuzz(func(t *testing.T, text, name string) {
		if shared.CheckText(text) != nil || shared.CheckName(name) != nil {
			t.Skip()
		}
		callable := Callable{NameKey(name): "u_someone"}
		before, called, ok := strings.Cut(text, "@")
		if !ok {
			return
		}
		last := []rune("x" + before)
		who, length := callable.Find(called)
		if length > len(called) || (length > 0) != (who != "") {
			t.Fatalf("%q calls %q by %d bytes", called, who, length)
		}
		if length > 0 && (before == "" || shared.CallsAfter(last[len(last)-1])) && !slices.Contains(CallKeys(text), NameKey(name)) {
			t.Errorf("%q calls %q, but does not list it", text, name)
		}
	})
}
