package main

import (
	"context"
	"io"
	"strings"
	"testing"
)

// TestWhatCannotBeMeantIsRefusedAtTheStart: in words that name the flag, or the
// variable that stands for it.
func TestWhatCannotBeMeantIsRefusedAtTheStart(t *testing.T) {
	for _, c := range []struct{ flag, variable, value, says string }{
		{"--trusted-proxies", "PARLEY_TRUSTED_PROXIES", "proxy.example.org", "neither an address nor a network"},
		{"--trusted-proxies", "PARLEY_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/99", `"10.0.0.0/99"`},
		{"--allow-origin", "PARLEY_ALLOW_ORIGIN", "*", "any page"},
		{"--allow-origin", "PARLEY_ALLOW_ORIGIN", "https://example.org, https://example.com/", `"https://example.com/"`},
		{"--event-memory", "PARLEY_EVENT_MEMORY", "32", "KiB, MiB or GiB"},
		{"--event-memory", "PARLEY_EVENT_MEMORY", "63KiB", "64KiB at least"},
		{"--openid-issuer", "PARLEY_OPENID_ISSUER", "accounts.example.org", "no address of a provider"},
		{"--openid-issuer", "PARLEY_OPENID_ISSUER", "https://accounts.example.org", "takes the ID"},
		{"--rate-limit", "PARLEY_RATE_LIMIT", "sometimes", "on or off"},
	} {
		t.Run(c.flag+" "+c.value, func(t *testing.T) {
			if err := start(t, c.flag, c.value); err == nil || !strings.Contains(err.Error(), c.flag) || !strings.Contains(err.Error(), c.says) {
				t.Error(err)
			}
			t.Setenv(c.variable, c.value)
			if err := start(t); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s=%s: %v", c.variable, c.value, err)
			}
		})
	}
}

// TestListsCanBeEmptyLongAndRepeated: nothing is wrong with any of these, and
// the command line wins over the environment.
func TestListsCanBeEmptyLongAndRepeated(t *testing.T) {
	t.Setenv("PARLEY_ALLOW_ORIGIN", "*")
	t.Setenv("PARLEY_TRUSTED_PROXIES", "")
	for _, given := range [][]string{
		{"--allow-origin", ""},
		{"--allow-origin", "https://a.example, https://b.example", "--allow-origin", "http://localhost:3000", "--trusted-proxies", "::1,10.0.0.0/8"},
	} {
		if err := start(t, given...); err != nil {
			t.Errorf("%q: %v", given, err)
		}
	}
}

// start runs "parley serve" up to its greeting, and then has it stop.
func start(t *testing.T, flags ...string) error {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	command := commands()
	command.SetArgs(append([]string{"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()}, flags...))
	command.SetOut(greeted(stop))
	command.SetErr(io.Discard)
	return command.ExecuteContext(ctx)
}

// greeted is called when the server greets.
type greeted func()

// Write implements io.Writer.
func (g greeted) Write(p []byte) (int, error) {
	g()
	return len(p), nil
}
