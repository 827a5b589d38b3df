package passkey

import (
	"crypto/sha256"
	"encoding/json"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"parley/shared"
)

// Key is a passkey as it is kept: its public half, and how often it was used.
type Key struct {
	Hash []byte // SHA-256 of the ID that browsers know it by
	Doc  []byte // the rest, as JSON
}

// Fresh reports whether a challenge was given out, for the one who answers it, and
// not answered yet.
type Fresh func(challenge string) error

// Find gives the key of a hash, and whose it is.
type Find func(hash []byte) (shared.PersonID, Key, error)

var errRefused = shared.Errorf(shared.CodePasskeyRefused, "The passkey was not taken. Try again, or come in another way.")

// Make gives what a browser is told to make a key for somebody by: options, as
// JSON, and the challenge in them. Where one of the keys they have is, it makes no
// other.
func (s Site) Make(person shared.Person, has []Key) (options any, challenge string, err error) {
	h := holder{person: person}
	for _, key := range has {
		credential, err := key.open()
		if err != nil {
			return nil, "", err
		}
		h.keys = append(h.keys, credential)
	}
	made, session, err := s.party.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return nil, "", err
	}
	return made.Response, session.Challenge, nil
}

// Made reads what a browser answers that made a key. It refuses with
// CodePasskeyRefused.
func (s Site) Made(person shared.Person, answer []byte, fresh Fresh) (Key, error) {
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Key{}, errRefused
	}
	challenge := parsed.Response.CollectedClientData.Challenge
	if err := fresh(challenge); err != nil {
		return Key{}, err
	}
	h := holder{person: person}
	credential, err := s.party.CreateCredential(h, s.session(challenge, h.WebAuthnID()), parsed)
	if err != nil {
		return Key{}, errRefused
	}
	return keep(*credential)
}

// Ask gives what a browser is told to prove a key by, whosever it is.
func (s Site) Ask() (options any, challenge string, err error) {
	asked, session, err := s.party.BeginDiscoverableLogin()
	if err != nil {
		return nil, "", err
	}
	return asked.Response, session.Challenge, nil
}

// Proven reads what a browser answers that proves a key: whose it is, and the key
// as it is to be kept from now on. It refuses with CodePasskeyRefused, also a key
// whose count says that there are two of it.
func (s Site) Proven(answer []byte, fresh Fresh, find Find) (shared.PersonID, Key, error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", Key{}, errRefused
	}
	challenge := parsed.Response.CollectedClientData.Challenge
	if err := fresh(challenge); err != nil {
		return "", Key{}, err
	}
	person, key, err := find(hashOf(parsed.RawID))
	if err != nil {
		return "", Key{}, err
	}
	credential, err := key.open()
	if err != nil {
		return "", Key{}, err
	}
	h := holder{person: shared.Person{ID: person}, keys: []webauthn.Credential{credential}}
	whose := func([]byte, []byte) (webauthn.User, error) { return h, nil }
	proven, err := s.party.ValidateDiscoverableLogin(whose, s.session(challenge, nil), parsed)
	if err != nil || proven.Authenticator.CloneWarning {
		return "", Key{}, errRefused
	}
	kept, err := keep(*proven)
	return person, kept, err
}

// session is what the library wants to know again of a challenge.
func (s Site) session(challenge string, person []byte) webauthn.SessionData {
	return webauthn.SessionData{
		Challenge: challenge, RelyingPartyID: s.party.Config.RPID, UserID: person,
		UserVerification: protocol.VerificationRequired, CredParams: webauthn.CredentialParametersDefault(),
	}
}

func hashOf(id []byte) []byte {
	sum := sha256.Sum256(id)
	return sum[:]
}

// keep forgets who made the device: nobody asks.
func keep(credential webauthn.Credential) (Key, error) {
	credential.Attestation = webauthn.CredentialAttestation{}
	doc, err := json.Marshal(credential)
	return Key{hashOf(credential.ID), doc}, err
}

func (k Key) open() (credential webauthn.Credential, err error) {
	err = json.Unmarshal(k.Doc, &credential)
	if err == nil && len(credential.PublicKey) == 0 {
		err = errors.New("the key is not whole")
	}
	return credential, err
}
