package secret

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// cost is how hard a hash is to make: with these, OWASP's for argon2id, some
// 20 ms and 19 MiB.
type cost struct {
	memory  uint32 // KiB
	rounds  uint32
	threads uint8
}

var todays = cost{memory: 19 << 10, rounds: 2, threads: 1}

const (
	saltBytes = 16
	keyBytes  = 32
	maxMemory = 256 << 10 // KiB; what asks for more was not written by us
	maxRounds = 64
)

// baking holds as many as may make hashes at a time: each takes todays.memory,
// and a crowd that signs in at once must not take all there is.
var baking = make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))

// HashPassword makes what is kept of a password, in the form of the PHC string
// format: its cost and salt are in it.
func HashPassword(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	return encode(todays, salt, bake(todays, salt, password))
}

// CheckPassword reports whether a password is the one that a hash was made of.
// With nobody's hash, "", it takes as long as with any other, and reports false.
func CheckPassword(hash, password string) bool {
	if hash == "" {
		bake(todays, make([]byte, saltBytes), password)
		return false
	}
	c, salt, key, ok := decode(hash)
	return ok && subtle.ConstantTimeCompare(key, bake(c, salt, password)) == 1
}

// bake hashes a password. Its characters may have been typed in another form on
// another keyboard, so they are brought to one.
func bake(c cost, salt []byte, password string) []byte {
	baking <- struct{}{}
	defer func() { <-baking }()
	return argon2.IDKey(norm.NFKC.Bytes([]byte(password)), salt, c.rounds, c.memory, c.threads, keyBytes)
}

const form = "$argon2id$v=%d$m=%d,t=%d,p=%d$"

func encode(c cost, salt, key []byte) string {
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf(form, argon2.Version, c.memory, c.rounds, c.threads) + text(salt) + "$" + text(key)
}

func decode(hash string) (c cost, salt, key []byte, ok bool) {
	var version int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return c, nil, nil, false
	}
	head := strings.Join(parts[:4], "$") + "$"
	if _, err := fmt.Sscanf(head, form, &version, &c.memory, &c.rounds, &c.threads); err != nil || version != argon2.Version {
		return c, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return c, nil, nil, false
	}
	key, err = base64.RawStdEncoding.DecodeString(parts[5])
	sane := c.memory <= maxMemory && c.rounds > 0 && c.rounds <= maxRounds && c.threads > 0
	return c, salt, key, err == nil && len(key) == keyBytes && sane
}
