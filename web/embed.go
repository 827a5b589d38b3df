//go:build !dev

package web

import (
	"embed"
	"io/fs"
)

//go:embed static built templates
var embedded embed.FS

// files are the assets and templates, compiled into the binary.
func files() fs.FS { return embedded }

// channel begins the version of every client that this server serves.
const channel = ""
