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

// asItIs reports whether the answer at an address is not compressed on the way:
// streams go out byte by byte, assets were compressed when they were built, and a
// part of a file is a part of the file as it is.
func asItIs(path string) bool {
	return slices.ContainsFunc(asTheyAre, func(prefix string) bool { return strings.HasPrefix(path, prefix) }) ||
		strings.HasPrefix(path, shared.PathRooms+"/") && strings.Contains(path, "/files/")
}

// compress sends pages and JSON in gzip to who takes it.
func compress(next http.Handler) http.Handler {
	compressed := gzhttp.GzipHandler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asItIs(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		compressed.ServeHTTP(w, r)
	})
}
