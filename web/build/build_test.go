package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// banned packages cost tens to hundreds of kilobytes of download each.
var banned = []string{
	"net/http", "html/template", "text/template", "regexp", "crypto/tls", "crypto/aes", "crypto/rand",
	"log/slog", "database/sql", "database/sql/driver", "testing",
}

func TestClientStaysSmall(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "app", "main.go")); err != nil {
		t.Skip("there is no client here:", err)
	}
	packages, err := clientPackages(root, "./app")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(packages, goApp+"/pkg/app") {
		t.Fatalf("the client without go-app? %v", packages)
	}
	for _, name := range packages {
		if slices.Contains(banned, name) {
			t.Errorf("the client contains %s: go list -deps names who imports it", name)
		}
	}
}

func TestEveryStubIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, files := range stubs {
		for _, stub := range files {
			used[stub] = true
		}
	}
	found, err := filepath.Glob("overlay/*")
	if err != nil || len(found) == 0 {
		t.Fatal("no stubs", err)
	}
	for _, path := range found {
		if !used[filepath.Base(path)] {
			t.Errorf("%s stands in for nothing", path)
		}
	}
}

func TestCompress(t *testing.T) {
	content := bytes.Repeat([]byte("nothing missing, nothing twice. "), 100)
	path := filepath.Join(t.TempDir(), "asset.css")
	for _, best := range []bool{false, true} {
		if err := compress(path, content, best); err != nil {
			t.Fatal(err)
		}
		packed, err := os.ReadFile(path + ".br")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed))); err != nil || !bytes.Equal(got, content) {
			t.Errorf("brotli came back different: %v", err)
		}
		file, err := os.Open(path + ".gz")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		r, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
			t.Errorf("gzip came back different: %v", err)
		}
	}
}

func TestHashSources(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sum := func() string {
		s, err := hashSources(root, ".")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	write("a.go", "1")
	first := sum()
	write("a_test.go", "1")
	if sum() != first {
		t.Error("a test changed the client")
	}
	write("b.go", "1")
	if sum() == first {
		t.Error("a new file changed nothing")
	}
}

// A module as the linker lays it out: one import, two functions, some data.
func TestParseWasm(t *testing.T) {
	section := func(id byte, content string) string {
		return string([]byte{id, byte(len(content))}) + content
	}
	module := "\x00asm\x01\x00\x00\x00" +
		section(2, "\x01\x01m\x01f\x00\x00") +
		section(10, "\x02\x03abc\x05abcde") +
		section(11, "data") +
		section(0, "\x04name"+section(1, "\x03\x00\x01f\x01\x09fmt.Print\x02\x0dnet_url.Parse"))
	functions, data, err := parseWasm([]byte(module))
	want := []function{{"fmt.Print", 3}, {"net_url.Parse", 5}}
	if err != nil || data != 4 || !slices.Equal(functions, want) {
		t.Errorf("%v, %d bytes of data, %v", functions, data, err)
	}
	for cut := range len(module) {
		if _, _, err := parseWasm([]byte(module[:cut])); err == nil {
			t.Errorf("%d bytes of a module pass for a whole one", cut)
		}
	}
	if got := packageOf("net_url.Parse", strings.Fields("net net/url")); got != "net/url" {
		t.Errorf("net_url.Parse is of %s", got)
	}
}
