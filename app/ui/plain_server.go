//go:build !js

package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
)

// plainPage is the page at the address.
func (r *Root) plainPage() app.UI {
	boot, own := r.Boot, words.ForPlain(r.Lang)
	switch {
	case boot.Account != nil:
		return r.accountPage(own, *boot.Account)
	case boot.Bots != nil:
		return r.botsPage(own, *boot.Bots)
	case boot.Reference != nil:
		return &reference{Words: own, Known: *boot.Reference}
	case boot.Versions != nil:
		return r.versionsPage(own, *boot.Versions)
	case boot.Keeping != nil:
		return r.keepingPage(own, *boot.Keeping)
	case boot.Reporting != nil:
		return r.reportPage(own, *boot.Reporting)
	case r.at().page == pageDoor:
		return r.doorPage(own)
	}
	return r.noticePage(screenLost)
}

// plainTitle names it.
func (r *Root) plainTitle() string {
	boot, own := r.Boot, words.ForPlain(r.Lang)
	switch {
	case boot.Account != nil:
		return own.AccountTitle
	case boot.Bots != nil:
		return own.BotsTitle
	case boot.Reference != nil:
		return own.APITitle
	case boot.Versions != nil:
		return own.VersionsTitle
	case boot.Keeping != nil:
		return keepingTitle(own, *boot.Keeping)
	case boot.Reporting != nil:
		return own.ReportTitle
	case r.at().page == pageDoor:
		return own.SignInButton
	}
	return own.NotFoundTitle
}
