package shared

import "unicode/utf8"

// Door is a way to come in that is more than choosing a name: what its page has
// to know. Kind is empty for none.
type Door struct {
	Kind   DoorKind `json:"kind"`
	Person *Person  `json:"person,omitempty"` // whose password is set, or who invites

	Passkeyed bool   `json:"passkeyed,omitempty"` // whether passkeys can be proven at this address
	OpenID    string `json:"openid,omitempty"`    // what the provider of OpenID Connect is called; "" for none
}

// DoorKind names a door, as in its address.
type DoorKind string

// The doors.
const (
	DoorSignIn DoorKind = "signin" // who has an account comes in by its password
	DoorClaim  DoorKind = "claim"  // who opens the link becomes the owner
	DoorReset  DoorKind = "reset"  // who opens the link chooses the password anew
	DoorInvite DoorKind = "invite" // who opens the link comes in as a member
)

// Account is what a person's page of themselves shows and nobody else sees.
type Account struct {
	Password    bool         `json:"password"` // whether there is one to sign in by
	Devices     []Device     `json:"devices"`
	Invitations []Invitation `json:"invitations"`
	Passkeys    []Passkey    `json:"passkeys,omitempty"`
	OpenID      string       `json:"openid,omitempty"`     // what the provider of OpenID Connect is called; "" for none
	Identified  bool         `json:"identified,omitempty"` // whether it lets the person in
	Passkeyed   bool         `json:"passkeyed,omitempty"`  // whether passkeys can be made at this address
	Base        string       `json:"base"`                 // of the server's addresses, as in "https://chat.example.org"
}

// Device is one of a person's sessions. Times are milliseconds since 1970, 0
// where they are not known.
type Device struct {
	ID   string `json:"id"`
	Name string `json:"name"` // what its browser says that it is
	Made int64  `json:"made,omitempty"`
	Used int64  `json:"used"`           // to the day or so
	Here bool   `json:"here,omitempty"` // whether it is the one that asks
}

// Passkey is what one of a person's devices keeps in the place of a password.
type Passkey struct {
	ID   string `json:"id"`
	Name string `json:"name"` // what the browser that made it says that it is
	Made int64  `json:"made"`
	Used int64  `json:"used,omitempty"` // 0 for never
}

// Invitation is a link by which others come in.
type Invitation struct {
	ID      string `json:"id"`
	Made    int64  `json:"made"`
	Expires int64  `json:"expires"`
	Uses    int    `json:"uses"`            // how many may still come
	Token   string `json:"token,omitempty"` // told once, when it is made
}

// PasswordRequest sets one's own password; Old is the one before, if any.
type PasswordRequest struct {
	Old string `json:"old,omitempty"`
	New string `json:"new"`
}

// InvitationRequest asks for an invitation: how many may come, and for how many
// days. 0 is the default of either.
type InvitationRequest struct {
	Uses int `json:"uses,omitempty"`
	Days int `json:"days,omitempty"`
}

// Whole gives the request with its defaults, or what is wrong with it.
func (r InvitationRequest) Whole() (InvitationRequest, error) {
	if r.Uses == 0 {
		r.Uses = DefaultInvitationUses
	}
	if r.Days == 0 {
		r.Days = DefaultInvitationDays
	}
	if r.Uses < 1 || r.Uses > MaxInvitationUses || r.Days < 1 || r.Days > MaxInvitationDays {
		return r, Errorf(CodeParameterInvalid, "An invitation is for 1 to %d people and for 1 to %d days.", MaxInvitationUses, MaxInvitationDays)
	}
	return r, nil
}

// CheckPassword holds a new password to its form.
func CheckPassword(password string) error {
	n := utf8.RuneCountInString(password)
	if !utf8.ValidString(password) || n < MinPasswordRunes || n > MaxPasswordRunes {
		return Errorf(CodePasswordInvalid, "A password has %d to %d characters.", MinPasswordRunes, MaxPasswordRunes)
	}
	return nil
}
