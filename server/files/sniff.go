package files

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"parley/shared"
)

const sniffBytes = 512 // that tell a type

// typeOf is the type that content has by its first bytes: one of those that a
// page shows, or shared.TypeOther.
func typeOf(head []byte) string {
	found, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case found == "application/ogg":
		found = "audio/ogg"
	case found == "audio/wave":
		found = "audio/wav"
	case found == shared.TypeOther && isoMedia(head):
		found = "video/mp4"
	case found == shared.TypeOther && mpegAudio(head):
		found = "audio/mpeg"
	}
	if shared.Shows(found) {
		return found
	}
	return shared.TypeOther
}

// isoMedia recognises films and sound of the MP4 family by their brand, also by
// those that phones and Safari write.
func isoMedia(head []byte) bool {
	const brandEnd = 12
	return len(head) >= brandEnd && string(head[4:8]) == "ftyp" &&
		slices.Contains([]string{"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4A ", "M4V ", "dash"}, string(head[8:brandEnd]))
}

// mpegAudio recognises sound in MP3 without a tag in front: the first frame has
// a version, a layer, a bit rate and a sample rate that exist.
func mpegAudio(head []byte) bool {
	return len(head) > 3 && head[0] == 0xFF && head[1]&0xE0 == 0xE0 &&
		head[1]&0x18 != 0x08 && head[1]&0x06 == 0x02 && head[2]&0xF0 != 0xF0 && head[2]&0xF0 != 0 && head[2]&0x0C != 0x0C
}

// soundOnly tells containers of sound from those of film, which begin alike: by
// what their sender says, which can do no harm.
func soundOnly(found string, claim Claim) string {
	ending := strings.ToLower(path.Ext(claim.Name))
	sound := strings.HasPrefix(claim.Type, "audio/") || ending == ".m4a" || ending == ".weba"
	switch {
	case found == "video/mp4" && sound:
		return "audio/mp4"
	case found == "video/webm" && sound:
		return "audio/webm"
	}
	return found
}

// pictures are the endings of names that promise a picture, and the types.
var pictures = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true,
	"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true}

// pretends reports whether the sender promises a picture.
func (c Claim) pretends() bool {
	mediaType, _, _ := strings.Cut(c.Type, ";")
	return pictures[strings.ToLower(path.Ext(c.Name))] || pictures[strings.ToLower(strings.TrimSpace(mediaType))]
}

// inspect says what content is, and gives it as it is to be kept, with a small
// form of it where one is worth having.
func (s *Store) inspect(content []byte, claim Claim, file *shared.File) (cleaned, small []byte, err error) {
	file.Type = soundOnly(typeOf(content[:min(len(content), sniffBytes)]), claim)
	if !strings.HasPrefix(file.Type, "image/") {
		if claim.pretends() {
			return nil, nil, pretence(file.Name)
		}
		return content, nil, nil
	}
	<-s.looking
	defer func() { s.looking <- struct{}{} }()
	seen, err := seePicture(content, file.Type)
	if err == nil {
		file.Width, file.Height = seen.width, seen.height
		return seen.content, seen.small, nil
	}
	if shared.CodeOf(err) != shared.CodeInternal || claim.pretends() {
		return nil, nil, refusalOf(err, file.Name)
	}
	file.Type = shared.TypeOther // it begins like a picture, and never said that it is one
	return content, nil, nil
}

func refusalOf(err error, name string) error {
	if shared.CodeOf(err) != shared.CodeInternal {
		return err
	}
	return pretence(name)
}

func pretence(name string) error {
	return shared.Errorf(shared.CodeFilePretends, "“%s” is no picture that can be shown, or it is damaged.", name)
}
