package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/shared"
)

// Render gives the page.
func (r *Root) Render() app.UI {
	screen := r.screen()
	if !r.known() || screen == screenError || screen == screenDoor || screen == screenStale {
		return r.frame("bare", r.bars(), r.content(screen))
	}
	class, beside := "room", r.besideRoom()
	switch {
	case beside != nil:
		class = "room finding"
	case screen != screenRoom || r.peopleHidden():
		class = "room alone"
	}
	parts := []app.UI{
		app.A().Class("skip").Href("#" + mainID[screen]).Text(r.words().SkipTo),
		r.sidebar(),
		r.stage(screen, append([]app.UI{r.head(), r.bars()}, r.inRoom(screen)...)),
	}
	return r.frame(class, append(parts, r.people(), beside)...)
}

// stage is what stands beside the sidebar. In a room all of it is the main part,
// with where one writes; elsewhere the page has one of its own.
func (r *Root) stage(screen screen, parts []app.UI) app.UI {
	if screen == screenRoom {
		return app.Main().Class("stage").Body(parts...)
	}
	return app.Div().Class("stage").Body(parts...)
}

// mainID is the id of each screen's <main>, for those with a sidebar to skip.
var mainID = map[screen]string{
	screenRoom: timelineID, screenDirectory: directoryID, screenLab: labID, screenSearch: searchID, screenOutside: outsideID, screenPlain: plainID, screenLost: lostID, screenNoRoom: lostID,
	screenOpening: openingID, screenLanding: openingID,
}

// frame is what every screen is in; the icons lie in it, and the dialog that is
// open. It keeps the order of its parts, so that none is mounted again only
// because another one came.
func (r *Root) frame(class string, parts ...app.UI) app.UI {
	return app.Div().ID("parley").Class(class).Body(
		Sprite(),
		app.Div().Class("view").Body(parts...),
		app.Div().Class("dialogs").Body(r.openDialog()),
	)
}

// inRoom is what stands below the head.
func (r *Root) inRoom(screen screen) []app.UI {
	if screen != screenRoom {
		return []app.UI{r.content(screen)}
	}
	at, w := r.at(), r.words()
	return []app.UI{
		&Timeline{Client: r.Client, Words: w, Room: at.room, Turn: r.turn, Kept: r.Kept, Goal: r.goal},
		r.live(at.room),
		&Composer{Client: r.Client, Words: w, Room: at.room, Turn: r.turn, Refused: at.refused, Fresh: fresh()},
	}
}

// fresh is a command ID for the plain form, which can't make one.
func fresh() shared.CommandID {
	if app.IsClient {
		return ""
	}
	return shared.NewCommandID(time.Now().UnixMilli())
}

// content is the page of a screen that is no room.
func (r *Root) content(screen screen) app.UI {
	switch screen {
	case screenEnter:
		return r.enterPage()
	case screenDirectory:
		return r.directoryPage()
	case screenPlain, screenDoor:
		return r.plainPage()
	case screenLab:
		return r.labPage()
	case screenSearch:
		return r.searchPage()
	case screenOutside:
		return r.outsidePage()
	case screenLanding:
		return r.noticePage(screenOpening)
	}
	return r.noticePage(screen)
}
