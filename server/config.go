package main

import (
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"parley/server/api"
	"parley/server/feed"
	"parley/server/openid"
	"parley/server/outward"
)

// Config is what an operator may choose; every field has a default that works.
type Config struct {
	Listen          string         // address of the listener; port 0 picks a free one
	Data            string         // folder of the database, made where it is missing
	EventMemory     size           // for recent events, from which who was away catches up
	RateLimit       onOff          // whether entering, posting and streams are limited
	Previews        onOff          // whether the servers that messages lead to are asked what their pages are about
	Proxies         []string       // addresses and networks of the proxies in front: see api.Proxies
	Origins         []string       // other origins whose pages may listen: see api.Origins
	WebhookNetworks []string       // networks that outgoing webhooks may reach, though they are not public
	Certificate     string         // file of the TLS certificate; empty to serve HTTP
	Key             string         // file of its key
	Entrance        entrance       // who may enter
	OpenID          openid.Options // by whom people sign in too
	LogLevel        slog.Level     // below it nothing is logged

	clock   func() time.Time              // nil for time.Now. Only tests set the clock
	client  string                        // the version of the client that is offered; empty for the one within. Only tests offer another
	address string                        // where people reach the server, for links that are printed; empty for where it listens
	haste   time.Duration                 // how long a shutdown may take; zero for shutdownLimit. Only tests are in haste
	outward outward.Options               // where previews may be asked for; zero for the web's ports on the public internet. Only tests ask their own
	pause   func(tries int) time.Duration // before a webhook is tried again; nil for the default. Only tests are in a hurry
	streams api.StreamLimits              // how many streams may be open; zero for shared/limits.go. Only tests have so few
}

func defaults() Config {
	return Config{Listen: ":8080", Data: "./data", EventMemory: feed.DefaultWarm, RateLimit: true, Previews: true, Proxies: []string{"127.0.0.1", "::1"}}
}

// networks reads WebhookNetworks, each an address or a network.
func (c Config) networks() (networks []netip.Prefix, err error) {
	for _, text := range c.WebhookNetworks {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			address, failed := netip.ParseAddr(text)
			if failed != nil {
				return nil, err
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		networks = append(networks, network)
	}
	return networks, nil
}

// onOff is a flag that is written as on or off.
type onOff bool

// String implements pflag.Value.
func (f *onOff) String() string {
	if *f {
		return "on"
	}
	return "off"
}

// Set implements pflag.Value.
func (f *onOff) Set(s string) error {
	switch s {
	case "on":
		*f = true
	case "off":
		*f = false
	default:
		return fmt.Errorf("it is on or off, not %q", s)
	}
	return nil
}

// Type implements pflag.Value.
func (f *onOff) Type() string { return "on|off" }

// fromEnvironment sets each flag that was not given from its variable, as in
// PARLEY_RATE_LIMIT for --rate-limit.
func fromEnvironment(flags *pflag.FlagSet) (err error) {
	flags.VisitAll(func(f *pflag.Flag) {
		name := "PARLEY_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || err != nil {
			return
		}
		if failed := flags.Set(f.Name, value); failed != nil {
			err = fmt.Errorf("%s: %w", name, failed)
		}
	})
	return err
}
