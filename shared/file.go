package shared

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// FileID names a file that somebody uploaded: "f_" and lower-case letters or
// digits, at random, minted by the server.
type FileID string

// File is what a message tells of a file that it brings along. What is in it is
// had from PathFile, by the members of the message's room.
type File struct {
	ID     FileID `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`             // in bytes
	Type   string `json:"type"`             // by its content, such as image/png; TypeOther where that tells nothing
	Width  int    `json:"width,omitempty"`  // of a picture, in pixels, as it is seen
	Height int    `json:"height,omitempty"` // likewise
	Hash   string `json:"hash"`             // SHA-256 of the content, in hex
}

// TypeOther is the type of what is only there to be downloaded.
const TypeOther = "application/octet-stream"

// FileReply answers an upload.
type FileReply struct {
	File File `json:"file"`
}

const (
	fileIDPrefix = "f_"
	fileIDRunes  = 26 // 130 bits
)

// shownTypes are those that a page shows in their place; everything else is
// downloaded. None of them can run a script.
var shownTypes = []string{
	"image/png", "image/jpeg", "image/gif", "image/webp",
	"video/mp4", "video/webm",
	"audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm",
}

// Shows reports whether a page may show content of that type.
func Shows(mediaType string) bool { return slices.Contains(shownTypes, mediaType) }

// Picture reports whether the file is a picture, whose dimensions are known.
func (f File) Picture() bool { return f.is("image") && f.Width > 0 && f.Height > 0 }

// Video and Sound report whether the file can be played.
func (f File) Video() bool { return f.is("video") }

// Sound reports whether the file can be listened to.
func (f File) Sound() bool { return f.is("audio") }

func (f File) is(kind string) bool { return strings.HasPrefix(f.Type, kind+"/") && Shows(f.Type) }

// Fit gives the dimensions of a picture in a box: smaller where it has to be,
// never larger, and one pixel at least.
func Fit(width, height, boxWidth, boxHeight int) (int, int) {
	if width > boxWidth {
		width, height = boxWidth, height*boxWidth/width
	}
	if height > boxHeight {
		width, height = width*boxHeight/height, boxHeight
	}
	return max(width, 1), max(height, 1)
}

// Valid reports whether it is the form of a file's ID.
func (id FileID) Valid() bool {
	digits, ok := strings.CutPrefix(string(id), fileIDPrefix)
	if !ok || len(digits) != fileIDRunes {
		return false
	}
	return !strings.ContainsFunc(digits, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// NewFileID makes a name of random letters, of which there have to be 26.
func NewFileID(random string) FileID { return FileID(fileIDPrefix + strings.ToLower(random)) }

// fileNameless is the name of a file that came without one.
const fileNameless = "file"

// CleanFileName makes a file's name fit to be shown and saved: the last part of
// a path, without what is invisible or what a file system may not have, and no
// longer than MaxFileNameRunes, its ending kept.
func CleanFileName(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		if invisible(r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, s)
	s = strings.Trim(CleanName(s), " .")
	if !visible(s) {
		return fileNameless
	}
	return clipFileName(s)
}

func clipFileName(s string) string {
	over := utf8.RuneCountInString(s) - MaxFileNameRunes
	if over <= 0 {
		return s
	}
	stem, ending := s, ""
	if dot := strings.LastIndexByte(s, '.'); dot > 0 && utf8.RuneCountInString(s[dot:]) < MaxFileNameRunes/2 {
		stem, ending = s[:dot], s[dot:]
	}
	runes := []rune(stem)
	return strings.TrimRight(string(runes[:len(runes)-over]), " .") + ending
}

// checkFiles holds the files that a message asks to bring along to their form.
func checkFiles(files []FileID) error {
	if len(files) > MaxFilesPerMessage {
		return Errorf(CodeTooMany, "A message can have %d files.", MaxFilesPerMessage)
	}
	for i, id := range files {
		if !id.Valid() || slices.Contains(files[:i], id) {
			return Errorf(CodeFileNotFound, "There is no file “%s” to send.", Clip(string(id), fileIDRunes))
		}
	}
	return nil
}
