package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// reportSize prints what the client weighs as a download, and which packages
// its code comes from.
func reportSize(root, pkg string) error {
	dir, err := os.MkdirTemp("", "parley-size-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	stripped, named := filepath.Join(dir, "stripped.wasm"), filepath.Join(dir, "named.wasm")
	if err := compile(root, pkg, stripped, false); err != nil {
		return err
	}
	if err := compile(root, pkg, named, true); err != nil {
		return err
	}
	if err := printDownload(stripped); err != nil {
		return err
	}
	packages, err := clientPackages(root, pkg)
	if err != nil {
		return err
	}
	return printPackages(named, append(packages, "main")) // what the linker calls pkg
}

func printDownload(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	fmt.Printf("%10d bytes raw\n", len(content))
	for _, c := range codings {
		for _, level := range []int{c.quick, c.best} {
			packed, err := c.pack(content, level)
			if err != nil {
				return err
			}
			fmt.Printf("%10d bytes %s %d\n", len(packed), c.name, level)
		}
	}
	return nil
}

func printPackages(path string, packages []string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	functions, data, err := parseWasm(content)
	if err != nil {
		return err
	}
	sizes := map[string]int{}
	for _, f := range functions {
		sizes[packageOf(f.name, packages)] += f.size
	}
	fmt.Printf("\n%10d bytes of data: types, strings, the runtime's tables\n", data)
	total := 0
	for _, size := range sizes {
		total += size
	}
	fmt.Printf("%10d bytes of code:\n", total)
	names := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int {
		return cmp.Or(cmp.Compare(sizes[b], sizes[a]), strings.Compare(a, b))
	})
	for _, name := range names {
		if share := 100 * float64(sizes[name]) / float64(total); share >= 0.3 {
			fmt.Printf("%10d %5.1f%%  %s\n", sizes[name], share, name)
		}
	}
	return nil
}

// packageOf finds the package of a function by its name in the module: the
// longest path that begins it, with signs replaced as the linker does.
func packageOf(function string, packages []string) string {
	best, length := "others", 0
	for _, path := range packages {
		linked := unlinked.ReplaceAllString(path, "_") + "."
		if strings.HasPrefix(function, linked) && len(linked) > length {
			best, length = path, len(linked)
		}
	}
	return best
}

var unlinked = regexp.MustCompile(`[^\w.]`)
