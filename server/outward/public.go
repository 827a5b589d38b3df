package outward

import "net/netip"

// internet6 is what of IPv6 was given out so far: all else is somebody's own, or
// another address written in six's form (mapped, compatible, NAT64).
var internet6 = netip.MustParsePrefix("2000::/3")

// notPublic are the stretches of the internet's addresses that lead elsewhere.
var notPublic = prefixes(
	"0.0.0.0/8",       // this network
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // behind a carrier's NAT
	"127.0.0.0/8",     // this machine
	"169.254.0.0/16",  // this link: where clouds keep their credentials
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // of protocols
	"192.0.2.0/24",    // of documentation
	"192.88.99.0/24",  // relays of 6to4
	"192.168.0.0/16",  // private
	"198.18.0.0/15",   // of benchmarks
	"198.51.100.0/24", // of documentation
	"203.0.113.0/24",  // of documentation
	"224.0.0.0/4",     // multicast
	"240.0.0.0/4",     // reserved, and broadcast
	"2001::/23",       // of protocols: Teredo, which hides an address of IPv4, ORCHID
	"2001:db8::/32",   // of documentation
	"2002::/16",       // 6to4, which hides an address of IPv4
	"3fff::/20",       // of documentation
)

func prefixes(written ...string) (parsed []netip.Prefix) {
	for _, p := range written {
		parsed = append(parsed, netip.MustParsePrefix(p))
	}
	return parsed
}

// Public reports whether an address is one of the public internet, and written as
// such: one of IPv4 in the form of IPv6 is not.
func Public(address netip.Addr) bool {
	if !address.IsValid() || address.Zone() != "" || address.Is6() && !internet6.Contains(address) {
		return false
	}
	return !within(notPublic, address)
}

func within(networks []netip.Prefix, address netip.Addr) bool {
	for _, network := range networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
