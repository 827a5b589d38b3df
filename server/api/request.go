package api

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"unicode/utf8"

	"parley/shared"
)

// decode reads a request's JSON body, which is one value and nothing after it.
func decode(w http.ResponseWriter, r *http.Request, into any) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, shared.MaxBodyBytes))
	if err != nil {
		return bodyError(err)
	}
	if !utf8.Valid(body) {
		return shared.Errorf(shared.CodeJSONInvalid, "The body is not valid UTF-8.")
	}
	err = json.Unmarshal(body, into)
	if _, ok := errors.AsType[*shared.Error](err); ok {
		return err
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return shared.Errorf(shared.CodeJSONInvalid, "The field “%s” has the wrong type.", wrong.Field)
	}
	if err != nil {
		return shared.Errorf(shared.CodeJSONInvalid, "The body is not the JSON object that is expected here.")
	}
	return nil
}

// reading reports whether a request changes nothing.
func reading(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead
}

// form reads a plain form's fields.
func form(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, shared.MaxBodyBytes)
	if err := r.ParseForm(); err != nil {
		return bodyError(err)
	}
	return nil
}

func bodyError(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return shared.Errorf(shared.CodeBodyTooLarge, "The body is larger than %d bytes.", shared.MaxBodyBytes)
	}
	return shared.Errorf(shared.CodeJSONInvalid, "The body did not arrive whole.")
}

// number reads a parameter of the URL that is a whole number within bounds; 0
// where it is absent.
func number(r *http.Request, name string, most int64) (int64, error) {
	return whole(name, r.URL.Query().Get(name), most)
}

// position reads a field of a form that is a position of the log; 0 where it is empty.
func position(value string) (shared.Seq, error) {
	n, err := whole("position", value, maxSeq)
	return shared.Seq(n), err
}

func whole(name, value string, most int64) (int64, error) {
	if value == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 || n > most {
		return 0, shared.Errorf(shared.CodeParameterInvalid, "“%s” is a whole number from 0 to %d.", name, most)
	}
	return n, nil
}
