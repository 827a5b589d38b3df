package ui

import (
	"strings"
	"testing"
	"unicode/utf16"

	"parley/app/ui/words"
)

func TestWhatIsBegun(t *testing.T) {
	for text, want := range map[string]string{ // what stands before the caret, and what of it can be completed
		"":              "",
		"hi @an":        "@an",
		"@":             "@",
		"你好@张":          "@张",
		"👋🏽 @zs":        "@zs",
		"@ann lee":      "@ann lee",
		"ann@example":   "",
		"@ ann":         "",
		"@ann\nlee":     "",
		":ta":           ":ta",
		"see :thumbs_u": ":thumbs_u",
		":t":            "",
		"10:30":         "",
		"well: yes":     "",
		"https://x":     "",
		"a @b :sm":      ":sm",
		"/":             "/",
		"/to":           "/to",
		"/topic @an":    "@an",
		"/invite an":    "+an",
		"/invite ":      "+",
		"and /to":       "",
		"/etc/ho":       "",
		"/me\n/to":      "",
	} {
		got := begunAt(text+"after", len(utf16.Encode([]rune(text))))
		if shown := strings.TrimLeft(string(got.mark)+got.text, "\x00"); shown != want {
			t.Errorf("%q begins %q, want %q", text, shown, want)
		}
		if got.mark == '+' {
			continue // the mark is not written
		}
		if got.mark != 0 && got.length != len(utf16.Encode([]rune(want))) {
			t.Errorf("%q begins %d units", text, got.length)
		}
	}
}

func TestNamesFit(t *testing.T) {
	for name, looked := range map[string]string{
		"Ann Lee": " a ann lee ann_lee", "张三": " 张 三 zs z s 张s", "曾单": " zs cs zd", "Zoë": " zo zoë", "李 Bob": " l bo",
	} {
		for _, l := range strings.Split(looked, " ") {
			if l = strings.ReplaceAll(l, "_", " "); !nameFits(name, l) {
				t.Errorf("%q does not stand for %q", l, name)
			}
		}
	}
	for name, looked := range map[string]string{"Ann Lee": "nn ee x", "张三": "sz zss zhang", "Zoë": "oe"} {
		for _, l := range strings.Fields(looked) {
			if nameFits(name, l) {
				t.Errorf("%q stands for %q", l, name)
			}
		}
	}
}

func TestWhatIsSuggested(t *testing.T) {
	known := root(plain.boot(), "/", "en").Client.State()
	room := known.Room(sampleRoom)
	found := suggest(begun{mark: '@', text: "an"}, known, room, words.English)
	if len(found) != 1 || found[0].Text != "@Ann2 " {
		t.Errorf("suggested %+v", found)
	}
	found = suggest(begun{mark: '/', text: "L"}, known, room, words.Chinese)
	if len(found) != 1 || found[0].Text != "/leave" {
		t.Errorf("suggested %+v", found)
	}
	if found = suggest(begun{mark: '/', text: "leave"}, known, room, words.English); len(found) != 0 {
		t.Errorf("suggested %+v", found)
	}
	found = suggest(begun{mark: ':', text: "tada"}, known, room, words.English)
	if len(found) != 0 {
		t.Errorf("suggested %+v", found)
	}
	found = suggest(begun{mark: ':', text: "thumbs_up"}, known, room, words.Chinese)
	if len(found) != 1 || found[0].Text != "👍 " || found[0].Label != "赞" {
		t.Errorf("suggested %+v", found)
	}
}
