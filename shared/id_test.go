package shared

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNewCommandID(t *testing.T) {
	const ms = 1469918176385 // from the specification of ULIDs
	if id := NewCommandID(ms); !id.Valid() || !strings.HasPrefix(string(id), "01ARYZ6S41") {
		t.Errorf("made %s", id)
	}
	seen := map[CommandID]bool{}
	for i := range int64(1000) {
		id := NewCommandID(i)
		if seen[id] || !id.Valid() {
			t.Fatalf("made %s", id)
		}
		seen[id] = true
	}
}

func TestCommandIDValid(t *testing.T) {
	for _, id := range []CommandID{"01ARZ3NDEKTSV4RRFFQ69G5FAV", "00000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"} {
		if !id.Valid() {
			t.Errorf("%s is valid", id)
		}
	}
	for _, id := range []CommandID{
		"", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVX", "80000000000000000000000000",
		"01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO",
		"01ARZ3NDEKTSV4RRFFQ69G5FAU", "01ARZ3NDEKTSV4RRFFQ69G5FA\n", "01ARZ3NDEKTSV4RRFFQ69G5Fé",
	} {
		if id.Valid() {
			t.Errorf("%q is not valid", id)
		}
	}
}

func TestNewPersonID(t *testing.T) {
	seen := map[PersonID]bool{}
	for range 1000 {
		id := NewPersonID()
		digits, ok := strings.CutPrefix(string(id), "u_")
		if !ok || len(digits) != personIDLen || strings.ToLower(digits) != digits || strings.Trim(digits, "0123456789abcdefghjkmnpqrstvwxyz") != "" || seen[id] {
			t.Fatalf("made %q", id)
		}
		seen[id] = true
	}
}

func TestRoomIDOf(t *testing.T) {
	tests := map[string]RoomID{
		"General":                "general",
		"Tea & Coffee":           "tea-coffee",
		"  --Tea--  ":            "tea",
		"Кухня 2":                "кухня-2",
		"茶水间":                    "茶水间",
		"İstanbul":               "istanbul",
		"ΟΔΟΣ":                   "οδοσ",
		"नमस्ते":                 "नमस्ते",
		"🫖":                      "room",
		"":                       "room",
		"a/b?c#d%e":              "a-b-c-d-e",
		"../../etc/passwd":       "etc-passwd",
		"a\x00b\r\nc":            "a-b-c",
		"a\u202eb\u3164c":        "a-b-c",
		strings.Repeat("w", 100): RoomID(strings.Repeat("w", MaxRoomIDRunes-1)),
	}
	for name, want := range tests {
		if got := RoomIDOf(name); got != want || !got.Valid() {
			t.Errorf("RoomIDOf(%q) = %q (valid: %v), want %q", name, got, got.Valid(), want)
		}
	}
}

func TestRoomIDValid(t *testing.T) {
	for _, id := range []RoomID{"", "-", "a-", "-a", "a--b", "A", "a b", "a/b", "a\n", "\xff", "a\u200b", "🫖", "a.b", RoomID(strings.Repeat("w", MaxRoomIDRunes+1))} {
		if id.Valid() {
			t.Errorf("%q is not valid", id)
		}
	}
}

func TestPathsEscape(t *testing.T) {
	tests := map[string]string{
		PathMessages("general"): "/api/rooms/general/messages",
		PathMessages("кухня"):   "/api/rooms/%D0%BA%D1%83%D1%85%D0%BD%D1%8F/messages",
		PageRoom("a/../b?c"):    "/rooms/a%2F..%2Fb%3Fc",
		PathTyping("tea-2"):     "/api/rooms/tea-2/typing",
	}
	for got, want := range tests {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func FuzzRoomIDOf(f *testing.F) {
	for _, name := range []string{"General", "Tea & Coffee", "İ", "ǅ", "-a-", "ﬃ", "\u0301", "\xff", strings.Repeat("ab ", 30)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		id := RoomIDOf(name)
		if !id.Valid() || utf8.RuneCountInString(string(id)) > MaxRoomIDRunes {
			t.Errorf("RoomIDOf(%q) = %q, which is not valid", name, id)
		}
		if again := RoomIDOf(string(id)); again != id {
			t.Errorf("RoomIDOf(%q) = %q, but RoomIDOf(%[2]q) = %q", name, id, again)
		}
	})
}
