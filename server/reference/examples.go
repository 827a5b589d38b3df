package reference

import (
	"strings"

	"parley/shared"
)

// examples are command lines that work as they stand where PARLEY is the server's
// address, TOKEN a bot's, HOOK the address of a webhook, and SECRET what an outgoing
// one signs with: TIME and BODY are those of something that it was told.
func examples() (told []shared.ExampleReference) {
	const bearer = `curl -H "Authorization: Bearer $TOKEN" `
	for _, e := range [][2]string{
		{"who", bearer + server(shared.PathSession)},
		{"rooms", bearer + server(shared.PathSnapshot)},
		{"post", bearer + `--json '{"text":"hello, *world*"}' \` + "\n  " + server(shared.PathMessages(shared.General))},
		{"once", bearer + `--json '{"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","text":"hello, once"}' \` + "\n  " + server(shared.PathMessages(shared.General))},
		{"history", bearer + server(shared.PathMessages(shared.General)+"?limit=20")},
		{"search", bearer + `-G --data-urlencode 'q=hello in:general' \` + "\n  " + server(shared.PathSearch)},
		{"upload", bearer + `--data-binary @notes.txt \` + "\n  " + server(shared.PathFiles(shared.General)+"?name=notes.txt")},
		{"command", bearer + `--json '{"id":"01ARZ3NDEKTSV4RRFFQ69G5FAW","kind":"person.set_status","body":{"status":"building"}}' \` + "\n  " + server(shared.PathCommands)},
		{"listen", strings.Replace(bearer, "curl", "curl -N", 1) + server(shared.PathSSE)},
		{"poll", bearer + server(shared.PathPoll+"?wait=20")},
		{"hook", `curl --json '{"text":"The build is *green*"}' "$HOOK"`},
		{"verify", `printf '%s.%s' "$TIME" "$BODY" | openssl dgst -sha256 -hmac "$SECRET"`},
	} {
		told = append(told, shared.ExampleReference{Name: e[0], Line: e[1]})
	}
	return told
}

func server(path string) string { return `"$PARLEY` + path + `"` }
