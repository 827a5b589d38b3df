package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// asset is one file that browsers fetch, in up to three codings. What an asset
// holds stays in its file system until somebody asks for it.
type asset struct {
	hash        string // of the content; part of the address
	contentType string
	size        int64             // of the content, before any coding
	forms       map[string]string // coding -> file; "" is the content as it is
	files       fs.FS
}

// suffixes of compressed copies, by coding.
var suffixes = map[string]string{"br": ".br", "gzip": ".gz"}

// types by file name, told here because systems' own tables differ.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// loadAssets finds the assets in the folders static and built of files.
func loadAssets(files fs.FS) (map[string]*asset, error) {
	assets := map[string]*asset{}
	for _, folder := range []string{"static", "built"} {
		err := fs.WalkDir(files, folder, func(file string, d fs.DirEntry, err error) error {
			name := strings.TrimPrefix(file, folder+"/")
			if err != nil || d.IsDir() || hidden(name) {
				return err
			}
			coding := ""
			for c, suffix := range suffixes {
				if whole, ok := strings.CutSuffix(name, suffix); ok && folder == "built" {
					name, coding = whole, c
				}
			}
			if assets[name] == nil {
				assets[name] = &asset{contentType: contentType(name), forms: map[string]string{}, files: files}
			}
			assets[name].forms[coding] = file
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for name, a := range assets {
		if err := a.measure(); errors.Is(err, errNoContent) {
			delete(assets, name) // a copy of something that is gone
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return assets, nil
}

// hidden files belong to the folder, not to the client.
func hidden(name string) bool {
	return strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".md"
}

func contentType(name string) string {
	if t := types[path.Ext(name)]; t != "" {
		return t
	}
	return "application/octet-stream"
}

var errNoContent = errors.New("no content")

// measure sets hash and size. The client, the one big asset, is kept only
// compressed; its gzip form then stands for it.
func (a *asset) measure() error {
	file, plain := a.forms[""]
	if !plain {
		if file = a.forms["gzip"]; file == "" {
			return errNoContent
		}
	}
	content, err := fs.ReadFile(a.files, file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	a.hash, a.size = hex.EncodeToString(sum[:6]), int64(len(content))
	if !plain {
		if len(content) < 4 {
			return io.ErrUnexpectedEOF
		}
		// The last four bytes of gzip are the size of what went in.
		a.size = int64(binary.LittleEndian.Uint32(content[len(content)-4:]))
		return nil
	}
	return a.dropStale(content)
}

// dropStale forgets compressed copies of an older content: the file changed,
// and nobody ran the build.
func (a *asset) dropStale(content []byte) error {
	if a.forms["gzip"] == "" {
		delete(a.forms, "br")
		return nil
	}
	packed, err := a.open("gzip")
	if err != nil {
		return err
	}
	copied, err := gunzip(packed)
	if err != nil || !bytes.Equal(copied, content) {
		delete(a.forms, "gzip")
		delete(a.forms, "br")
	}
	return nil
}

// open returns the asset in a coding that forms has, or as it is.
func (a *asset) open(coding string) (io.ReadSeekCloser, error) {
	file, ok := a.forms[coding]
	if !ok {
		packed, err := a.open("gzip")
		if err != nil {
			return nil, err
		}
		content, err := gunzip(packed)
		return nopCloser{bytes.NewReader(content)}, err
	}
	opened, err := a.files.Open(file)
	if err != nil {
		return nil, err
	}
	seeker, ok := opened.(io.ReadSeekCloser)
	if !ok {
		return nil, fmt.Errorf("%s: %w", file, errors.ErrUnsupported)
	}
	return seeker, nil
}

func gunzip(packed io.ReadCloser) ([]byte, error) {
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }
