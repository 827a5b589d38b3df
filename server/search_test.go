package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley/server/store"
	"parley/shared"
)

// searches lists the texts that a guest finds, newest first, with what was hit in
// brackets.
func (g *guest) searches(typed string) (texts []string) {
	g.t.Helper()
	var results shared.SearchResults
	g.must("GET", shared.PathSearch+shared.SearchFor(typed, 0), nil, &results)
	for _, hit := range results.Hits {
		var text strings.Builder
		for _, piece := range hit.Excerpt {
			if piece.Hit {
				text.WriteString("[" + piece.Text + "]")
			} else {
				text.WriteString(piece.Text)
			}
		}
		texts = append(texts, text.String())
	}
	return texts
}

// roomNamed is the guest's room of that name.
func (g *guest) roomNamed(name string) shared.RoomID {
	g.t.Helper()
	var snapshot shared.Snapshot
	g.must("GET", shared.PathSnapshot, nil, &snapshot)
	at := slices.IndexFunc(snapshot.Rooms, func(r shared.Room) bool { return r.Name == name })
	if at < 0 {
		g.t.Fatalf("%s is in no room %q", g.me.Name, name)
	}
	return snapshot.Rooms[at].ID
}

func (g *guest) shouldFind(typed string, texts ...string) {
	g.t.Helper()
	if found := g.searches(typed); !slices.Equal(found, texts) {
		g.t.Errorf("%s finds %q by %q, and should find %q", g.me.Name, found, typed, texts)
	}
}

func TestPeopleFindWhatTheyMayRead(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo")
	ann.post(shared.General, "the Secret of tea 茶的秘密")
	ann.do("", shared.CreateRoom{Name: "Attic", Private: true})
	attic := ann.roomNamed("Attic")
	secret := ann.post(attic, "a secret of our own, 秘密")
	ann.shouldFind("secret", "a [secret] of our own, 秘密", "the [Secret] of tea 茶的秘密")
	bo.shouldFind("秘密", "the Secret of tea 茶的[秘密]")
	bo.shouldFind("in:attic")
	bo.shouldFind("in:" + string(attic))
	bo.shouldFind("in:attic secret")
	bo.shouldFind("from:ann", "the Secret of tea 茶的秘密")

	ann.do(attic, shared.AddPerson{Person: bo.me.ID})
	bo.shouldFind("in:attic secr", "a [secret] of our own, 秘密")
	ann.do(attic, shared.RemovePerson{Person: bo.me.ID})
	bo.shouldFind("secret", "the [Secret] of tea 茶的秘密")
	ann.do(attic, shared.EditMessage{Message: secret, Text: "nothing to see"})
	ann.shouldFind("in:attic secret")
	ann.shouldFind(`"to see" in:Attic`, "nothing [to see]")
	ann.do(attic, shared.DeleteMessage{Message: secret})
	ann.shouldFind("in:attic")

	h.stranger().refused("GET", shared.PathSearch+"?q=secret", nil, http.StatusUnauthorized, shared.CodeNoSession)
	ann.refused("GET", shared.PathSearch+"?q=x&before=x", nil, http.StatusBadRequest, shared.CodeParameterInvalid)
	ann.refused("GET", shared.PathSearch+"?q="+strings.Repeat("x", shared.MaxSearchRunes+1), nil, http.StatusBadRequest, shared.CodeParameterInvalid)
}

// What shows of a message is found, and the names of its files, also when it was
// edited; in: finds a direct room by whom it is with.
func TestWhatShowsIsFound(t *testing.T) {
	h := openHouse(t)
	ann, bo := h.enter("Ann"), h.enter("Bo Lin")
	file := ann.brings(shared.General, "budget_2026 最终.txt", "numbers")
	said := ann.do(shared.General, shared.PostMessage{Text: "**some** [numbers](https://example.org/x)\n- `one`\n- two :tada:", Files: []shared.FileID{file.ID}})
	bo.shouldFind("some", "[some] numbers\none\ntwo 🎉\nbudget_2026 最终.txt")
	bo.shouldFind("budg 最", "some numbers\none\ntwo 🎉\n[budget]_2026 [最]终.txt")
	bo.shouldFind(`"🎉 budget"`)
	bo.shouldFind("tada")
	ann.do(shared.General, shared.EditMessage{Message: said, Text: "*figures*"})
	bo.shouldFind("2026", "figures\nbudget_[2026] 最终.txt")
	bo.shouldFind("some")

	talk := ann.talks(bo.me.ID)
	ann.post(talk, "just for you")
	ann.post(shared.General, "for all of you")
	for _, who := range []*guest{ann, bo} {
		who.shouldFind(`you in:"bo lin"`, "just for [you]")
	}
	h.enter("Cy").shouldFind(`in:"bo lin"`)

	if _, metrics := ann.ask("GET", "/metrics", nil); !strings.Contains(string(metrics), "\nparley_search_unindexed_events ") {
		t.Error("the metrics do not tell how far the index is behind")
	}
	h.shut()
	defer h.start()
	if report, err := store.Verify(t.Context(), h.config.Data, nil); err != nil || report.Count != 0 {
		t.Errorf("verify: %v %v", report.Differences, err)
	}
}

func TestSearchingIsLimited(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.RateLimit = true
	h.start()
	ann := h.enter("Ann")
	for range 200 {
		if status, _ := ann.ask("GET", shared.PathSearch+"?q=x", nil); status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("nothing stops who searches without end")
}
