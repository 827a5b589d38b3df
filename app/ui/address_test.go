package ui

import "testing"

func TestAddresses(t *testing.T) {
	for uri, want := range map[string]address{
		"/":                         {page: pageStart},
		"":                          {page: pageStart},
		"https://example.com/":      {page: pageStart},
		"/?error=name_taken":        {page: pageStart, refused: "name_taken"},
		"/rooms?name=a&topic=b":     {page: pageDirectory, name: "a", topic: "b"},
		"/rooms":                    {page: pageDirectory},
		"/search":                   {page: pageSearch},
		"/search?q=a+%22b%22":       {page: pageSearch, typed: `a "b"`},
		"/search?q=a&before=7":      {page: pageSearch, typed: "a", before: 7},
		"/search?q=a&before=-7":     {page: pageSearch, typed: "a"},
		"/rooms#new":                {page: pageDirectory, part: PartCreate},
		"/rooms/":                   {uri: "/rooms/"},
		"/rooms/general":            {page: pageRoom, room: "general"},
		"/rooms/general?error=x#y":  {page: pageRoom, room: "general", refused: "x", part: "y"},
		"/rooms/general#1042":       {page: pageRoom, room: "general", part: "1042", message: 1042},
		"/rooms/general#-7":         {page: pageRoom, room: "general", part: "-7"},
		"/rooms/%E8%AE%BE%E8%AE%A1": {page: pageRoom, room: "设计"},
		"/rooms/a/b":                {uri: "/rooms/a/b"},
		"/shell":                    {page: pageShell},
		"/nowhere":                  {uri: "/nowhere"},
		"://":                       {},
		"/rooms/%zz":                {},
	} {
		if got := addressOf(uri); got != want {
			t.Errorf("addressOf(%q) = %+v, want %+v", uri, got, want)
		}
	}
}
