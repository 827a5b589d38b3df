package shared

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheckText(t *testing.T) {
	tests := []struct {
		name, text string
		code       Code
	}{
		{"plain", "hello", ""},
		{"any language", "Здравствуйте, 你好, こんにちは, שלום, नमस्ते, สวัสดี", ""},
		{"lines and tabs", "a\n\tb\r\nc", ""},
		{"markup", `<script>alert("1")</script> "><img src=x onerror=alert(1)>`, ""},
		{"one emoji", "👩‍👩‍👧‍👦", ""},
		{"a direction mark among letters", "a\u202eb", ""},
		{"a byte order mark among letters", "\ufeffa", ""},
		{"as long as can be", strings.Repeat("字", MaxMessageRunes), ""},
		{"one too long", strings.Repeat("字", MaxMessageRunes+1), CodeTextTooLong},
		{"nothing", "", CodeTextEmpty},
		{"spaces", " \t\n\u00a0\u3000\u2028", CodeTextEmpty},
		{"what has no width", "\u200b\u200d\ufeff\u2060", CodeTextEmpty},
		{"blank letters", "\u3164\u115f\u2800", CodeTextEmpty},
		{"marks on nothing", "\u0301\u0302", CodeTextEmpty},
		{"NUL", "a\x00b", CodeTextInvalid},
		{"escape", "a\x1b[31mb", CodeTextInvalid},
		{"next line", "a\u0085b", CodeTextInvalid},
		{"a noncharacter", "a\uffffb", CodeTextInvalid},
		{"not UTF-8", "a\xffb", CodeTextInvalid},
		{"half a surrogate", "a\xed\xa0\x80b", CodeTextInvalid},
	}
	for _, test := range tests {
		if err := CheckText(test.text); CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %q", test.name, err, test.code)
		}
	}
}

func TestCheckName(t *testing.T) {
	tests := []struct {
		name, text string
		code       Code
	}{
		{"plain", "Ann", ""},
		{"any language", "Ольга 李雷 محمد ぱ", ""},
		{"spaces around", "  Ann \n", ""},
		{"an emoji of many parts", "👩‍👩‍👧‍👦", ""},
		{"a flag of tags", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", ""},
		{"Persian, with a joiner", "می\u200cخواهم", ""},
		{"Vietnamese, decomposed", "Nguye\u0302\u0303n", ""},
		{"as long as can be", strings.Repeat("é", MaxNameRunes), ""},
		{"one too long", strings.Repeat("é", MaxNameRunes+1), CodeNameTooLong},
		{"as many marks as can be", "a" + strings.Repeat("\u0301", MaxMarksInRow), ""},
		{"one mark too many", "a" + strings.Repeat("\u0301", MaxMarksInRow+1), CodeNameInvalid},
		{"nothing", "", CodeNameEmpty},
		{"spaces", " \u3000\n", CodeNameEmpty},
		{"only a joiner", "\u200d", CodeNameEmpty},
		{"a blank letter", "\u3164", CodeNameEmpty},
		{"a space without width", "Ann\u200b", CodeNameInvalid},
		{"another direction", "Ann\u202e", CodeNameInvalid},
		{"a soft hyphen", "An\u00adn", CodeNameInvalid},
		{"a byte order mark", "\ufeffAnn", CodeNameInvalid},
		{"a blank letter among others", "Ann\u3164", CodeNameInvalid},
		{"a private letter", "Ann\ue000", CodeNameInvalid},
		{"NUL", "A\x00nn", CodeNameInvalid},
		{"not UTF-8", "A\xffnn", CodeNameInvalid},
	}
	for _, test := range tests {
		if err := CheckName(test.text); CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %q", test.name, err, test.code)
		}
	}
}

func TestCheckTopic(t *testing.T) {
	tests := map[string]Code{
		"":                                   "",
		"  ":                                 "",
		"All about tea":                      "",
		strings.Repeat("t", MaxTopicRunes):   "",
		strings.Repeat("t", MaxTopicRunes+1): CodeNameTooLong,
		"a\u202eb":                           CodeNameInvalid,
		"a" + strings.Repeat("\u0301", 1+MaxMarksInRow): CodeNameInvalid,
	}
	for text, code := range tests {
		if err := CheckTopic(text); CodeOf(err) != code {
			t.Errorf("%q: %v, want code %q", text, err, code)
		}
	}
}

func TestCheckEmoji(t *testing.T) {
	for _, emoji := range []string{"👍", "👍🏽", "❤️", "❤", "🇨🇳", "👩‍👩‍👧‍👦", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "‼️", "〰️", "∞", "🏳️‍🌈"} {
		if err := CheckEmoji(emoji); err != nil {
			t.Errorf("%q: %v", emoji, err)
		}
	}
	for _, text := range []string{"", "a", "👍a", "1", "#", "!", "  ", "👍 ", "\u200d", "\ufe0f", "\u2800", "<", "👍\x00", "\xff", strings.Repeat("👍", MaxEmojiRunes+1)} {
		if err := CheckEmoji(text); CodeOf(err) != CodeEmojiInvalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestCleaning(t *testing.T) {
	for text, want := range map[string]string{"": "", "a": "a", "a\r\nb": "a\nb", "a\rb\r\r\nc\r": "a\nb\n\nc\n", " a ": " a "} {
		if got := CleanText(text); got != want {
			t.Errorf("CleanText(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"": "", " a ": "a", "a \t\r\n b": "a b", "\u3000a\u00a0b": "a b"} {
		if got := CleanName(text); got != want {
			t.Errorf("CleanName(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for text, want := range map[string]string{"": "", "abc": "abc", "abcd": "abc…", "字字字字": "字字字…", "a\xffb": "a\ufffdb"} {
		if got := Clip(text, 3); got != want {
			t.Errorf("Clip(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, text := range []string{"hello", "a\r\nb", "\x00", "\u3164", "A\u0301", "👩‍👩‍👧‍👦", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, check := range []func(string) error{CheckText, CheckName, CheckTopic, CheckEmoji} {
			if err := check(text); CodeOf(err) == CodeInternal {
				t.Errorf("%q: %v is no refusal", text, err)
			}
		}
		if clean := CleanText(text); CleanText(clean) != clean || strings.Contains(clean, "\r") || (CheckText(text) == nil) != (CheckText(clean) == nil) {
			t.Errorf("%q was cleaned to %q", text, clean)
		}
		if clean := CleanName(text); CleanName(clean) != clean || (CheckName(text) == nil) != (CheckName(clean) == nil) {
			t.Errorf("%q was cleaned to %q", text, clean)
		}
		if clip := Clip(text, 5); !utf8.ValidString(clip) || utf8.RuneCountInString(clip) > 6 {
			t.Errorf("%q was clipped to %q", text, clip)
		}
	})
}
