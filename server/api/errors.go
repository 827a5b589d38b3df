package api

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"

	"parley/shared"
)

// statuses is the one table from codes to HTTP.
var statuses = map[shared.Code]int{
	shared.CodeJSONInvalid:       http.StatusBadRequest,
	shared.CodeBodyTooLarge:      http.StatusRequestEntityTooLarge,
	shared.CodeKindUnknown:       http.StatusBadRequest,
	shared.CodeCommandIDInvalid:  http.StatusBadRequest,
	shared.CodeCommandReused:     http.StatusConflict,
	shared.CodeAddressInvalid:    http.StatusUnprocessableEntity,
	shared.CodeSlashUnknown:      http.StatusUnprocessableEntity,
	shared.CodeSlashIncomplete:   http.StatusUnprocessableEntity,
	shared.CodeTextEmpty:         http.StatusUnprocessableEntity,
	shared.CodeTextTooLong:       http.StatusUnprocessableEntity,
	shared.CodeTextInvalid:       http.StatusUnprocessableEntity,
	shared.CodeNameEmpty:         http.StatusUnprocessableEntity,
	shared.CodeNameTooLong:       http.StatusUnprocessableEntity,
	shared.CodeNameInvalid:       http.StatusUnprocessableEntity,
	shared.CodeNameTaken:         http.StatusConflict,
	shared.CodeEmojiInvalid:      http.StatusUnprocessableEntity,
	shared.CodeTooMany:           http.StatusConflict,
	shared.CodeCursorInvalid:     http.StatusBadRequest,
	shared.CodeParameterInvalid:  http.StatusBadRequest,
	shared.CodeRoomInvalid:       http.StatusUnprocessableEntity,
	shared.CodeRoomNotFound:      http.StatusNotFound,
	shared.CodeRoomExists:        http.StatusConflict,
	shared.CodeRoomArchived:      http.StatusConflict,
	shared.CodeRoomPermanent:     http.StatusConflict,
	shared.CodeRoomDirect:        http.StatusConflict,
	shared.CodeRoomLocked:        http.StatusForbidden,
	shared.CodeRoomSlow:          http.StatusTooManyRequests,
	shared.CodeNotMember:         http.StatusForbidden,
	shared.CodeNotManager:        http.StatusForbidden,
	shared.CodeMessageNotFound:   http.StatusNotFound,
	shared.CodeMessageDeleted:    http.StatusConflict,
	shared.CodeNotAuthor:         http.StatusForbidden,
	shared.CodePersonNotFound:    http.StatusNotFound,
	shared.CodeNotAllowed:        http.StatusForbidden,
	shared.CodeHasAccount:        http.StatusConflict,
	shared.CodeMuted:             http.StatusForbidden,
	shared.CodeBlocked:           http.StatusForbidden,
	shared.CodeBanned:            http.StatusForbidden,
	shared.CodeNoAccount:         http.StatusConflict,
	shared.CodePasswordInvalid:   http.StatusUnprocessableEntity,
	shared.CodePasswordWrong:     http.StatusForbidden,
	shared.CodePasskeyRefused:    http.StatusForbidden,
	shared.CodeOpenIDRefused:     http.StatusForbidden,
	shared.CodeLastWayIn:         http.StatusConflict,
	shared.CodeInvitationNeeded:  http.StatusForbidden,
	shared.CodeLinkInvalid:       http.StatusGone,
	shared.CodeFileNotFound:      http.StatusNotFound,
	shared.CodeFileEmpty:         http.StatusUnprocessableEntity,
	shared.CodeFileTooLarge:      http.StatusRequestEntityTooLarge,
	shared.CodeFileIncomplete:    http.StatusBadRequest,
	shared.CodeFilePretends:      http.StatusUnprocessableEntity,
	shared.CodePictureTooLarge:   http.StatusUnprocessableEntity,
	shared.CodeFilesFull:         http.StatusConflict,
	shared.CodeNoSession:         http.StatusUnauthorized,
	shared.CodeAlreadyEntered:    http.StatusConflict,
	shared.CodeForeignOrigin:     http.StatusForbidden,
	shared.CodeRateLimited:       http.StatusTooManyRequests,
	shared.CodeTooManyStreams:    http.StatusTooManyRequests,
	shared.CodeServerFull:        http.StatusServiceUnavailable,
	shared.CodeNotFound:          http.StatusNotFound,
	shared.CodeMethodNotAllowed:  http.StatusMethodNotAllowed,
	shared.CodeStreamUnsupported: http.StatusUpgradeRequired,
	shared.CodeUnavailable:       http.StatusServiceUnavailable,
	shared.CodeStorageFull:       http.StatusInsufficientStorage,
	shared.CodeInternal:          http.StatusInternalServerError,
}

// refuse gives the *shared.Error to tell for an error, and counts it. What is
// not one is our fault: it is logged under the request's ID and told as
// CodeInternal.
func (s *server) refuse(r *http.Request, err error) *shared.Error {
	refused := s.refusal(r, err)
	s.metrics.refused(refused.Code)
	return refused
}

func (s *server) refusal(r *http.Request, err error) *shared.Error {
	if known, ok := errors.AsType[*shared.Error](err); ok {
		return known
	}
	if r.Context().Err() != nil || errors.Is(err, net.ErrClosed) { // who asked is gone
		return shared.Errorf(shared.CodeUnavailable, "The request ended before its answer.")
	}
	id := requestID(r.Context())
	s.log.Error("request failed", slog.String("request", id), slog.String("path", r.URL.Path), slog.Any("error", err))
	return shared.Errorf(shared.CodeInternal, "Something went wrong here. It is in the server's log as request %s.", id)
}

// fail answers a request with an error.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	refused := s.refuse(r, err)
	if refused.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(refused.RetryAfter))
	}
	status, ok := statuses[refused.Code]
	if !ok {
		status = http.StatusInternalServerError
	}
	reply(w, status, shared.ErrorReply{Error: refused})
}

// reply answers with JSON that nobody may store.
func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.Encode(body) // an error here means that the reader is gone
}
