package main

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// moduleCopy is the module's sources in a folder of the test's own.
type moduleCopy struct {
	t   *testing.T
	dir string
}

func copyModule(t *testing.T) moduleCopy {
	t.Helper()
	m := moduleCopy{t, t.TempDir()}
	built := filepath.FromSlash("../web/built") // what is built may change meanwhile; its README stays
	for _, name := range []string{"app", "server", "shared", "web", "go.mod", "go.sum"} {
		err := filepath.WalkDir(filepath.Join("..", name), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Dir(path) == built && d.Name() != "README.md" {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return m.write(strings.TrimPrefix(filepath.ToSlash(path), "../"), data)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m moduleCopy) path(file string) string { return filepath.Join(m.dir, filepath.FromSlash(file)) }

func (m moduleCopy) write(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(m.path(file)), 0o755); err != nil {
		return err
	}
	return os.WriteFile(m.path(file), data, 0o644)
}

// create writes a new file.
func (m moduleCopy) create(file, text string) {
	m.t.Helper()
	if file == "" {
		m.t.Fatalf("README: this block is of no file:\n%s", text)
	}
	if _, err := os.Stat(m.path(file)); err == nil {
		m.t.Fatalf("README: %s exists already", file)
	}
	m.put(file, text)
}

// put writes a file as gofmt would.
func (m moduleCopy) put(file, text string) {
	m.t.Helper()
	if strings.HasSuffix(file, ".go") {
		if formatted, err := format.Source([]byte(text)); err != nil || !bytes.Equal(formatted, []byte(text)) {
			m.t.Errorf("README: %s is not as gofmt would have it (%v)", file, err)
		}
	}
	if err := m.write(file, []byte(text)); err != nil {
		m.t.Fatal(err)
	}
}

var hunkHead = regexp.MustCompile(`(?m)^@@ (\S+) @@\n`)

// edit applies hunks. What a hunk keeps and takes away stands in its file once,
// as whole lines.
func (m moduleCopy) edit(diff string) {
	m.t.Helper()
	heads := hunkHead.FindAllStringSubmatchIndex(diff, -1)
	if len(heads) == 0 || heads[0][0] != 0 {
		m.t.Fatalf("README: a diff begins with @@ file @@:\n%s", diff)
	}
	for i, head := range heads {
		end := len(diff)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		file, hunk := diff[head[2]:head[3]], diff[head[1]:end]
		data, err := os.ReadFile(m.path(file))
		if err != nil {
			m.t.Fatalf("README: %v", err)
		}
		before, after := sides(hunk)
		if n := strings.Count("\n"+string(data), "\n"+before); n != 1 {
			m.t.Fatalf("README: this no longer applies to %s, which has these lines %d times; set the README right:\n%s", file, n, hunk)
		}
		m.put(file, strings.Replace("\n"+string(data), "\n"+before, "\n"+after, 1)[1:])
	}
}

// sides are what a hunk finds and what it leaves.
func sides(hunk string) (before, after string) {
	for line := range strings.Lines(hunk) {
		switch line[0] {
		case '+':
			after += line[1:]
		case '-':
			before += line[1:]
		case ' ':
			before, after = before+line[1:], after+line[1:]
		default: // an empty line
			before, after = before+line, after+line
		}
	}
	return before, after
}

// run has the go command do something, without the network.
func (m moduleCopy) run(command string) (out string, err error) {
	words := strings.Fields(command)
	cmd := exec.CommandContext(m.t.Context(), words[0], words[1:]...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "PWD="+m.dir)
	output, err := cmd.CombinedOutput()
	return string(output), err
}

var complaint = regexp.MustCompile(`(?m)^.*\.go:\d+:.*$`)

// complains runs a command that fails, with the very complaints that are shown.
func (m moduleCopy) complains(shown string) {
	m.t.Helper()
	lines := strings.Split(strings.TrimSpace(shown), "\n")
	command, ok := strings.CutPrefix(lines[0], "$ go ")
	if !ok {
		m.t.Fatalf("README: a console begins with $ go, not %s", lines[0])
	}
	out, err := m.run("go " + command)
	if err == nil {
		m.t.Errorf("README: go %s was to fail", command)
	}
	heard := complaint.FindAllString(out, -1)
	for _, line := range lines[1:] {
		same := func(h string) bool { return like(line, h) }
		if !slices.ContainsFunc(heard, same) {
			m.t.Errorf("README: go %s doesn't say %q, but\n%s", command, line, out)
		}
		heard = slices.DeleteFunc(heard, same)
	}
	if len(heard) > 0 {
		m.t.Errorf("README: go %s also says\n%s", command, strings.Join(heard, "\n"))
	}
}

// like reports whether a line is in what was said, whatever "…" stands for.
func like(line, said string) bool {
	for part := range strings.SplitSeq(line, "…") {
		at := strings.Index(said, strings.TrimSpace(part))
		if at < 0 {
			return false
		}
		said = said[at+len(strings.TrimSpace(part)):]
	}
	return true
}
