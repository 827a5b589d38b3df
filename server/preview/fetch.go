package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"parley/server/outward"
)

const (
	timeLimit    = 10 * time.Second // for a page, and again for its picture
	pageBytes    = 1 << 20          // of a page that are read, after unpacking
	pictureBytes = 8 << 20          // that a picture may have
	redirects    = 5
)

// errNothing says that an address leads to nothing that has a preview.
var errNothing = errors.New("nothing to show")

// client asks the public internet, and besides whom inside has, on the ports of the
// web alone.
func client(inside outward.Options) *http.Client {
	inside.Redirects = redirects
	return outward.Client(inside)
}

// WebPorts are those that a link in a message may lead to.
var WebPorts = []string{"80", "443"}

// look asks what an address leads to.
func look(ctx context.Context, c *http.Client, link string) (*page, error) {
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	response, err := get(ctx, c, link, "text/html,application/xhtml+xml,image/*;q=0.5")
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	at, kind := response.Request.URL, response.Header.Get("Content-Type")
	var found *page
	switch media, _, _ := strings.Cut(kind, ";"); strings.ToLower(strings.TrimSpace(media)) {
	case "text/html", "application/xhtml+xml":
		found = read(io.LimitReader(response.Body, pageBytes), kind, at)
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		found = ofPicture(at)
	}
	if found == nil {
		return nil, fmt.Errorf("%w: %s", errNothing, kind)
	}
	return found, nil
}

// picture asks for one, and hands it on; what is too large is cut off.
func picture(ctx context.Context, c *http.Client, at *url.URL, take func(io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	response, err := get(ctx, c, at.String(), "image/*")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return take(io.LimitReader(response.Body, pictureBytes))
}

func get(ctx context.Context, c *http.Client, address, accept string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", accept)
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; Parley; link preview)")
	response, err := c.Do(request)
	if err == nil && response.StatusCode != http.StatusOK {
		response.Body.Close()
		err = fmt.Errorf("%w: status %d", errNothing, response.StatusCode)
	}
	return response, err
}
