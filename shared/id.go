package shared

import (
	"math/rand/v2"
	"strings"
)

// Seq is an event's position in the log: 1 for the first. Positions grow by
// one for each event and are never given twice within an epoch.
type Seq int64

// PersonID names a person: "u_" and lower-case letters or digits.
type PersonID string

// RoomID names a room, in its address too: letters and digits of any script in
// lower case, joined by single hyphens.
type RoomID string

// CommandID is a ULID (https://github.com/ulid/spec) in canonical upper case.
type CommandID string

const (
	crockford   = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	ulidLength  = 26
	ulidTime    = 10
	personIDLen = 10
)

// NewCommandID makes a ULID of the given time (milliseconds since 1970) and 80
// random bits. IDs keep nothing secret, so they come from the runtime's generator,
// which the system seeds: crypto/rand is 37 KB of the client's download.
func NewCommandID(ms int64) CommandID {
	var id [ulidLength]byte
	for i := ulidTime - 1; i >= 0; i-- {
		id[i] = crockford[ms&31]
		ms >>= 5
	}
	for i := ulidTime; i < ulidLength; i++ {
		id[i] = crockford[rand.IntN(len(crockford))]
	}
	return CommandID(id[:])
}

// Valid reports whether the ID is a canonical ULID: 26 characters of Crockford's
// Base32 and no more than 128 bits.
func (id CommandID) Valid() bool {
	if len(id) != ulidLength || id[0] > '7' {
		return false
	}
	for i := range len(id) {
		if strings.IndexByte(crockford, id[i]) < 0 {
			return false
		}
	}
	return true
}

// NewPersonID makes a random name of 50 bits.
func NewPersonID() PersonID {
	var random [personIDLen]byte
	for i := range random {
		random[i] = crockford[rand.IntN(len(crockford))] | ' ' // digits keep, letters become lower case
	}
	return PersonID("u_" + string(random[:]))
}
