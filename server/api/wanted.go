package api

import (
	"net/http"
	"net/url"

	"parley/shared"
)

const toCookie = "parley_to" // the room that somebody came for before they entered

// wanted is the room that somebody came for before they entered.
func wanted(r *http.Request) (shared.RoomID, bool) {
	room, err := url.PathUnescape(cookieOf(r, toCookie))
	return shared.RoomID(room), err == nil && shared.RoomID(room).Valid()
}

// setWanted remembers the room that somebody came for; "" forgets it.
func (s *server) setWanted(w http.ResponseWriter, r *http.Request, room shared.RoomID) {
	life := 0 // as long as the browser is open
	if room == "" {
		life = -1
	}
	http.SetCookie(w, &http.Cookie{
		Name: toCookie, Value: url.PathEscape(string(room)), Path: "/", MaxAge: life,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.proxies.https(r),
	})
}
