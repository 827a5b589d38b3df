package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// volume is a small disk of its own, which can be filled up.
type volume struct {
	t       testing.TB
	path    string
	ballast string // the file that fills it
}

// mounts makes a volume of so many MiB. It takes root, or sudo without a
// password, as CI has.
func mounts(t testing.TB, size int) *volume {
	t.Helper()
	v := &volume{t: t, path: t.TempDir()}
	v.ballast = filepath.Join(v.path, "ballast")
	options := fmt.Sprintf("size=%dm,mode=0777", size)
	err := syscall.Mount("tmpfs", v.path, "tmpfs", 0, options)
	if err == nil {
		t.Cleanup(func() { syscall.Unmount(v.path, syscall.MNT_DETACH) })
		return v
	}
	if out, failed := exec.Command("sudo", "-n", "mount", "-t", "tmpfs", "-o", options, "tmpfs", v.path).CombinedOutput(); failed != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no file system can be mounted: %v; %v %s", err, failed, out)
		}
		t.Skipf("mounting a small file system takes root: %v", err)
	}
	t.Cleanup(func() { exec.Command("sudo", "-n", "umount", "-l", v.path).Run() })
	return v
}

// fill leaves so many bytes free, and none where there are fewer. Meanwhile there
// are never more than before.
func (v *volume) fill(free int64) {
	v.t.Helper()
	file, err := os.OpenFile(v.ballast, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		v.t.Fatal(err)
	}
	defer file.Close()
	page := make([]byte, os.Getpagesize())
	for err == nil {
		_, err = file.Write(page)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		v.t.Fatal(err)
	}
	info, err := file.Stat()
	if err == nil {
		err = file.Truncate(max(0, info.Size()-free))
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

// clear makes room again.
func (v *volume) clear() {
	v.t.Helper()
	if err := os.Remove(v.ballast); err != nil {
		v.t.Fatal(err)
	}
}
