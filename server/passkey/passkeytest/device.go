// Package passkeytest is a device that makes passkeys and proves them, and lies
// where a test wants it to.
package passkeytest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/url"
	"testing"
)

// Device holds one passkey. Its fields may be changed between two answers.
type Device struct {
	Origin     string // of the page that it believes to be on
	Careless   bool   // whether it does not look who sits before it
	Count      uint32 // how often it says that the key was used
	Person     []byte // whose it says that the key is
	t          testing.TB
	id         []byte
	key        *ecdsa.PrivateKey
	signsWrong bool
}

// New makes a device for the pages of an origin.
func New(t testing.TB, origin string) *Device {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 16)
	rand.Read(id)
	return &Device{Origin: origin, t: t, id: id, key: key}
}

// Forged gives a device that says it holds the same key, and does not.
func (d *Device) Forged() *Device {
	forged := *d
	forged.signsWrong = true
	return &forged
}

// What a device reads of what it is told.
type told struct {
	Challenge string
	User      struct{ ID string }
	Exclude   []struct{ ID string } `json:"excludeCredentials"`
}

func (d *Device) read(options []byte) (t told) {
	d.t.Helper()
	if err := json.Unmarshal(options, &t); err != nil || t.Challenge == "" {
		d.t.Fatalf("no challenge in %.200s (%v)", options, err)
	}
	return t
}

// Excluded reports whether it is told to make no second key.
func (d *Device) Excluded(options []byte) bool {
	for _, one := range d.read(options).Exclude {
		if one.ID == text(d.id) {
			return true
		}
	}
	return false
}

// Create answers as a browser does that was told to make a key.
func (d *Device) Create(options []byte) []byte {
	d.t.Helper()
	t := d.read(options)
	person, err := base64.RawURLEncoding.DecodeString(t.User.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Person = person
	attested := make([]byte, 16, 16+2+len(d.id)) // of no known make
	attested = binary.BigEndian.AppendUint16(attested, uint16(len(d.id)))
	data := append(append(d.data(0x40), append(attested, d.id...)...), d.public()...)
	object := append([]byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"), byte(len(data)))
	return d.answer("webauthn.create", t.Challenge, map[string]any{"attestationObject": text(append(object, data...)), "transports": []string{"internal"}})
}

// Get answers as a browser does that was told to prove a key.
func (d *Device) Get(options []byte) []byte {
	d.t.Helper()
	d.Count++
	challenge := d.read(options).Challenge
	data := d.data(0)
	said := sha256.Sum256(d.client("webauthn.get", challenge))
	sum := sha256.Sum256(append(data[:len(data):len(data)], said[:]...))
	if d.signsWrong {
		sum[0]++
	}
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, sum[:])
	if err != nil {
		d.t.Fatal(err)
	}
	return d.answer("webauthn.get", challenge, map[string]any{"authenticatorData": text(data), "signature": text(signature), "userHandle": text(d.Person)})
}

// data is what every answer begins with: for which site, what was looked at, how
// often the key was used.
func (d *Device) data(flags byte) []byte {
	at, err := url.Parse(d.Origin)
	if err != nil {
		d.t.Fatal(err)
	}
	if flags |= 0x01; !d.Careless {
		flags |= 0x04
	}
	site := sha256.Sum256([]byte(at.Hostname()))
	return binary.BigEndian.AppendUint32(append(site[:], flags), d.Count)
}

// public is the key's public half, as COSE writes it.
func (d *Device) public() []byte {
	point, err := d.key.PublicKey.Bytes()
	if err != nil {
		d.t.Fatal(err)
	}
	x, y := point[1:33], point[33:]
	return append(append(append([]byte("\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"), x...), "\x22\x58\x20"...), y...)
}

func (d *Device) client(kind, challenge string) []byte {
	said, err := json.Marshal(map[string]string{"type": kind, "challenge": challenge, "origin": d.Origin})
	if err != nil {
		d.t.Fatal(err)
	}
	return said
}

func (d *Device) answer(kind, challenge string, response map[string]any) []byte {
	response["clientDataJSON"] = text(d.client(kind, challenge))
	answer, err := json.Marshal(map[string]any{
		"id": text(d.id), "rawId": text(d.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{},
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return answer
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
