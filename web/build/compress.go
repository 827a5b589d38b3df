package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/andybalholm/brotli"
)

// coding is one of the compressed forms that a browser may ask for.
type coding struct {
	name, suffix string
	quick, best  int
	writer       func(w io.Writer, level int) (io.WriteCloser, error)
}

var codings = []coding{
	{"brotli", ".br", 5, brotli.BestCompression, func(w io.Writer, level int) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, level), nil
	}},
	{"gzip", ".gz", 6, gzip.BestCompression, func(w io.Writer, level int) (io.WriteCloser, error) {
		return gzip.NewWriterLevel(w, level)
	}},
}

// compressible reports whether a file of this name gets smaller by compression.
func compressible(name string) bool {
	return slices.Contains([]string{".css", ".js", ".svg", ".webmanifest", ".ico"}, filepath.Ext(name))
}

// compress writes every coding of content beside path.
func compress(path string, content []byte, best bool) error {
	for _, c := range codings {
		level := c.quick
		if best {
			level = c.best
		}
		packed, err := c.pack(content, level)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path+c.suffix, packed, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (c coding) pack(content []byte, level int) ([]byte, error) {
	var packed bytes.Buffer
	w, err := c.writer(&packed, level)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
