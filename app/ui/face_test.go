package ui

import (
	"testing"

	"parley/shared"
)

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Ann":                  "A",
		"ann lee":              "AL",
		"Ines Ferreira Santos": "IS",
		"小明":                   "小",
		"王小明 (Wang)":           "王",
		"山田 太郎":                "山",
		"Ann 小明":               "A",
		"дмитрий соколов":      "ДС",
		"é́clair":              "É́",
		"(bob)":                "B",
		"🦊":                    "🦊",
		"7 of 9":               "79",
		"":                     "?",
		"   ":                  "?",
	} {
		if got := Initials(name); got != want {
			t.Errorf("Initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestFacesUseAllTheirColours(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := shared.NewPersonID()
		if faceClass(id) != faceClass(id) {
			t.Fatal("a person's colour changes")
		}
		seen[faceClass(id)] = true
	}
	if len(seen) != faceColours {
		t.Errorf("%d colours were used, want %d", len(seen), faceColours)
	}
}
