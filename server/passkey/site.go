package passkey

import (
	"net"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"parley/shared"
)

// Site is where keys are made and proven; each belongs to its domain.
type Site struct{ party *webauthn.WebAuthn }

// At gives the site at an address such as "https://chat.example.org:8443". There is
// none where browsers make no keys: under a number in the place of a name, and
// without TLS on any machine but their own.
func At(base string) (Site, bool) {
	at, err := url.Parse(base)
	if err != nil || net.ParseIP(at.Hostname()) != nil || at.Scheme != "https" && at.Hostname() != "localhost" {
		return Site{}, false
	}
	party, err := webauthn.New(&webauthn.Config{
		RPID: at.Hostname(), RPDisplayName: "Parley", RPOrigins: []string{at.Scheme + "://" + at.Host},
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey:        protocol.ResidentKeyRequirementRequired, // so that signing in takes no name
			RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification:   protocol.VerificationRequired, // so that having the device is not enough
		},
	})
	return Site{party}, err == nil
}

// holder is a person as the library knows them.
type holder struct {
	person shared.Person
	keys   []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.person.ID) }
func (h holder) WebAuthnName() string                       { return h.person.Name }
func (h holder) WebAuthnDisplayName() string                { return h.person.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }
