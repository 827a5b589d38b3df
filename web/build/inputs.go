package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

func hash(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

// hashSources returns a hash of the files and folders at paths (but for tests,
// which are in no build) and of the toolchain: equal hashes build equal clients.
func hashSources(root string, paths ...string) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, runtime.Version(), os.Getenv("GOEXPERIMENT"))
	for _, path := range paths {
		err := filepath.WalkDir(filepath.Join(root, path), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(sum, path, hash(content))
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// goroot returns the root of the toolchain that the go command here uses.
func goroot() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	return strings.TrimSpace(string(out)), err
}
