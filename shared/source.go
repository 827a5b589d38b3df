//go:build !js

package shared

import "embed"

// Source is this package as it was written, with the examples of each kind: the
// page of the API is made of it.
//
//go:embed *.go testdata
var Source embed.FS
