package ui

import (
	"slices"
	"strconv"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
)

// book stands for a chunk, and counts how often it is mounted.
type book struct {
	app.Compo
	ID    int
	count *library
}

type library struct{ mounted, gone map[int]int }

func (b *book) OnMount(app.Context) { b.count.mounted[b.ID]++ }
func (b *book) OnDismount()         { b.count.gone[b.ID]++ }
func (b *book) Render() app.UI      { return app.Article().Text(b.ID) }

// reader has a window on the library.
type reader struct {
	app.Compo
	Window window
	count  *library
}

func (r *reader) Render() app.UI {
	return app.Main().Body(shelves(r.Window, func(id int) app.UI { return &book{ID: id, count: r.count} }))
}

// However the window moves, what stays in it keeps its element, and all stand in
// their order.
func TestChunksKeepTheirPlaces(t *testing.T) {
	count := &library{map[int]int{}, map[int]int{}}
	r := &reader{Window: window{0, 3}, count: count}
	page := app.NewClientTester(r)
	defer page.Close()
	mounts, before := map[int]int{0: 1, 1: 1, 2: 1}, r.Window
	for _, next := range []window{{-1, 3}, {-2, 3}, {-2, 1}, {-18, -14}, {-15, -12}, {-14, 2}, {500, 503}, {501, 504}, {-firstPlace, -firstPlace + 2}, {}} {
		for id := next.From; id < next.To; id++ {
			if id < before.From || id >= before.To {
				mounts[id]++
			}
		}
		page.Dispatch(app.Dispatch{Source: r, Function: func(app.Context) { r.Window = next }})
		page.Consume()
		var want []string
		for id := next.From; id < next.To; id++ {
			want = append(want, strconv.Itoa(id))
		}
		if got := articles(t, app.HTMLString(r)); !slices.Equal(got, want) {
			t.Fatalf("window %v shows %v", next, got)
		}
		before = next
	}
	for id, want := range mounts {
		if count.mounted[id] != want || count.gone[id] != want {
			t.Errorf("chunk %d was mounted %d times and dismounted %d times, want %d", id, count.mounted[id], count.gone[id], want)
		}
	}
}

func TestShelvesAreFew(t *testing.T) {
	for _, w := range []window{{0, 6}, {-3, 3}, {-firstPlace, -firstPlace + 6}, {4093, 4099}} {
		page := parse(t, app.HTMLString(shelves(w, func(int) app.UI { return app.Article() })))
		elements := 0
		for n := range page.Descendants() {
			if n.Type == html.ElementNode {
				elements++
			}
		}
		if elements > 130 {
			t.Errorf("%d elements for %v", elements, w)
		}
	}
}

func articles(t *testing.T, page string) []string {
	var texts []string
	for n := range parse(t, page).Descendants() {
		if n.Data == "article" {
			texts = append(texts, textOf(n))
		}
	}
	return texts
}
