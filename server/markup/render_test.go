package markup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

var house = func() chat.Callable {
	callable := chat.Callable{chat.NameKey("Ann"): "u_ann", chat.NameKey("Ann Lee"): "u_lee", chat.NameKey("张三"): "u_zhang"}
	callable.CallEveryone()
	return callable
}()

// Each file has what was written, a line of three equals signs, and the HTML that
// it makes.
func TestWhatIsWritten(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("there are no examples")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		written, want, _ := strings.Cut(string(data), "\n===\n")
		if got := Render(written, house).HTML; got != strings.TrimSuffix(want, "\n") {
			t.Errorf("%s: made\n%s", file, got)
		}
	}
}

func TestPlainTextStaysAsItIs(t *testing.T) {
	for _, text := range []string{
		"hello", "你好，世界！", "3 * 4 = 12", "3*4 and 5*6", "&lt;b&gt; &amp; ${7*7} {{7*7}}", "snake_case_name", "a < b", "what?! (really)", "10:30 or 11:30", "2026 was fine",
		"see https://example.com/a_b_c and https://go.dev", "    an indented line", "one\n\n\ntwo", "mail bob@example.org", "@nobody", "#general", "-5 degrees", "1 : 2 : 3",
		strings.Repeat(">", 100) + " deep",
	} {
		if got := Render(text, house); got.HTML != "" || got.Mentions != nil || got.Everyone {
			t.Errorf("%q became %+v", text, got)
		}
	}
}

func TestWhoIsCalled(t *testing.T) {
	tests := []struct {
		text     string
		people   []shared.PersonID
		everyone bool
	}{
		{"hi @Ann", []shared.PersonID{"u_ann"}, false},
		{"@ann lee, @ANN and @Ann!", []shared.PersonID{"u_lee", "u_ann"}, false},
		{"你好@张三在吗", []shared.PersonID{"u_zhang"}, false},
		{"@张三@Ann", []shared.PersonID{"u_zhang", "u_ann"}, false},
		{"**@Ann** and ~~@张三~~", []shared.PersonID{"u_ann", "u_zhang"}, false},
		{"@Annabel, bob@Ann.org, @@Ann, x/@Ann", nil, false},
		{"`@Ann` and\n```\n@Ann\n```", nil, false},
		{"[@Ann](https://example.org)", nil, false},
		{"@room: tea", nil, true},
		{"大家好@所有人", nil, true},
		{"@roomy", nil, false},
	}
	for _, test := range tests {
		got := Render(test.text, house)
		if !slices.Equal(got.Mentions, test.people) || got.Everyone != test.everyone {
			t.Errorf("%q calls %v, everyone: %v", test.text, got.Mentions, got.Everyone)
		}
		if calls := len(test.people) > 0 || test.everyone; calls != strings.Contains(got.HTML, `<span class="mention">@`) {
			t.Errorf("%q became %s", test.text, got.HTML)
		}
	}
}

func TestWhereATextLeads(t *testing.T) {
	for text, want := range map[string]string{
		"hello": "", "see https://example.com/a_b, and https://go.dev": "https://example.com/a_b", "*see* <https://go.dev>": "https://go.dev",
		"[there](http://example.com/x) https://go.dev": "http://example.com/x", "`https://no.example` **https://go.dev**": "https://go.dev",
		"```\nhttps://no.example\n```": "", "mailto:ann@example.org *or* <ann@example.org>": "", "![a picture](https://example.com/a.png)": "",
		"读https://例子.测试/路径。": "https://例子.测试/路径", "HTTPS://EXAMPLE.COM": "HTTPS://EXAMPLE.COM", "https:// *and* http:///x": "",
		"https://example.com/" + strings.Repeat("x", shared.MaxLinkBytes): "", "[x](javascript:alert(1)) *https://go.dev*": "https://go.dev",
	} {
		if got := Render(text, nil).Link; got != want {
			t.Errorf("%q leads to %q, want %q", text, got, want)
		}
	}
}
