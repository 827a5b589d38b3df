package archive

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"parley/shared"
)

// What a source has no ID for gets one that follows from what it is, so that it is
// taken in once, however often the source is read.

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var letters = base32.NewEncoding(crockford).WithPadding(base32.NoPadding)

const (
	ulidTime     = 10 // characters of a command's ID that tell the time
	ulidRandom   = 16 // and of the rest
	personDigits = 10
	fileDigits   = 26
)

func sumOf(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return letters.EncodeToString(sum[:])
}

// CommandID is that of what was done at a time, in milliseconds since 1970.
func CommandID(at int64, parts ...string) shared.CommandID {
	var id [ulidTime]byte
	for i := ulidTime - 1; i >= 0; i-- {
		id[i] = crockford[at&31]
		at >>= 5
	}
	return shared.CommandID(string(id[:]) + sumOf(parts)[:ulidRandom])
}

// PersonID is that of somebody of another service.
func PersonID(parts ...string) shared.PersonID {
	return shared.PersonID("u_" + strings.ToLower(sumOf(parts)[:personDigits]))
}

func fileID(parts ...string) shared.FileID {
	return shared.NewFileID(base32.StdEncoding.EncodeToString([]byte(sumOf(parts)))[:fileDigits])
}
