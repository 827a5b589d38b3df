package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// output is the folder of what is built, and what is known of the files in it.
type output struct {
	root, dir string
	best      bool
	made      map[string]entry // by asset, as in the stamp file
	current   map[string]bool  // assets of this run; others are from older ones
	changed   int
}

// entry describes how an asset's compressed copies were made.
type entry struct {
	Inputs string // hash of all that the asset is made of
	Best   bool
	Raw    int
}

// wasm is the client's name among the assets.
const wasm = "app.wasm"

func openOutput(root, dir string, best bool) (*output, error) {
	o := &output{root: root, dir: dir, best: best, made: map[string]entry{}, current: map[string]bool{}}
	stamp, err := os.ReadFile(o.stamp())
	if errors.Is(err, fs.ErrNotExist) {
		return o, os.MkdirAll(o.dir, 0o755)
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(stamp, &o.made) != nil {
		o.made = map[string]entry{} // a torn stamp only costs a full build
	}
	return o, nil
}

// client compiles the client, if any of its sources changed.
func (o *output) client(pkg string) error {
	inputs, err := hashSources(o.root, "go.mod", "go.sum", "shared", "web/build", pkg)
	if err != nil {
		return err
	}
	if o.fresh(wasm, inputs) {
		return nil
	}
	dir, err := os.MkdirTemp("", "parley-client-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	raw := filepath.Join(dir, wasm)
	if err := compile(o.root, pkg, raw, false); err != nil {
		return fmt.Errorf("compiling the client: %w", err)
	}
	content, err := os.ReadFile(raw)
	if err != nil {
		return err
	}
	return o.write(wasm, inputs, content)
}

// runtime copies the toolchain's half of the client: it must be of the very
// version that compiled the other half.
func (o *output) runtime() error {
	const name = "wasm_exec.js"
	root, err := goroot()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(filepath.Join(root, "lib", "wasm", name))
	if err != nil {
		return err
	}
	if err := o.asset(name, content); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.dir, name), content, 0o644)
}

// static compresses the committed assets.
func (o *output) static() error {
	static := filepath.Join(o.root, "web", "static")
	return filepath.WalkDir(static, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !compressible(path) {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(static, path)
		if err != nil {
			return err
		}
		return o.asset(filepath.ToSlash(name), content)
	})
}

func (o *output) asset(name string, content []byte) error {
	inputs := hash(content)
	if o.fresh(name, inputs) {
		return nil
	}
	return o.write(name, inputs, content)
}

// fresh reports whether an asset is there, made of these inputs and compressed
// far enough; the smallest form also serves where the quick one would do.
func (o *output) fresh(name, inputs string) bool {
	o.current[name] = true
	made, ok := o.made[name]
	if !ok || made.Inputs != inputs || o.best && !made.Best {
		return false
	}
	for _, c := range codings {
		if _, err := os.Stat(o.path(name + c.suffix)); err != nil {
			return false
		}
	}
	return true
}

func (o *output) write(name, inputs string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(o.path(name)), 0o755); err != nil {
		return err
	}
	if err := compress(o.path(name), content, o.best); err != nil {
		return err
	}
	o.made[name] = entry{Inputs: inputs, Best: o.best, Raw: len(content)}
	o.changed++
	return nil
}

// close forgets assets that are gone and writes the stamp, last of all, so that
// a build that was cut short is done again.
func (o *output) close() error {
	for name := range o.made {
		if o.current[name] {
			continue
		}
		delete(o.made, name)
		for _, c := range codings {
			os.Remove(o.path(name + c.suffix))
		}
	}
	stamp, err := json.MarshalIndent(o.made, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(o.stamp(), append(stamp, '\n'), 0o644)
}

func (o *output) summary(took time.Duration) string {
	parts := []string{megabytes(int64(o.made[wasm].Raw))}
	for _, c := range codings {
		if file, err := os.Stat(o.path(wasm + c.suffix)); err == nil {
			parts = append(parts, megabytes(file.Size())+" "+c.name)
		}
	}
	return fmt.Sprintf("client: %s; %d of %d assets made anew, %.1f s (%s)",
		strings.Join(parts, ", "), o.changed, len(o.made), took.Seconds(), runtime.Version())
}

func (o *output) path(name string) string { return filepath.Join(o.dir, filepath.FromSlash(name)) }

func (o *output) stamp() string { return o.path(".stamp.json") }

func megabytes(n int64) string { return fmt.Sprintf("%.3f MB", float64(n)/1e6) }
