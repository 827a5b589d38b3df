package passkey_test

import (
	"encoding/json"
	"testing"

	"parley/server/passkey"
	"parley/server/passkey/passkeytest"
	"parley/shared"
)

const origin = "https://chat.example.org"

var ann = shared.Person{ID: "u_ann0000000", Name: "Ann"}

func TestWherePasskeysAreMade(t *testing.T) {
	for base, want := range map[string]bool{
		origin: true, "https://chat.example.org:8443": true, "http://localhost:8080": true,
		"http://chat.example.org": false, "http://127.0.0.1:8080": false, "https://192.0.2.7": false, "https://[2001:db8::7]": false, "": false, "://": false,
	} {
		if _, ok := passkey.At(base); ok != want {
			t.Errorf("at %q: %v", base, ok)
		}
	}
}

// keeper is the server's part: the challenges it gave out, and the keys it knows.
type keeper struct {
	t     *testing.T
	site  passkey.Site
	given map[string]bool
	keys  map[string]passkey.Key
}

func newKeeper(t *testing.T) *keeper {
	site, ok := passkey.At(origin)
	if !ok {
		t.Fatal("no site")
	}
	return &keeper{t, site, map[string]bool{}, map[string]passkey.Key{}}
}

func (k *keeper) fresh(challenge string) error {
	if !k.given[challenge] {
		return shared.Errorf(shared.CodePasskeyRefused, "stale")
	}
	delete(k.given, challenge)
	return nil
}

func (k *keeper) find(hash []byte) (shared.PersonID, passkey.Key, error) {
	key, ok := k.keys[string(hash)]
	if !ok {
		return "", key, shared.Errorf(shared.CodePasskeyRefused, "unknown")
	}
	return ann.ID, key, nil
}

func (k *keeper) options(options any, challenge string, err error) []byte {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
	k.given[challenge] = true
	text, err := json.Marshal(options)
	if err != nil {
		k.t.Fatal(err)
	}
	return text
}

func (k *keeper) toMake() []byte {
	var has []passkey.Key
	for _, key := range k.keys {
		has = append(has, key)
	}
	return k.options(k.site.Make(ann, has))
}

func (k *keeper) toProve() []byte { return k.options(k.site.Ask()) }

func (k *keeper) made(answer []byte) error {
	key, err := k.site.Made(ann, answer, k.fresh)
	if err == nil {
		k.keys[string(key.Hash)] = key
	}
	return err
}

func (k *keeper) proven(answer []byte) error {
	person, key, err := k.site.Proven(answer, k.fresh, k.find)
	if err == nil && person != ann.ID {
		k.t.Errorf("it is %s's", person)
	}
	if err == nil {
		k.keys[string(key.Hash)] = key
	}
	return err
}

func (k *keeper) refused(what string, err error) {
	k.t.Helper()
	if shared.CodeOf(err) != shared.CodePasskeyRefused {
		k.t.Errorf("%s: %v", what, err)
	}
}

func TestAPasskeyIsMadeOnceAndProvenAgainAndAgain(t *testing.T) {
	k, phone := newKeeper(t), passkeytest.New(t, origin)
	if err := k.made(phone.Create(k.toMake())); err != nil {
		t.Fatal(err)
	}
	if !phone.Excluded(k.toMake()) {
		t.Error("the phone is not told that it has a key already")
	}
	for range 3 {
		if err := k.proven(phone.Get(k.toProve())); err != nil {
			t.Fatal(err)
		}
	}
}

// What a thief may try, and what a browser gets wrong.
func TestWhatProvesNothingIsRefused(t *testing.T) {
	k, phone := newKeeper(t), passkeytest.New(t, origin)
	elsewhere, careless := passkeytest.New(t, "https://chat.example.org.evil.test"), passkeytest.New(t, origin)
	careless.Careless = true
	k.refused("a key made elsewhere", k.made(elsewhere.Create(k.toMake())))
	k.refused("a key that anybody with the device may use", k.made(careless.Create(k.toMake())))
	k.refused("nothing", k.made(nil))
	k.refused("something else", k.made([]byte(`{"id":"x","type":"public-key"}`)))
	k.refused("a proof in the place of a key", k.made(phone.Get(k.toMake())))
	answer := phone.Create(k.toMake())
	if err := k.made(answer); err != nil {
		t.Fatal(err)
	}
	k.refused("the same answer again", k.made(answer))

	k.refused("nothing", k.proven(nil))
	k.refused("a key in the place of a proof", k.proven(passkeytest.New(t, origin).Create(k.toMake())))
	k.refused("a key that nobody made", k.proven(passkeytest.New(t, origin).Get(k.toProve())))
	k.refused("a forged signature", k.proven(phone.Forged().Get(k.toProve())))
	proof := phone.Get(k.toProve())
	if err := k.proven(proof); err != nil {
		t.Fatal(err)
	}
	k.refused("the same proof again", k.proven(proof))
	phone.Origin = "https://evil.example.org"
	k.refused("a proof for another site", k.proven(phone.Get(k.toProve())))
	phone.Origin, phone.Careless = origin, true
	k.refused("a proof by whoever has the device", k.proven(phone.Get(k.toProve())))
	phone.Careless = false
	phone.Count = 0
	k.refused("a key that was copied", k.proven(phone.Get(k.toProve())))
	phone.Count, phone.Person = 9, []byte("u_bob0000000")
	k.refused("another's name on the key", k.proven(phone.Get(k.toProve())))
	phone.Person = []byte(ann.ID)
	if err := k.proven(phone.Get(k.toProve())); err != nil {
		t.Errorf("after all that the key itself: %v", err)
	}
}

// A key that is kept whole is opened; half of one is an error, and none of the
// person's.
func TestHalfAKeyIsOurFault(t *testing.T) {
	k, phone := newKeeper(t), passkeytest.New(t, origin)
	if err := k.made(phone.Create(k.toMake())); err != nil {
		t.Fatal(err)
	}
	for hash, key := range k.keys {
		key.Doc = []byte(`{"id":"AA"}`)
		k.keys[hash] = key
	}
	if err := k.proven(phone.Get(k.toProve())); shared.CodeOf(err) != shared.CodeInternal {
		t.Errorf("it is told as %v", err)
	}
}
