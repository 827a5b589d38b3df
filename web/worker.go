package web

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"time"
)

// ShellPath is the page that the service worker keeps for when there is no
// connection. It must be the same for everyone: nothing personal on it.
const ShellPath = "/shell"

// workerPolicy lets the worker fetch what it keeps: a worker obeys the policy of
// its own script.
const workerPolicy = "default-src 'none'; connect-src 'self'"

// loadWorker puts the version and what to keep for it before the service
// worker's own source, so that each version of the client is a new worker.
func (s *site) loadWorker(files fs.FS) error {
	source, err := fs.ReadFile(files, "static/"+workerName)
	if err != nil {
		return err
	}
	var keep []string
	for _, name := range slices.Sorted(maps.Keys(s.assets)) {
		if name != workerName {
			keep = append(keep, s.url(name))
		}
	}
	config, err := json.Marshal(map[string]any{"version": s.version, "shell": ShellPath, "assets": keep})
	if err != nil {
		return err
	}
	s.worker = slices.Concat([]byte("self.parley = "), config, []byte(";\n"), source)
	return nil
}

func (s *site) serveWorker(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", types[".js"])
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Security-Policy", workerPolicy)
	w.Header().Set("ETag", `"`+s.version+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.worker))
}
