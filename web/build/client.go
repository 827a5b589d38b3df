package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
)

// terse are the packages that are compiled without inlining. Calls pack better
// than copies of what they call: this is 48 KB of the download. It costs no
// time, for here the browser's own work is what takes it; in the runtime and in
// decoders it would.
var terse = []string{"parley/...", goApp + "/pkg/app"}

// compile builds the package pkg for the browser into the file out. The names
// of functions, a tenth of the file, stay in only for the report on sizes.
func compile(root, pkg, out string, names bool) error {
	dir, err := os.MkdirTemp("", "parley-client-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	overlay, err := writeOverlay(root, dir)
	if err != nil {
		return err
	}
	flags := "-s -w"
	if names {
		flags = "-w"
	}
	args := []string{"-overlay", overlay, "-trimpath", "-ldflags", flags, "-o", out}
	for _, packages := range terse {
		args = append(args, "-gcflags", packages+"=-l")
	}
	if err := browserGo(root, os.Stdout, "build", append(args, pkg)...); err != nil {
		return err
	}
	module, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	if module, err = mergeData(module); err != nil {
		return err
	}
	return os.WriteFile(out, module, 0o644)
}

// browserGo runs a go command for GOOS=js, where there is no race detector that
// GOFLAGS could ask for.
func browserGo(root string, stdout io.Writer, verb string, args ...string) error {
	command := exec.Command("go", append([]string{verb, "-race=false"}, args...)...)
	command.Dir, command.Stdout, command.Stderr = root, stdout, os.Stderr
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	return command.Run()
}

// clientPackages lists every package that the client is made of.
func clientPackages(root, pkg string) ([]string, error) {
	dir, err := os.MkdirTemp("", "parley-client-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay, err := writeOverlay(root, dir)
	if err != nil {
		return nil, err
	}
	var list bytes.Buffer
	err = browserGo(root, &list, "list", "-overlay", overlay, "-deps", pkg)
	return strings.Fields(list.String()), err
}
