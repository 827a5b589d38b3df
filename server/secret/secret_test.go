package secret

import (
	"bytes"
	"strings"
	"testing"
)

func TestPasswords(t *testing.T) {
	hash := HashPassword("correct horse é")
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the hash is %s", hash)
	}
	if again := HashPassword("correct horse é"); again == hash {
		t.Error("two hashes of one password are alike")
	}
	for password, want := range map[string]bool{
		"correct horse é":       true,
		"correct horse e\u0301": true, // as another keyboard writes it
		"Correct horse é":       false,
		"correct horse é ":      false,
		"":                      false,
	} {
		if CheckPassword(hash, password) != want {
			t.Errorf("%q is it: %v", password, !want)
		}
	}
}

func TestWhatIsNoHashFitsNothing(t *testing.T) {
	hash := HashPassword("x")
	for _, broken := range []string{
		"", "$", "x", strings.Replace(hash, "argon2id", "argon2i", 1), strings.Replace(hash, "v=19", "v=16", 1),
		strings.Replace(hash, "m=19456", "m=999999999", 1), strings.Replace(hash, "t=2", "t=0", 1), strings.Replace(hash, "p=1", "p=0", 1),
		hash[:len(hash)-4], hash + "!", hash + "$", strings.Replace(hash, "t=2", "t=3", 1),
	} {
		if CheckPassword(broken, "x") {
			t.Errorf("%q fits", broken)
		}
	}
}

func TestTokens(t *testing.T) {
	token, hash := NewToken()
	again, ok := HashToken(token)
	if !ok || !bytes.Equal(again, hash) {
		t.Errorf("%s is not recognised", token)
	}
	if other, _ := NewToken(); other == token {
		t.Error("a token was made twice")
	}
	for _, none := range []string{"", token[1:], token + "A", strings.Repeat("!", len(token)), token + "="} {
		if _, ok := HashToken(none); ok {
			t.Errorf("%q is taken for a token", none)
		}
	}
}
