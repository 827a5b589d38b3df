// Command build makes the client's assets: it compiles the client for the
// browser and compresses whatever compresses, into web/built. Run it at the top
// of the repository:
//
//	go run ./web/build           quick, for running and developing
//	go run ./web/build -best     smallest, for a release
//	go run ./web/build -size     what the client weighs, and why
//
// What has not changed since the last run is left alone.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	best := flag.Bool("best", false, "compress as far as possible, which takes half a minute")
	size := flag.Bool("size", false, "report what the client weighs instead of building it")
	pkg := flag.String("app", "./app", "the client's package")
	dir := flag.String("out", filepath.Join("web", "built"), "the folder for what is built")
	flag.Parse()
	root, err := os.Getwd()
	if err == nil && *size {
		err = reportSize(root, *pkg)
	} else if err == nil {
		err = build(root, *pkg, *dir, *best)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// build brings the folder dir up to date and says so in one line.
func build(root, pkg, dir string, best bool) error {
	start := time.Now()
	out, err := openOutput(root, dir, best)
	if err != nil {
		return err
	}
	if err := out.client(pkg); err != nil {
		return err
	}
	if err := out.runtime(); err != nil {
		return err
	}
	if err := out.static(); err != nil {
		return err
	}
	if err := out.close(); err != nil {
		return err
	}
	fmt.Println(out.summary(time.Since(start)))
	return nil
}
