package ui

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"parley/app/ui/words"
)

// What is downloaded is used: every text of the catalogue, every icon.
func TestNothingIsUnused(t *testing.T) {
	source := sources(t)
	catalogue := reflect.TypeOf(words.Words{})
	for i := range catalogue.NumField() {
		part := catalogue.Field(i).Type
		for j := 0; part.Kind() == reflect.Struct && j < part.NumField(); j++ {
			if name := part.Field(j).Name; !regexp.MustCompile(`\.`+name+`\b`).MatchString(source) && name != "ByCode" {
				t.Errorf("nothing says %s", name)
			}
		}
	}
	for _, symbol := range regexp.MustCompile(`id="i-([^"]+)"`).FindAllStringSubmatch(sprite, -1) {
		if !strings.Contains(source, `"`+symbol[1]+`"`) {
			t.Errorf("nothing shows the icon %s", symbol[1])
		}
	}
}

// sources is the code of this package.
func sources(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(code)
	}
	return all.String()
}
