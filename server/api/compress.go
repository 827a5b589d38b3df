package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"parley/shared"
)

// asTheyAre are the addresses whose answers are not compressed on the way.
var asTheyAre = []string{shared.PathEvents + "/", shared.PathLab + "/", "/static/"}

// compress sends pages and JSON in gzip to who takes it. Streams go out as they
// are, byte by byte, and assets were compressed when they were built.
func compress(next http.Handler) http.Handler {
	compressed := gzhttp.GzipHandler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.ContainsFunc(asTheyAre, func(prefix string) bool { return strings.HasPrefix(r.URL.Path, prefix) }) {
			next.ServeHTTP(w, r)
			return
		}
		compressed.ServeHTTP(w, r)
	})
}
