package files

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// TestNothingHidesBehindAPicture: what is a picture and something else as well is
// kept as the picture alone.
func TestNothingHidesBehindAPicture(t *testing.T) {
	const hidden = "PK\x03\x04<html><script>alert(1)</script>"
	gif := append([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xfe"), byte(len(hidden)))
	gif = append(append(gif, hidden...), "\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"...)
	for name, content := range map[string][]byte{
		"a.png": append(asPNG(t, painting(60, 40)), hidden...),
		"a.jpg": append(asJPEG(t, painting(60, 40)), hidden...),
		"a.gif": append(gif, hidden...),
	} {
		s := openStore(t)
		file := keep(t, receive(t, s, content, name))
		if !file.Picture() {
			t.Errorf("%s is %+v", name, file)
		}
		kept, err := s.Content(file.Hash)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(kept)
		kept.Close()
		if err != nil || bytes.Contains(got, []byte("script")) {
			t.Errorf("%s, %v: it still has what was hidden in it", name, err)
		}
	}
}

// TestNamesLeadNowhere: a name is only what people read, and never a path.
func TestNamesLeadNowhere(t *testing.T) {
	s := openStore(t)
	for _, name := range []string{"../../etc/passwd", `..\..\boot.ini`, "/etc/passwd", "a/../../b", ".", "..", "nul\x00.txt", "line\nbreak.txt", strings.Repeat("long", 500)} {
		file := keep(t, receive(t, s, []byte("hello"), name))
		if file.Name == "" || strings.ContainsAny(file.Name, "/\\\x00\n") || file.Name == "." || file.Name == ".." {
			t.Errorf("%q is kept as %q", name, file.Name)
		}
	}
	if files := left(t, s); len(files) != 1 || files[0] != s.place(keep(t, receive(t, s, []byte("hello"), "a.txt")).Hash) {
		t.Errorf("there are %q", files)
	}
}
