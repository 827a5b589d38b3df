package api

import (
	"net/http"

	"golang.org/x/text/language"
)

// The cookies in which the client keeps what a person chose, for the first
// paint of the next page.
const (
	themeCookie = "parley_theme"
	langCookie  = "parley_lang"
)

var languages = language.NewMatcher([]language.Tag{language.English, language.SimplifiedChinese})

// languageOf is the language a person chose, or else their browser's.
func languageOf(r *http.Request) string {
	tag, _ := language.MatchStrings(languages, cookieOf(r, langCookie), r.Header.Get("Accept-Language"))
	if base, _ := tag.Base(); base.String() == "zh" {
		return "zh"
	}
	return "en"
}

func cookieOf(r *http.Request, name string) string {
	cookie, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return cookie.Value
}
