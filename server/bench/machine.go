//go:build linux

package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// machine describes what all was measured on.
func machine() string {
	var system syscall.Utsname
	syscall.Uname(&system) // it fails for a bad address alone
	release, _, _ := strings.Cut(text(system.Release[:]), "-")
	return fmt.Sprintf("%d × %s, Linux %s, %s; server and load share it, over loopback",
		runtime.NumCPU(), processor(), release, runtime.Version())
}

func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, value, _ := strings.Cut(lines.Text(), ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// text reads a C string.
func text[char int8 | uint8](chars []char) string {
	var out strings.Builder
	for _, c := range chars {
		if c == 0 {
			break
		}
		out.WriteByte(byte(c))
	}
	return out.String()
}
