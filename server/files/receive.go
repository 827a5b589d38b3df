package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"parley/shared"
)

// Claim is what the sender of a file says of it; none of it is believed.
type Claim struct {
	Name string
	Type string // a media type; may be empty
}

// Draft is a file that came in whole and has no owner yet. Either Keep or
// Discard is due.
type Draft struct {
	File shared.File // all but its ID

	store *Store
	path  string // of the content
	small string // of its thumbnail; "" where there is none
}

// Receive takes in what body has, up to shared.MaxFileBytes, and looks at it.
// Refusals are *shared.Error; whatever goes wrong, nothing is left behind.
func (s *Store) Receive(body io.Reader, claim Claim) (draft *Draft, err error) {
	in, err := os.CreateTemp(filepath.Join(s.root, incoming), "upload-")
	if err != nil {
		return nil, told(err)
	}
	draft = &Draft{store: s, path: in.Name()}
	defer func() {
		in.Close()
		if err != nil {
			draft.Discard()
			draft = nil
		}
	}()
	size, err := io.Copy(in, &limited{from: body, left: shared.MaxFileBytes})
	if err != nil {
		return draft, told(err)
	}
	if size == 0 {
		return draft, shared.Errorf(shared.CodeFileEmpty, "There is nothing in the file.")
	}
	return draft, told(draft.look(in, claim))
}

// limited reads what may be uploaded. Its errors are those of the sender.
type limited struct {
	from io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.from.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, shared.Errorf(shared.CodeFileTooLarge, "A file can have %d MB.", shared.MaxFileBytes>>20)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = shared.Errorf(shared.CodeFileIncomplete, "The file did not arrive whole. Try again.")
	}
	return n, err
}

// look finds out what came in, and writes it once more where something had to
// be taken out of it.
func (d *Draft) look(in *os.File, claim Claim) error {
	content, err := os.ReadFile(d.path)
	if err != nil {
		return err
	}
	d.File = shared.File{Name: shared.CleanFileName(claim.Name)}
	cleaned, small, err := d.store.inspect(content, claim, &d.File)
	if err != nil {
		return err
	}
	if !bytes.Equal(cleaned, content) {
		if err := rewrite(in, cleaned); err != nil {
			return err
		}
	}
	if small != nil {
		d.small = d.path + thumbnail
		if err := os.WriteFile(d.small, small, 0o600); err != nil {
			return err
		}
	}
	sum := sha256.Sum256(cleaned)
	d.File.Hash, d.File.Size = hex.EncodeToString(sum[:]), int64(len(cleaned))
	return in.Sync()
}

func rewrite(file *os.File, content []byte) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt(content, 0)
	return err
}

// Keep has its owner put down, and puts the content in its place. Where own
// fails, or the disk does, nothing is kept. A process that dies in between
// leaves an owner without a content, whom nobody was told of.
func (d *Draft) Keep(own func() error) error {
	defer d.Discard() // of what was not moved
	d.store.placing.RLock()
	defer d.store.placing.RUnlock()
	if err := own(); err != nil {
		return err
	}
	place := d.store.place(d.File.Hash)
	if err := os.MkdirAll(filepath.Dir(place), folderMode); err != nil {
		return told(err)
	}
	if d.small != "" {
		if err := os.Rename(d.small, place+thumbnail); err != nil {
			return told(err)
		}
	}
	if err := os.Rename(d.path, place); err != nil {
		return told(err)
	}
	return syncFolder(filepath.Dir(place))
}

// Discard removes what came in.
func (d *Draft) Discard() {
	os.Remove(d.path)
	if d.small != "" {
		os.Remove(d.small)
	}
}

// syncFolder makes names in a folder durable, on systems where that can be done.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, os.ErrInvalid) && !errors.Is(err, os.ErrPermission) {
		return told(err)
	}
	return nil
}
