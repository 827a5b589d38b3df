package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

const tokenBytes = 32

// NewToken makes a token that nobody guesses, to be given away once, and its
// hash, to be kept.
func NewToken() (token string, hash []byte) {
	var random [tokenBytes]byte
	rand.Read(random[:])
	sum := sha256.Sum256(random[:])
	return base64.RawURLEncoding.EncodeToString(random[:]), sum[:]
}

// HashToken gives the hash of what may be a token; ok is false for what can't be
// one. A token is as random as its hash, which therefore needs no salt.
func HashToken(token string) (hash []byte, ok bool) {
	random, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(random) != tokenBytes {
		return nil, false
	}
	sum := sha256.Sum256(random)
	return sum[:], true
}
