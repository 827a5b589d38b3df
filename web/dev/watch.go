package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long the files must rest: editors write in several steps.
const settle = 150 * time.Millisecond

// change is a burst of edits.
type change struct {
	path string // one of the files
	code bool   // Go code was among them
}

// watch reports changes of sources below folders until ctx ends.
func watch(ctx context.Context, folders ...string) (<-chan change, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		if err := add(watcher, folder); err != nil {
			return nil, err
		}
	}
	if err := watcher.Add("."); err != nil { // for go.mod and go.sum
		return nil, err
	}
	changes := make(chan change)
	go func() {
		defer watcher.Close()
		gather(ctx, watcher, changes)
	}()
	return changes, nil
}

// add watches a folder and all below it, but for what builds write.
func add(watcher *fsnotify.Watcher, folder string) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if path == filepath.Join("web", "built") {
			return filepath.SkipDir
		}
		return watcher.Add(path)
	})
}

// gather joins events that follow each other closely into one change.
func gather(ctx context.Context, watcher *fsnotify.Watcher, changes chan<- change) {
	var seen change
	var out chan<- change // nil until the files rest
	rest := time.NewTimer(settle)
	rest.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-watcher.Events:
			if info, err := os.Stat(event.Name); err == nil && info.IsDir() && event.Has(fsnotify.Create) {
				add(watcher, event.Name)
			}
			if event.Has(fsnotify.Chmod) || !source(event.Name) {
				continue
			}
			seen.path, seen.code, out = event.Name, seen.code || isCode(event.Name), nil
			rest.Reset(settle)
		case err := <-watcher.Errors:
			fmt.Fprintln(os.Stderr, "dev: watching:", err)
		case <-rest.C:
			out = changes
		case out <- seen:
			seen, out = change{}, nil
		}
	}
}

// source reports whether a running server is made of this file.
func source(path string) bool {
	name := filepath.Base(path)
	switch filepath.Ext(name) {
	case ".go":
		return !strings.HasSuffix(name, "_test.go")
	case ".css", ".js", ".svg", ".png", ".ico", ".html", ".webmanifest", ".json", ".txt", ".sql", ".mod", ".sum":
		return !strings.HasPrefix(name, ".")
	}
	return false
}

// isCode reports whether the server has to be built again for a change of this
// file. Assets and templates are read from disk.
func isCode(path string) bool {
	path = filepath.ToSlash(path)
	return !strings.HasPrefix(path, "web/static/") && !strings.HasPrefix(path, "web/templates/")
}
