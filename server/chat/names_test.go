package chat

import "testing"

func TestNameKey(t *testing.T) {
	same := [][]string{
		{"Ann", "ann", "ANN", " Ann ", "Аnn" /* Cyrillic А */, "Ａｎｎ", "A\u200dnn", "A\u00adnn", "𝐀𝐧𝐧", "Ann\ufe0f"},
		{"Zoë", "Zoe\u0308", "ZOË", "Zоё" /* Cyrillic оё */},
		{"Straße", "STRASSE"},
		{"Олег", "олег", "ОЛЕГ"},
		{"Pope", "Роре" /* all Cyrillic */, "Ρορε" /* all Greek */},
		{"Νίκος", "νίκοσ"},
		{"O'Brien", "O’Brien"},
		{"Anne Marie", "Anne\u00a0Marie", "Anne \u3000 Marie"},
		{"Jean-Luc", "Jean‑Luc", "Jean—Luc"},
		{"王小明", "王小明"},
		{"❤", "❤️"},
		{"ﾊﾟﾅ", "パナ"},
	}
	seen := map[string]string{}
	for _, names := range same {
		key := NameKey(names[0])
		for _, name := range names[1:] {
			if got := NameKey(name); got != key {
				t.Errorf("NameKey(%q) = %q, but NameKey(%q) = %q: they look alike", name, got, names[0], key)
			}
		}
		if other, taken := seen[key]; taken {
			t.Errorf("%q and %q have the key %q, but look different", names[0], other, key)
		}
		seen[key] = names[0]
		if again := NameKey(key); again != key {
			t.Errorf("the key of the key of %q is %q, not %q", names[0], again, key)
		}
	}
	for _, name := range []string{"Kai", "Kal", "Ian", "Lan", "Ánn", "Annn", "u1", "ul"} {
		if other, taken := seen[NameKey(name)]; taken {
			t.Errorf("%q and %q have one key, but are honest names", name, other)
		}
		seen[NameKey(name)] = name
	}
}

func FuzzNameKey(f *testing.F) {
	for _, name := range []string{"Ann", "Zoë", "Аnn", "ﾊﾟﾅ", "İstanbul", "\u0345", "ǅ"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if len(name) > 400 { // longer than any name, marks and all
			t.Skip()
		}
		if key := NameKey(name); NameKey(key) != key {
			t.Errorf("the key of %q is %q, whose key is %q", name, key, NameKey(key))
		}
	})
}
