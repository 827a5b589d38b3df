package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// proxied is a server with a proxy in front of it.
type proxied struct {
	*house
	kind    proxyKind
	dir     string
	address string // where the proxy listens
	file    string // its configuration
	path    string // its program
	process *exec.Cmd
	said    *logBook      // by its process
	ended   chan struct{} // closed when the process has ended
}

// put starts a server with the proxy in front.
func (kind proxyKind) put(t *testing.T) *proxied {
	t.Helper()
	p := &proxied{kind: kind, path: proxyPath(t, kind.name), dir: t.TempDir(), address: freeAddress(t), house: openHouse(t)}
	certificate, key := selfSigned(t)
	both := ""
	for name, from := range map[string]string{"cert.pem": certificate, "key.pem": key} {
		pem, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		both += string(pem)
		p.write(name, string(pem))
	}
	p.write("both.pem", both)
	p.file = p.write("config", p.configuration(t))
	t.Cleanup(p.hangUp)
	p.run()
	return p
}

// configuration is the README's, with the addresses and paths of this test.
func (p *proxied) configuration(t *testing.T) string {
	t.Helper()
	found := ""
	for _, b := range blocks(readmeSection(t, "Behind a proxy")) {
		if b.language == p.kind.name {
			found += b.text
		}
	}
	for i := 0; i < len(p.kind.adapt); i += 2 {
		if !strings.Contains(found, p.kind.adapt[i]) {
			t.Fatalf("README: the configuration of %s does not say %q", p.kind.name, p.kind.adapt[i])
		}
		found = strings.ReplaceAll(found, p.kind.adapt[i], p.kind.adapt[i+1])
	}
	return p.fill(fmt.Sprintf(p.kind.around, found))
}

func (p *proxied) fill(text string) string {
	me, err := user.Current()
	if err != nil {
		p.t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(p.address)
	return strings.NewReplacer("{listen}", p.address, "{port}", port, "{server}", p.config.Listen, "{dir}", p.dir, "{user}", me.Username).Replace(text)
}

func (p *proxied) write(name, text string) (path string) {
	p.t.Helper()
	path = filepath.Join(p.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// run starts the proxy and waits until it takes connections.
func (p *proxied) run() {
	p.t.Helper()
	var args []string
	for _, arg := range p.kind.command[1:] {
		args = append(args, p.fill(arg))
	}
	p.said = &logBook{}
	p.process = exec.Command(p.path, append(args, p.file)...)
	p.process.Env = append(os.Environ(), "HOME="+p.dir, "XDG_DATA_HOME="+p.dir, "XDG_CONFIG_HOME="+p.dir)
	p.process.Stdout, p.process.Stderr = p.said, p.said
	if err := p.process.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan struct{})
	p.ended = ended
	go func() { p.process.Wait(); close(ended) }()
	p.listens()
}

func (p *proxied) listens() {
	p.t.Helper()
	late := time.After(patience)
	for {
		conn, err := net.Dial("tcp", p.address)
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-p.ended:
			p.t.Fatalf("%s does not start:\n%s", p.kind.name, p.said.all())
		case <-late:
			p.t.Fatalf("%s does not listen: %v\n%s", p.kind.name, err, p.said.all())
		case <-time.After(look):
		}
	}
}

// hangUp ends the proxy, and every connection through it.
func (p *proxied) hangUp() {
	if p.ended == nil {
		return // it never ran
	}
	p.process.Process.Signal(p.kind.end)
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.process.Process.Kill()
		p.t.Errorf("%s does not end", p.kind.name)
	}
}

// proxyPath finds a proxy's program.
func proxyPath(t *testing.T, name string) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skipf("the README's configuration of %s is for Debian's, and the test for Linux's addresses", name)
	}
	return programPath(t, name)
}

// freeAddress is one where nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
