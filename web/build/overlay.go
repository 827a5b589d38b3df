package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	goApp = "github.com/maxence-charriere/go-app/v9"
	uuid  = "github.com/google/uuid"
)

// stubs are the files that the client gets in place of a dependency's own, by
// module and path; an empty stub leaves the file out. They keep net/http, TLS,
// templates, regexp, SQL and AES out of the download: go-app names them in
// files without a build tag, though a browser never runs them.
var stubs = map[string]map[string]string{
	goApp: {
		"pkg/app/http.go":     "goapp_http.go.txt",
		"pkg/app/resource.go": "",
		"pkg/app/crypto.go":   "goapp_crypto.go.txt",
		"pkg/app/route.go":    "goapp_route.go.txt",
	},
	uuid: {
		"go.mod":  "uuid_go.mod.txt",
		"uuid.go": "uuid_uuid.go.txt",
	},
}

// kept are the folders of a module that the client uses unchanged; of a module
// that is not listed nothing is kept but its stubs.
var kept = map[string][]string{goApp: {".", "pkg/app", "pkg/errors"}}

// writeOverlay writes into dir the file for "go build -overlay" that puts the
// stubs in place, and returns its path. Go refuses overlays inside the module
// cache, so each module is replaced by one whose folder is made of overlay
// entries alone: the cached files, but for the stubs. The server, built without
// the overlay, has the modules as they are.
func writeOverlay(root, dir string) (string, error) {
	replace := map[string]string{}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	for module, files := range stubs {
		virtual := filepath.Join(root, ".overlay", filepath.FromSlash(module))
		mod = fmt.Appendf(mod, "\nreplace %s => ./.overlay/%s\n", module, module)
		if err := keep(replace, root, module, virtual); err != nil {
			return "", err
		}
		for name, stub := range files {
			if stub != "" {
				stub = filepath.Join(root, "web", "build", "overlay", stub)
			}
			replace[filepath.Join(virtual, filepath.FromSlash(name))] = stub
		}
	}
	client := filepath.Join(dir, "client.mod")
	if err := os.WriteFile(client, mod, 0o644); err != nil {
		return "", err
	}
	replace[filepath.Join(root, "go.mod")] = client
	overlay := filepath.Join(dir, "overlay.json")
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	return overlay, os.WriteFile(overlay, data, 0o644)
}

// keep maps the kept folders of a module to the files that the module cache has.
func keep(replace map[string]string, root, module, virtual string) error {
	if len(kept[module]) == 0 {
		return nil
	}
	cached, err := moduleDir(root, module)
	if err != nil {
		return err
	}
	for _, folder := range kept[module] {
		entries, err := os.ReadDir(filepath.Join(cached, folder))
		if err != nil {
			return err
		}
		for _, entry := range entries {
			name := filepath.Join(folder, entry.Name())
			source := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
			if source || name == "go.mod" {
				replace[filepath.Join(virtual, name)] = filepath.Join(cached, name)
			}
		}
	}
	return nil
}

// moduleDir returns where the module cache keeps a module.
func moduleDir(root, module string) (string, error) {
	list := exec.Command("go", "list", "-m", "-json", module)
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", module, err)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(out, &found); err != nil {
		return "", err
	}
	if found.Dir == "" {
		return "", fmt.Errorf("%s is not downloaded: run go mod download", module)
	}
	return found.Dir, nil
}
