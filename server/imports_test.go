package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "parley/"

// mayImport says what each room of the house may import of the others. What is
// not listed here may not be imported.
var mayImport = map[string][]string{
	"shared":               {},
	"app/state":            {"shared"},
	"app/client/transport": {"shared"},
	"app/client/lab":       {"app/client/transport", "shared"},
	"app/client":           {"app/client/transport", "app/state", "shared"},
	"app/browser":          {"app/client", "shared"}, // it keeps client's interfaces
	"app/ui":               {"app/client", "app/client/lab", "app/client/transport", "app/state", "app/ui/words", "shared"},
	"app/ui/words":         {"shared"},
	"server/chat":          {"shared"},
	"server/search":        {"shared"},
	"server/store":         {"server/chat", "server/search", "shared"},
	"server/feed":          {"server/chat", "shared"},
	"server/lab":           {"server/chat", "server/feed", "shared"},
	"server/lab/meter":     {"shared"},
	"server/markup":        {"server/chat", "shared"},
	"server/files":         {"shared"},
	"server/accept":        {},
	"server/secret":        {},
	"server/slack":         {"shared"},
	"server/reference":     {"shared"},
	"server/archive":       {"server/chat", "server/files", "server/markup", "server/store", "shared"},
	"server/callback":      {"server/chat", "server/outward", "server/store", "shared"},
	"server/outward":       {},
	"server/preview":       {"server/chat", "server/files", "server/outward", "server/store", "shared"},
	"server/passkey":       {"shared"},
	"server/openid":        {},
	"server/park":          {},
	"server/transport":     {"server/chat", "server/feed", "server/park", "shared"},
	"server/api":           {"server/callback", "server/chat", "server/store", "server/feed", "server/files", "server/lab", "server/lab/meter", "server/markup", "server/openid", "server/park", "server/passkey", "server/reference", "server/secret", "server/slack", "server/transport", "web", "app/client", "app/state", "app/ui", "app/ui/words", "shared"},
	"web":                  {},
}

// banned are packages that a room must not reach for, each with the reason.
var banned = []struct {
	from, imports, reason string
}{
	{"shared", ".", "the contract compiles into both ends: the standard library alone"},
	{"app", "net/http", "0.6 MB of download, compressed: the browser fetches"},
	{"app", "html/template", "hundreds of kilobytes of download: components render"},
	{"app", "text/template", "hundreds of kilobytes of download"},
	{"app", "regexp", "a hundred kilobytes of download"},
	{"app", "crypto/tls", "hundreds of kilobytes of download"},
	{"app", "crypto/rand", "37 KB of download: math/rand/v2 is seeded by the browser's"},
	{"app", "log/slog", "hundreds of kilobytes of download"},
	{"app", "database/sql", "the client has no database"},
	{"shared", "net/http", "0.6 MB of download, compressed"},
	{"shared", "html/template", "hundreds of kilobytes of download"},
	{"shared", "text/template", "hundreds of kilobytes of download"},
	{"shared", "regexp", "a hundred kilobytes of download"},
	{"shared", "crypto/tls", "hundreds of kilobytes of download"},
	{"shared", "crypto/rand", "37 KB of download"},
	{"shared", "log/slog", "hundreds of kilobytes of download"},
	{"shared", "database/sql", "the contract has no database"},
	{"app/state", "syscall/js", "a pure reducer: the server's tests run it"},
	{"app/client", "syscall/js", "the browser is behind interfaces"},
	{"app/ui", "syscall/js", "the server renders these components"},
	{"app/state", "github.com/maxence-charriere/go-app/v9/pkg/app", "a pure reducer has no screen"},
	{"app/client", "github.com/maxence-charriere/go-app/v9/pkg/app", "the client has no screen"},
	{"server/chat", "net/http", "the rules know no HTTP"},
	{"server/chat", "database/sql", "the rules know no SQL"},
	{"server/search", "net/http", "what is found is one thing, asking for it another"},
	{"server/search", "database/sql", "SQL lives in the store"},
	{"server/files", "database/sql", "SQL lives in the store"},
	{"server/passkey", "net/http", "what proves a key is one thing, asking for it another"},
	{"server/passkey", "database/sql", "SQL lives in the store"},
	{"server/feed", "database/sql", "SQL lives in the store"},
	{"server/transport", "database/sql", "SQL lives in the store"},
	{"server/api", "database/sql", "SQL lives in the store"},
}

func TestImportsRunOneWay(t *testing.T) {
	root := ".."
	filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			t.Fatal(err)
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		relative, _ := filepath.Rel(root, file)
		from := path.Dir(filepath.ToSlash(relative))
		for _, spec := range parsed.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			checkImport(t, relative, from, imported)
		}
		return nil
	})
}

func checkImport(t *testing.T, file, from, imported string) {
	t.Helper()
	if allowed, ruled := mayImport[from]; ruled && strings.HasPrefix(imported, module) {
		if !slices.Contains(allowed, strings.TrimPrefix(imported, module)) {
			t.Errorf("%s imports %s; %s may import %v of this module", file, imported, from, allowed)
		}
	}
	if strings.HasPrefix(from, "app") && strings.HasPrefix(imported, module+"server") {
		t.Errorf("%s imports %s: the client knows nothing of the server but the contract", file, imported)
	}
	for _, ban := range banned {
		inside := from == ban.from || strings.HasPrefix(from, ban.from+"/")
		outside := ban.imports == "." && strings.Contains(strings.Split(imported, "/")[0], ".")
		if inside && (imported == ban.imports || outside) {
			t.Errorf("%s imports %s: %s", file, imported, ban.reason)
		}
	}
}
