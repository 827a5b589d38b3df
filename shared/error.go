package shared

import (
	"errors"
	"fmt"
)

// Code is an error's stable name on the wire. The server maps each to one HTTP
// status; the client to a sentence in the reader's language.
type Code string

// The codes. Each is part of the contract and never changes its meaning.
const (
	CodeJSONInvalid       Code = "json_invalid"       // not JSON, or not of the expected shape
	CodeBodyTooLarge      Code = "body_too_large"     // more than MaxBodyBytes
	CodeKindUnknown       Code = "kind_unknown"       // no command of that kind
	CodeCommandIDInvalid  Code = "command_id_invalid" // not a ULID
	CodeCommandReused     Code = "command_reused"     // the ID was used for another command
	CodeTextEmpty         Code = "text_empty"         // nothing to see in it
	CodeTextTooLong       Code = "text_too_long"      // over its limit of runes
	CodeTextInvalid       Code = "text_invalid"       // control characters, or not UTF-8
	CodeNameEmpty         Code = "name_empty"
	CodeNameTooLong       Code = "name_too_long"
	CodeNameInvalid       Code = "name_invalid" // control or invisible characters
	CodeNameTaken         Code = "name_taken"   // equal to another name, or looks like it
	CodeEmojiInvalid      Code = "emoji_invalid"
	CodeTooMany           Code = "too_many" // a limit on numbers is reached
	CodeCursorInvalid     Code = "cursor_invalid"
	CodeParameterInvalid  Code = "parameter_invalid" // a bound, limit or wait of a URL
	CodeRoomInvalid       Code = "room_invalid"      // not the form of a room's ID, or none given
	CodeRoomNotFound      Code = "room_not_found"
	CodeRoomExists        Code = "room_exists"
	CodeRoomArchived      Code = "room_archived"
	CodeRoomPermanent     Code = "room_permanent" // the room everyone enters can't be archived
	CodeRoomDirect        Code = "room_direct"    // it is for the people it was made for: nobody comes or goes
	CodeRoomLocked        Code = "room_locked"    // only who manages it writes there
	CodeRoomSlow          Code = "room_slow"      // too soon after one's last message there
	CodeNotMember         Code = "not_member"
	CodeNotManager        Code = "not_manager" // see Person.Manages
	CodeMessageNotFound   Code = "message_not_found"
	CodeMessageDeleted    Code = "message_deleted"
	CodeNotAuthor         Code = "not_author"
	CodePersonNotFound    Code = "person_not_found" // nobody of that ID or name is on the server
	CodeNotAllowed        Code = "not_allowed"      // it takes another role
	CodeMuted             Code = "muted"            // a moderator sees that they are not heard for a time
	CodeBanned            Code = "banned"           // a moderator took them off the server, and keeps them out
	CodeBlocked           Code = "blocked"          // they don't want to hear from who asks
	CodeHasAccount        Code = "has_account"      // only who has none can do that
	CodeNoAccount         Code = "no_account"       // only who has one can do that
	CodeLinkInvalid       Code = "link_invalid"     // never made, used up, or too old
	CodeFileNotFound      Code = "file_not_found"
	CodeFileEmpty         Code = "file_empty"
	CodeFileTooLarge      Code = "file_too_large"    // over its limit of bytes
	CodeFileIncomplete    Code = "file_incomplete"   // the upload was cut off
	CodeFilePretends      Code = "file_pretends"     // its name promises a picture, and it is none, or damaged
	CodePictureTooLarge   Code = "picture_too_large" // over its limit of pixels
	CodeFilesFull         Code = "files_full"        // over the limit of bytes of one person
	CodePasswordInvalid   Code = "password_invalid"  // too short or too long
	CodePasswordWrong     Code = "password_wrong"    // not that of the account, or there is no such account
	CodePasskeyRefused    Code = "passkey_refused"   // it proves nothing: none of this site, or an answer to no question
	CodeOpenIDRefused     Code = "openid_refused"    // the provider of OpenID Connect does not say who it is
	CodeLastWayIn         Code = "last_way_in"       // without it nobody could come into the account any more
	CodeInvitationNeeded  Code = "invitation_needed" // guests don't enter here
	CodeAddressInvalid    Code = "address_invalid"   // not of the web, or inside the server's own network
	CodeSlashUnknown      Code = "slash_unknown"     // no command of that name begins a text
	CodeSlashIncomplete   Code = "slash_incomplete"  // nothing follows it
	CodeNoSession         Code = "no_session"
	CodeAlreadyEntered    Code = "already_entered"
	CodeForeignOrigin     Code = "foreign_origin"
	CodeRateLimited       Code = "rate_limited"
	CodeTooManyStreams    Code = "too_many_streams" // of one person, or from one address
	CodeServerFull        Code = "server_full"      // no room for another stream of anybody
	CodeNotFound          Code = "not_found"
	CodeMethodNotAllowed  Code = "method_not_allowed"
	CodeStreamUnsupported Code = "stream_unsupported"
	CodeUnavailable       Code = "unavailable"  // shutting down, or the disk refuses; worth trying again
	CodeStorageFull       Code = "storage_full" // nothing can be written until the disk has room; worth trying again
	CodeInternal          Code = "internal"     // our fault, in the log under its request ID
)

// Error is a refusal: a stable code, and a sentence that says what is wrong
// and what to do.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	// RetryAfter is how many seconds to wait before trying again; 0 where
	// waiting does not help.
	RetryAfter int `json:"retry_after,omitempty"`
}

// Error gives the sentence.
func (e *Error) Error() string { return e.Message }

// Errorf makes a refusal.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// CodeOf gives the code of a refusal, and CodeInternal for any other error; ""
// for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if refusal, ok := errors.AsType[*Error](err); ok {
		return refusal.Code
	}
	return CodeInternal
}

// ErrorReply is the body of every refused request.
type ErrorReply struct {
	Error *Error `json:"error"`
}
