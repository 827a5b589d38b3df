package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestAddingAKind does what the README says of adding a kind, block by block, in
// a copy of the module:
//
//   - a go or json block is a file, named in backquotes at the end of the sentence
//     before it;
//   - a diff block edits files, each hunk below a line "@@ file @@";
//   - a console block is a command that fails, and all that it complains of; "…"
//     stands for anything.
//
// In the end everything compiles, and the packages that had to know are tested.
func TestAddingAKind(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds a copy of the module several times")
	}
	m := copyModule(t)
	complaints := ""
	for _, b := range blocks(readmeSection(t, "Adding a kind")) {
		switch b.language {
		case "go", "json":
			m.create(b.file, b.text)
		case "diff":
			m.edit(b.text)
		case "console":
			m.complains(b.text)
			complaints += b.text
		default:
			t.Fatalf("README: what is a block of %q to this test?", b.language)
		}
	}
	for _, who := range []string{"server/chat/", "app/state/", "app/ui/", "testdata/event/", "testdata/command/"} {
		if !strings.Contains(complaints, "\n"+who) && !strings.Contains(complaints, "… "+who) {
			t.Errorf("README: nothing complains about %s", who)
		}
	}
	for _, command := range []string{"go vet ./...", "go test -vet=off ./shared ./server/chat ./app/state ./app/ui/words"} {
		if out, err := m.run(command); err != nil {
			t.Errorf("after all that the README says, %s: %v\n%s", command, err, out)
		}
	}
}

// block is what stands between two fences, and the file named before it.
type block struct{ language, file, text string }

var (
	fenced = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")
	named  = regexp.MustCompile("`([^`]+)`:\\s*$")
)

// blocks are those of a text, in their order.
func blocks(markdown string) (found []block) {
	before := 0
	for _, at := range fenced.FindAllStringSubmatchIndex(markdown, -1) {
		b := block{language: markdown[at[2]:at[3]], text: markdown[at[4]:at[5]]}
		if name := named.FindStringSubmatch(markdown[before:at[0]]); name != nil {
			b.file = name[1]
		}
		found, before = append(found, b), at[1]
	}
	return found
}

// readmeSection is the text below a heading.
func readmeSection(t *testing.T, title string) string {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## "+title+"\n")
	if !found {
		t.Fatalf("README has no section %q", title)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return section
}
