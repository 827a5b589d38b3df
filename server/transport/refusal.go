package transport

import (
	"errors"

	"parley/shared"
)

// refusalOf is what a client may know of an error: a refusal as it is, of
// anything else that it is ours.
func refusalOf(err error) *shared.Error {
	if refusal, ok := errors.AsType[*shared.Error](err); ok {
		return refusal
	}
	return shared.Errorf(shared.CodeInternal, "Something went wrong on the server.")
}
