package shared

import (
	"strings"
	"testing"
)

func TestLinkify(t *testing.T) {
	// Links stand between ⟦ and ⟧.
	for _, marked := range []string{
		"",
		"no link, not even www.example.com or ftp://example.com",
		"⟦https://example.com⟧",
		"see ⟦https://example.com/a?b=c&d=e#f⟧ and ⟦HTTP://example.com:8080/⟧!",
		"(⟦https://example.com⟧)",
		"(see ⟦https://example.com/a_(b)⟧)",
		"⟦https://en.wikipedia.org/wiki/Go_(game)⟧.",
		"[⟦https://example.com/[x]⟧]",
		"Really: ⟦https://example.com/x⟧?!",
		"“⟦https://example.com⟧”, ‘⟦https://example.com/a'b⟧’, '⟦https://example.com⟧'",
		"<⟦https://example.com⟧>",
		"**⟦https://example.com⟧**",
		"⟦https://example.com/a⟧\n⟦https://example.com/b⟧\tc",
		"看⟦https://example.com/路径⟧。好",
		"见⟦https://go.dev⟧然后⟦https://go.dev/doc⟧，好",
		"（⟦https://example.com⟧）《⟦https://example.com/a⟧》",
		"⟦https://例子.中国/页⟧、⟦https://bücher.example⟧",
		"⟦http://[::1]:8080/x⟧ ⟦http://127.0.0.1⟧",
		"https:// https://. http:///x https://) xhttps://example.com",
		"javascript:alert(1) data:text/html,x ⟦https://example.com/javascript:alert(1)⟧",
		"⟦https://example.com/⟧\u202egnp.exe",
		"⟦https://example.com/a⟧\u200b",
		"⟦https://example.com/⟧\"onmouseover=\"alert(1)",
		"⟦https://example.com/⟧<script>",
		"https",
		"h",
	} {
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(marked)
		if got := mark(Linkify(text)); got != marked {
			t.Errorf("Linkify(%q)\n got %s\nwant %s", text, got, marked)
		}
	}
}

func mark(stretches []Stretch) string {
	var out strings.Builder
	for _, s := range stretches {
		if s.Link {
			out.WriteString("⟦" + s.Text + "⟧")
		} else {
			out.WriteString(s.Text)
		}
	}
	return out.String()
}

func FuzzLinkify(f *testing.F) {
	f.Add("see https://example.com/a_(b), (http://[::1]/x) 见https://go.dev然后。")
	f.Add("hhttp://http://https://h\xff\"<>")
	f.Fuzz(func(t *testing.T, text string) {
		var joined strings.Builder
		for _, s := range Linkify(text) {
			joined.WriteString(s.Text)
			if s.Text == "" {
				t.Errorf("an empty stretch in %q", text)
			}
			if s.Link && !isAddress(s.Text) {
				t.Errorf("%q is no address, in %q", s.Text, text)
			}
		}
		if joined.String() != text {
			t.Errorf("%q became %q", text, joined.String())
		}
	})
}

func isAddress(s string) bool {
	lower := strings.ToLower(s)
	return (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")) &&
		!strings.ContainsAny(s, " \t\n\"<>\\`") && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "。")
}
