package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"parley/server/callback"
	"parley/shared"
)

// blocks are what the page of the API has to be copied, by what their data
// attribute says.
func (g *guest) blocks(attribute string) map[string]string {
	g.t.Helper()
	response, err := g.http.Get(g.base + shared.PageReference)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := html.Parse(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		g.t.Fatalf("the page is answered with %d, %v", response.StatusCode, err)
	}
	found := map[string]string{}
	for n := range page.Descendants() {
		for _, a := range n.Attr {
			if n.Data == "pre" && a.Key == attribute {
				found[a.Val] = textUnder(n)
			}
		}
	}
	return found
}

func textUnder(n *html.Node) string {
	var text strings.Builder
	for below := range n.Descendants() {
		if below.Type == html.TextNode {
			text.WriteString(below.Data)
		}
	}
	return text.String()
}

// The command lines of the page do what it says, as they stand there.
func TestTheExamplesOfTheAPIWork(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"curl", "openssl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("there is no " + program)
		}
	}
	h := openHouse(t)
	ann := h.overseer("Ann")
	_, made := h.bot(ann, "Robot")
	var hook shared.Bot
	ann.must("POST", shared.PathKeys(made.ID), shared.KeyRequest{Room: shared.General}, &hook)
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("a note"), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := ann.blocks("data-example")
	run := func(name, want string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		line := lines[name]
		if strings.HasPrefix(line, "curl") {
			line = "exec " + line // what listens ends with its shell
		}
		command := exec.CommandContext(ctx, "sh", "-c", line)
		command.Dir = folder
		command.Env = append(os.Environ(), "PARLEY="+h.url(), "TOKEN="+made.Keys[0].Token, "HOOK="+h.url()+shared.PathHook(hook.Keys[0].Token),
			"TIME=1763681462", `BODY={"seq":7}`, "SECRET=secret")
		out, err := command.StdoutPipe()
		if err == nil {
			err = command.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		got, there := readUntil(out, want)
		cancel()
		command.Wait() // its end, by whatever it came, says nothing
		if delete(lines, name); !there {
			t.Errorf("%s gives %s, not %s", name, got, want)
		}
	}
	run("who", `"name":"Robot"`)
	run("rooms", `"id":"general"`)
	run("post", `{"seq":`)
	run("once", `{"seq":`)
	run("history", `<em>world</em>`)
	run("search", `"hits":`)
	run("upload", `"name":"notes.txt"`)
	run("command", `{"seq":`)
	run("listen", "event: hello")
	lines["poll"] = strings.Replace(lines["poll"], "wait=20", "wait=1", 1) // nothing more will happen
	run("poll", `"cursor":`)
	run("hook", "ok")
	run("verify", strings.Split(callback.Sign("secret", time.Unix(1763681462, 0), []byte(`{"seq":7}`)), "v1=")[1])
	for name := range lines {
		t.Errorf("the example %s is not tested", name)
	}
}

// readUntil reads up to a text, and reports whether it came.
func readUntil(from io.Reader, want string) (got string, there bool) {
	reader := bufio.NewReader(from)
	for !strings.Contains(got, want) {
		b, err := reader.ReadByte()
		if err != nil {
			return got, false
		}
		got += string(b)
	}
	return got, true
}

// The commands of the page have the form that the server takes: what is refused is
// refused for what there is on the server.
func TestTheCommandsOfTheAPIAreTaken(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	ann := h.enter("Ann")
	commands := ann.blocks("data-command")
	if events := ann.blocks("data-event"); len(events) != len(shared.EventKinds()) || len(commands) != len(shared.CommandKinds()) {
		t.Errorf("the page has examples of %d events and %d commands", len(events), len(commands))
	}
	for _, kind := range shared.CommandKinds() {
		var example map[string]any
		if err := json.Unmarshal([]byte(commands[string(kind)]), &example); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		example["id"] = newID()
		status, body := ann.ask("POST", shared.PathCommands, example)
		if status == http.StatusBadRequest || status >= http.StatusInternalServerError {
			t.Errorf("%s is answered with %d %s", kind, status, body)
		}
	}
}
