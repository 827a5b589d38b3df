package main

import (
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/web"
)

// version is set by the linker.
var version = "development"

// commands is the command line. Every flag can also be set in the environment,
// as PARLEY_ and its name in capitals; the command line wins.
func commands() *cobra.Command {
	config := defaults()
	serve := func(cmd *cobra.Command, _ []string) error {
		log := slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: config.LogLevel}))
		n, err := open(cmd.Context(), config, log)
		if err != nil {
			return err
		}
		trim()
		n.greet(cmd.Context(), cmd.OutOrStdout())
		return n.Run(cmd.Context())
	}
	root := &cobra.Command{
		Use: "parley", Short: "A chat room of your own", Args: cobra.NoArgs, RunE: serve,
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return fromEnvironment(cmd.Flags()) },
	}
	root.PersistentFlags().StringVar(&config.Data, "data", config.Data, "folder of the database")
	serveFlags(root.Flags(), &config)
	serveCommand := &cobra.Command{Use: "serve", Short: "Serve the room (what parley does without a command)", Args: cobra.NoArgs, RunE: serve}
	serveFlags(serveCommand.Flags(), &config)
	root.AddCommand(operatorCommands(&config)...)
	root.AddCommand(exportCommand(&config), importCommand(&config))
	root.AddCommand(serveCommand,
		&cobra.Command{Use: "verify", Short: "Check that the log and the tables derived from it agree", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return verify(cmd, config.Data) }},
		&cobra.Command{Use: "version", Short: "Print the version", Args: cobra.NoArgs,
			Run: func(cmd *cobra.Command, _ []string) {
				fmt.Fprintf(cmd.OutOrStdout(), "parley %s (client %s, %s)\n", version, web.Version(), runtime.Version())
			}})
	return root
}

// trim gives back the memory that only opening the database took: the tool for
// its migrations pools 12 MB, which go in the second round.
func trim() {
	runtime.GC()
	debug.FreeOSMemory()
}

func serveFlags(flags *pflag.FlagSet, config *Config) {
	flags.StringVar(&config.Listen, "listen", config.Listen, "address to listen on")
	flags.Var(&config.EventMemory, "event-memory", "memory for recent events, from which who was away catches up without the disk")
	flags.Var(&config.RateLimit, "rate-limit", "limit how fast people enter and post, and how many streams they open: on or off (for load tests)")
	flags.Var(&config.Entrance, "entrance", "who may enter: open, for whoever chooses a name, or invited, for accounts and invitations alone")
	flags.StringVar(&config.OpenID.Issuer, "openid-issuer", "", "address of a provider of OpenID Connect by which people sign in too, as https://accounts.example.org")
	flags.StringVar(&config.OpenID.Client, "openid-client", "", "the ID that it has for this server")
	flags.StringVar(&config.OpenID.Secret, "openid-secret", "", "and the secret: better given as PARLEY_OPENID_SECRET, since command lines can be read")
	flags.StringVar(&config.OpenID.Name, "openid-name", "", "what people call the provider (default its host)")
	flags.Var(&config.Previews, "previews", "ask the servers that messages lead to what their pages are about: on or off")
	flags.StringSliceVar(&config.Proxies, "trusted-proxies", config.Proxies, "addresses and networks of the proxies in front")
	flags.StringSliceVar(&config.Origins, "allow-origin", nil, "another origin whose pages may listen, such as https://example.org; can be repeated")
	flags.StringSliceVar(&config.WebhookNetworks, "webhook-networks", nil, "addresses and networks that are not public, and outgoing webhooks may call all the same")
	flags.StringVar(&config.Certificate, "tls-cert", "", "certificate file, to serve HTTPS")
	flags.StringVar(&config.Key, "tls-key", "", "its key file")
	flags.TextVar(&config.LogLevel, "log-level", &config.LogLevel, "debug, info, warn or error")
}
