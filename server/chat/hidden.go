package chat

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"

	"parley/shared"
)

// The IDs of rooms that only their members may know of tell nothing, and no public
// room can have one: so nobody finds out by an ID that is refused what there is.
// They follow from the command alone, or from the people.
const (
	privatePrefix = "p-"
	directPrefix  = "d-"
	hiddenBytes   = 10 // of the sum behind the prefix: 16 letters
)

var hiddenLetters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// PrivateRoomID is the ID of the private room that a command makes.
func PrivateRoomID(by shared.PersonID, id shared.CommandID) shared.RoomID {
	return hiddenID(privatePrefix, string(by), string(id))
}

// DirectRoomID is the ID of the direct room of some people, in whatever order.
func DirectRoomID(people []shared.PersonID) shared.RoomID {
	var ids []string
	for _, id := range people {
		ids = append(ids, string(id))
	}
	slices.Sort(ids)
	return hiddenID(directPrefix, ids...)
}

func hiddenID(prefix string, parts ...string) shared.RoomID {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n"))) // which is in no ID
	return shared.RoomID(prefix + hiddenLetters.EncodeToString(sum[:hiddenBytes]))
}

// hidden reports whether an ID has the form that hiddenID gives.
func hidden(id shared.RoomID) bool {
	rest, private := strings.CutPrefix(string(id), privatePrefix)
	if !private {
		var direct bool
		if rest, direct = strings.CutPrefix(string(id), directPrefix); !direct {
			return false
		}
	}
	_, err := hiddenLetters.DecodeString(rest)
	return err == nil && len(rest) == hiddenLetters.EncodedLen(hiddenBytes)
}
