//go:build dev

package web

import (
	"io/fs"
	"os"
)

// files are the assets and templates as they are on disk, so that under "make
// dev" a change of style costs a restart and no build. The server must run at
// the top of the repository.
func files() fs.FS { return os.DirFS("web") }

// channel begins the version of every client that this server serves: one that
// starts with dev- reloads itself as soon as it hears of another.
const channel = "dev-"
