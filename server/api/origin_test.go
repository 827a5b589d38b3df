package api

import (
	"strings"
	"testing"
)

func TestOriginsAreWrittenAsBrowsersDo(t *testing.T) {
	good := []string{"https://example.org", "http://localhost:3000", " https://app.example.org:8443", "http://[2001:db8::1]:80443", "https://xn--bcher-kva.example"}
	origins, err := ParseOrigins(good)
	if err != nil || len(origins) != len(good) || origins[2] != "https://app.example.org:8443" {
		t.Errorf("%q are read as %q: %v", good, origins, err)
	}
	for says, wrong := range map[string][]string{
		"any page": {"*"},
		"port":     {"https://example.org:443", "http://example.org:80"},
		"lower case": {"", "null", "example.org", "ftp://example.org", "https://", "https://*.example.org", "https://ex ample.org",
			"https://bücher.example", "https://Example.org", "https://example.org/", "https://example.org/chat", "https://example.org?a=b",
			"https://ann@example.org", "https://example.org#there", "HTTPS://example.org", "https://example.org\r\nx", "https://example.org:"},
	} {
		for _, bad := range wrong {
			if _, err := ParseOrigins([]string{"https://example.org", bad}); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%q: %v, which does not say %q", bad, err, says)
			}
		}
	}
}
