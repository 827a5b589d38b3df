package ui

import (
	"strings"
	"testing"

	"parley/app/ui/words"
	"parley/shared"
)

func TestEveryEmojiIsAReaction(t *testing.T) {
	seen := map[string]bool{}
	for _, group := range emojiGroups {
		for _, e := range group {
			if err := shared.CheckEmoji(e.Sign); err != nil {
				t.Errorf("%s: %v", e.Sign, err)
			}
			if e.Name == "" || !strings.ContainsFunc(e.Also, func(r rune) bool { return isWide(string(r)) }) {
				t.Errorf("%s is not found in both languages", e.Sign)
			}
			if chinese := e.label(words.Chinese); e.label(words.English) != e.Name || !isWide(chinese) || chinese != Attr(chinese) {
				t.Errorf("%s is called %q in Chinese", e.Sign, chinese)
			}
			if e.Name != Attr(e.Name) || e.Sign != strings.TrimSpace(e.Sign) {
				t.Errorf("%s has a name that attributes would need escaped", e.Sign)
			}
			if seen[e.Sign] {
				t.Errorf("%s stands twice", e.Sign)
			}
			seen[e.Sign] = true
		}
	}
	if len(emojiGroups) != len(words.English.EmojiGroups) {
		t.Error("every group has a name")
	}
}

func TestEmojiAreFound(t *testing.T) {
	for looked, want := range map[string]string{
		"rocket": "🚀", "ROCK": "🚀", "ship fast": "🚀", "火箭": "🚀", "恭喜": "🎉", "吃瓜": "🍉", "👍": "👍",
		"thumbs down": "👎", "爱": "❤️",
	} {
		if found := findEmoji(looked); len(found) == 0 || found[0].Sign != want {
			t.Errorf("%q finds %v, want %s first", looked, found, want)
		}
	}
	for _, looked := range []string{"ocket", "rocket cat", "没有"} {
		if found := findEmoji(looked); len(found) != 0 {
			t.Errorf("%q finds %v", looked, found)
		}
	}
}
