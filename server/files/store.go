package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"parley/shared"
)

const (
	folderMode = 0o700
	incoming   = "incoming" // the folder of what is not whole yet
	thumbnail  = ".thumbnail"
	fanOut     = 2  // letters of a hash that name its folder
	sweepMany  = 64 // contents that are looked at in one round of a sweep
	fullRetry  = 10 // seconds until a disk that is full is worth trying again
)

// Store is a folder of contents. Its methods are safe for use by several
// goroutines; one process at a time may have it open.
type Store struct {
	root string

	// placing is held for reading while a content is put in its place and its
	// owner put down, and for writing while one that nobody needs is removed:
	// the two must not meet.
	placing sync.RWMutex

	looking chan struct{} // holds a token while no picture is taken apart: each takes much memory
}

// Open opens the folder, and makes it where it doesn't exist. What did not come
// to its end before is removed.
func Open(root string) (*Store, error) {
	s := &Store{root: root, looking: make(chan struct{}, 1)}
	if err := os.RemoveAll(filepath.Join(root, incoming)); err != nil {
		return nil, err
	}
	s.looking <- struct{}{}
	return s, os.MkdirAll(filepath.Join(root, incoming), folderMode)
}

// place is where a content lies.
func (s *Store) place(hash string) string {
	return filepath.Join(s.root, hash[:fanOut], hash[fanOut:])
}

// Content opens what has a hash; the reader closes it.
func (s *Store) Content(hash string) (*os.File, error) { return open(s.place(hash)) }

// Content opens what has a hash in a folder that another process may have open.
func Content(root, hash string) (*os.File, error) {
	if len(hash) <= fanOut {
		return nil, shared.Errorf(shared.CodeFileNotFound, "There is no file of that hash.")
	}
	return (&Store{root: root}).Content(hash)
}

// Thumbnail opens a small form of a picture, and gives its type; the picture
// itself is small enough where there is none.
func (s *Store) Thumbnail(file shared.File) (*os.File, string, error) {
	small, err := os.Open(s.place(file.Hash) + thumbnail)
	if errors.Is(err, fs.ErrNotExist) {
		content, err := s.Content(file.Hash)
		return content, file.Type, err
	}
	if err != nil {
		return nil, "", err
	}
	var head [sniffBytes]byte
	n, _ := small.ReadAt(head[:], 0)
	return small, typeOf(head[:n]), nil
}

func open(path string) (*os.File, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = shared.Errorf(shared.CodeFileNotFound, "The file is not here any more.")
	}
	return file, err
}

// Ledger knows who refers to which contents.
type Ledger interface {
	// Loose lists some contents that may have nobody left.
	Loose(ctx context.Context, limit int) ([]string, error)
	// Needed reports whether somebody refers to a content, and takes it off
	// Loose's list if so, both at once.
	Needed(ctx context.Context, hash string) (bool, error)
	// Settle takes a content that is gone off Loose's list.
	Settle(ctx context.Context, hash string) error
}

// Sweep removes the contents that nobody refers to any more.
func (s *Store) Sweep(ctx context.Context, ledger Ledger) error {
	for {
		hashes, err := ledger.Loose(ctx, sweepMany)
		if err != nil || len(hashes) == 0 {
			return err
		}
		for _, hash := range hashes {
			if err := s.release(ctx, ledger, hash); err != nil {
				return err
			}
		}
	}
}

// release removes a content that nobody needs. It is off the list only when it
// is gone, so that nothing is forgotten however the process ends.
func (s *Store) release(ctx context.Context, ledger Ledger, hash string) error {
	s.placing.Lock()
	defer s.placing.Unlock()
	needed, err := ledger.Needed(ctx, hash)
	if err != nil || needed {
		return err
	}
	if err := errors.Join(remove(s.place(hash)), remove(s.place(hash)+thumbnail)); err != nil {
		return err
	}
	return ledger.Settle(ctx, hash)
}

func remove(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// told gives an error of the disk as it is told.
func told(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		full := shared.Errorf(shared.CodeStorageFull, "The server's disk is full: nothing can be uploaded until there is room.")
		full.RetryAfter = fullRetry
		return full
	}
	return err
}

// Check holds the content of a file in a folder against what is told of it.
func Check(root string, file shared.File) error {
	content, err := (&Store{root: root}).Content(file.Hash)
	if err != nil {
		return err
	}
	defer content.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, content)
	if err == nil && (size != file.Size || hex.EncodeToString(sum.Sum(nil)) != file.Hash) {
		err = errors.New("its content is another one")
	}
	return err
}
