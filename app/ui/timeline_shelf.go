package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// go-app knows a child by its place among its siblings alone: one more in front
// would write all the others anew, and lose what the browser keeps of them. So
// every chunk has its own place for good: a tree of shelves with shelfWidth
// places each. Shelves on which nothing of the window stands are one empty
// element: some hundred of them, however long the history is.
const (
	shelfWidth = 16
	// firstPlace is where the chunk with the ID 0 stands: in the middle, as IDs
	// go down for older chunks and up for newer ones.
	firstPlace = shelfSpan / 2
	// shelfSpan is how many chunks have a place: 65,536, or 3.2 million messages.
	shelfSpan = shelfWidth * shelfWidth * shelfWidth * shelfWidth
)

// shelves lays the chunks of a window out.
func shelves(w window, chunk func(id int) app.UI) app.UI {
	w = window{w.From + firstPlace, w.To + firstPlace}
	return shelf(0, shelfSpan, w, func(place int) app.UI { return chunk(place - firstPlace) })
}

// shelf is the part of the tree that holds the places from first on.
func shelf(first, span int, w window, chunk func(place int) app.UI) app.UI {
	if w.empty() || first+span <= w.From || first >= w.To {
		return app.Div()
	}
	if span == 1 {
		return chunk(first)
	}
	places := make([]app.UI, shelfWidth)
	for i := range places {
		places[i] = shelf(first+i*(span/shelfWidth), span/shelfWidth, w, chunk)
	}
	return app.Div().Body(places...)
}
