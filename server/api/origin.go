package api

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"parley/shared"
)

// Origins are those other than the server's own whose pages may listen and read
// as the person in whose browser they are open. None of them may do anything:
// what changes something is for the server's own pages (see sameOrigin).
type Origins []string

// ParseOrigins reads origins, written as a browser writes them.
func ParseOrigins(texts []string) (Origins, error) {
	var origins Origins
	for _, text := range texts {
		text = strings.TrimSpace(text)
		if err := checkOrigin(text); err != nil {
			return nil, err
		}
		origins = append(origins, text)
	}
	return origins, nil
}

// originForm is how browsers write an origin: the host in lower case, in ASCII,
// and nothing after it but a port.
var originForm = regexp.MustCompile(`^(https?)://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]+)?$`)

func checkOrigin(text string) error {
	if text == "*" {
		return fmt.Errorf("%q would let any page on the internet read along as whoever opens it: name each origin", text)
	}
	parts := originForm.FindStringSubmatch(text)
	if parts == nil {
		return fmt.Errorf("%q is not what browsers call an origin, such as https://example.org: lower case, no path", text)
	}
	if port := parts[1] + parts[2]; port == "http:80" || port == "https:443" {
		return fmt.Errorf("%q has a port that browsers leave out", text)
	}
	return nil
}

const (
	// shareHeader is the one header of a request that a page of another origin
	// may set, where its EventSource is not the browser's own.
	shareHeader = "Last-Event-ID"
	// shareSeconds is how long a browser may remember what another origin may do.
	shareSeconds = "600"
)

// share lets pages of the allowed origins listen, and read what the API has to
// read, with the person's cookie. The answer names the very origin that asked: a
// browser hands no answer with "*" to who sent a cookie.
func (s *server) share(next http.Handler) http.Handler {
	if len(s.origins) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		header := w.Header()
		header.Add("Vary", "Origin")
		origin, wants := r.Header.Get("Origin"), r.Header.Get("Access-Control-Request-Method")
		asksFirst := r.Method == http.MethodOptions && wants == http.MethodGet
		if !slices.Contains(s.origins, origin) || !asksFirst && !reading(r) {
			next.ServeHTTP(w, r)
			return
		}
		header.Set("Access-Control-Allow-Origin", origin)
		header.Set("Access-Control-Allow-Credentials", "true")
		if !asksFirst {
			header.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
			next.ServeHTTP(w, r)
			return
		}
		header.Set("Access-Control-Allow-Headers", shareHeader)
		header.Set("Access-Control-Max-Age", shareSeconds)
		w.WriteHeader(http.StatusNoContent)
	})
}

var errForeign = shared.Errorf(shared.CodeForeignOrigin, "This request comes from another site, and is refused.")
