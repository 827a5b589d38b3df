package api

import (
	"net/http/httptest"
	"testing"
)

// TestAddressesOfOneHouseAreOne: whoever has one address of IPv6 has 2^64.
func TestAddressesOfOneHouseAreOne(t *testing.T) {
	for from, want := range map[string]string{
		"192.0.2.7:1234":              "192.0.2.7",
		"[::ffff:192.0.2.7]:1234":     "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:1234": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:80":   "2001:db8:1:2::/64",
		"[2001:db8:1:3::1]:80":        "2001:db8:1:3::/64",
		"[fe80::1%eth0]:80":           "fe80::/64",
		"[::1]:80":                    "::/64",
		"@":                           "@",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = from
		if got := address(r); got != want {
			t.Errorf("%s counts as %s, want %s", from, got, want)
		}
	}
}
