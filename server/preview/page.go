package preview

import (
	"cmp"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"parley/shared"
)

// page is what a page says of itself.
type page struct {
	site, title, text string
	picture           *url.URL // nil for none
}

// names of what pages say of themselves, the better ones first: Open Graph, that of
// a large network, plain HTML.
var (
	titleNames   = []string{"og:title", "twitter:title"}
	textNames    = []string{"og:description", "twitter:description", "description"}
	siteNames    = []string{"og:site_name", "application-name"}
	pictureNames = []string{"og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"}
)

// read takes from a page's head what it says of itself; nil where it has no title.
// The content is HTML in any encoding, and at is its address.
func read(content io.Reader, contentType string, at *url.URL) *page {
	decoded, err := charset.NewReader(content, contentType)
	if err != nil {
		return nil
	}
	said := head(decoded)
	p := &page{
		title: clean(cmp.Or(pick(said, titleNames), said[""]), shared.MaxPreviewTitle),
		text:  clean(pick(said, textNames), shared.MaxPreviewText),
		site:  cmp.Or(clean(pick(said, siteNames), shared.MaxNameRunes), host(at)),
	}
	if picture, err := at.Parse(pick(said, pictureNames)); err == nil && picture.String() != at.String() {
		p.picture = picture
	}
	if p.title == "" {
		return nil
	}
	return p
}

// head reads a page up to its body: what its <meta> say by their names, the first of
// each, and its <title> by none.
func head(from io.Reader) map[string]string {
	said := map[string]string{}
	tokens := html.NewTokenizer(from)
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return said
		}
		token := tokens.Token()
		switch {
		case token.DataAtom == atom.Body && kind == html.StartTagToken, token.DataAtom == atom.Head && kind == html.EndTagToken:
			return said
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken:
		case token.DataAtom == atom.Meta:
			name, content := meta(token)
			if _, known := said[name]; !known && name != "" {
				said[name] = content
			}
		case token.DataAtom == atom.Title && said[""] == "" && tokens.Next() == html.TextToken:
			said[""] = tokens.Token().Data
		}
	}
}

func meta(token html.Token) (name, content string) {
	for _, a := range token.Attr {
		switch a.Key {
		case "property", "name":
			name = cmp.Or(name, strings.ToLower(strings.TrimSpace(a.Val)))
		case "content":
			content = strings.TrimSpace(a.Val)
		}
	}
	return name, content
}

func pick(said map[string]string, names []string) string {
	for _, name := range names {
		if said[name] != "" {
			return said[name]
		}
	}
	return ""
}

// clean makes text fit to be shown in a line or two: without what is invisible, or
// turns the direction of what follows.
func clean(text string, most int) string {
	shown := strings.Map(func(r rune) rune {
		if !unicode.IsSpace(r) && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co)) && r != joiner {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return shared.Clip(shared.CleanName(shown), most)
}

const joiner = '\u200d' // of emoji

// host is the name of a site that says none.
func host(at *url.URL) string { return strings.TrimPrefix(strings.ToLower(at.Hostname()), "www.") }

// ofPicture is what there is to say of an address that leads to a picture.
func ofPicture(at *url.URL) *page {
	name := path.Base(at.Path)
	if name == "/" || name == "." {
		name = at.Hostname()
	}
	return &page{site: host(at), title: clean(name, shared.MaxPreviewTitle), picture: at}
}
