package archive

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"parley/shared"
)

// The names in a folder.
const (
	peopleName   = "people.jsonl"
	roomsName    = "rooms.jsonl"
	messagesName = "messages.jsonl"
	roomsFolder  = "rooms"
	filesFolder  = "files"
	indexName    = "index.html"
	styleName    = "style.css"
)

const (
	folderMode = 0o700 // what people said is for whoever exports it
	fileMode   = 0o600
)

// roomFolder is where a room's messages are, by its line in rooms.jsonl: what a
// room is called may be no name for a folder.
func roomFolder(line int) string { return path.Join(roomsFolder, strconv.Itoa(line+1)) }

// fileName is where a file's content is.
func fileName(f shared.File) string { return path.Join(filesFolder, contentName(f)) }

// contentName is what it is called there. Only what can do nothing keeps an ending by
// which a system would open it.
func contentName(f shared.File) string {
	ending := map[string]string{
		"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
		"video/mp4": ".mp4", "video/webm": ".webm",
		"audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/wav": ".wav", "audio/webm": ".weba",
	}[f.Type]
	if ending == "" {
		ending = ".bin"
	}
	return f.Hash + ending
}

// lines writes JSON, a value a line.
type lines struct {
	file *os.File
	out  *bufio.Writer
	json *json.Encoder
}

func writeLines(name string) (*lines, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriter(file)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return &lines{file, out, encoder}, nil
}

func (l *lines) close() error { return errors.Join(l.out.Flush(), l.file.Close()) }

// writeAll writes some values.
func writeAll[T any](name string, values []T) error {
	l, err := writeLines(name)
	if err != nil {
		return err
	}
	for _, value := range values {
		err = errors.Join(err, l.json.Encode(value))
	}
	return errors.Join(err, l.close())
}

// readLines gives each value of a file.
func readLines[T any](name string, each func(T) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	decoder := json.NewDecoder(bufio.NewReader(file))
	for line := 1; ; line++ {
		var value T
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", filepath.Base(name), line, err)
		}
		if err := each(value); err != nil {
			return err
		}
	}
}
