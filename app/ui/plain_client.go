//go:build js

package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// plainPage is the page as the server rendered it.
func (r *Root) plainPage() app.UI {
	switch {
	case r.plain.html != "":
		return app.Raw(r.plain.html)
	case r.plain.err != nil:
		return plainMain("", emptyState("circle-alert", r.words().Refusal(r.plain.err), nil))
	}
	return plainMain("", skeletons(r.words().Loading))
}

func (r *Root) plainTitle() string { return r.plain.title }
