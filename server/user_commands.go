package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"rsc.io/qr"

	"parley/server/api"
	"parley/shared"
)

// operatorCommands are those by which an operator sees to people, whether the
// server runs or not.
func operatorCommands(config *Config) []*cobra.Command {
	user := &cobra.Command{Use: "user", Short: "See to the people on the server"}
	user.AddCommand(
		&cobra.Command{Use: "list", Short: "List everyone who is on the server", Args: cobra.NoArgs,
			RunE: operated(config, listUsers)},
		&cobra.Command{Use: "reset NAME", Short: "Print a link by which somebody chooses another password", Args: cobra.ExactArgs(1),
			RunE: operated(config, resetUser)},
		&cobra.Command{Use: "role NAME member|moderator|owner", Short: "Say what somebody may do", Args: cobra.ExactArgs(2),
			RunE: operated(config, giveRole)},
		&cobra.Command{Use: "remove NAME", Short: "Take somebody off the server; what they wrote stays", Args: cobra.ExactArgs(1),
			RunE: operated(config, removeUser)},
	)
	var asked shared.InvitationRequest
	invite := &cobra.Command{Use: "invite", Short: "Print a link, and its QR code, by which people come in", Args: cobra.NoArgs,
		RunE: operated(config, func(ctx context.Context, o *operator, to io.Writer, _ []string) error {
			return printInvitation(ctx, o, to, asked)
		})}
	invite.Flags().IntVar(&asked.Uses, "uses", shared.DefaultInvitationUses, "how many may come")
	invite.Flags().IntVar(&asked.Days, "days", shared.DefaultInvitationDays, "for how many days")
	all := []*cobra.Command{user, invite}
	for _, command := range all {
		command.PersistentFlags().StringVar(&config.address, "url", "", "where people reach the server, for links, such as https://chat.example.org")
	}
	return all
}

// operated runs a command against the server.
func operated(config *Config, do func(context.Context, *operator, io.Writer, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		o, err := operate(cmd.Context(), *config)
		if err != nil {
			return err
		}
		return errors.Join(do(cmd.Context(), o, cmd.OutOrStdout(), args), o.stop())
	}
}

func listUsers(ctx context.Context, o *operator, to io.Writer, _ []string) error {
	var users []api.OperatorUser
	if err := o.ask(ctx, http.MethodGet, api.OperatorUsers, nil, &users); err != nil {
		return err
	}
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tROLE\tSESSIONS\tNAME")
	for _, user := range users {
		role := user.Role
		if role == shared.RoleGuest {
			role = "guest"
		}
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\n", user.ID, role, user.Sessions, user.Name)
	}
	return table.Flush()
}

func resetUser(ctx context.Context, o *operator, to io.Writer, args []string) error {
	var link api.OperatorLink
	if err := o.ask(ctx, http.MethodPost, userPath(args[0], "/reset"), nil, &link); err != nil {
		return err
	}
	_, err := fmt.Fprintf(to, "Whoever opens this link within a day chooses the password of %s:\n  %s\n", args[0], o.link(link))
	return err
}

func giveRole(ctx context.Context, o *operator, to io.Writer, args []string) error {
	if err := o.ask(ctx, http.MethodPost, userPath(args[0], "/role"), api.OperatorRole{Role: shared.Role(args[1])}, nil); err != nil {
		return err
	}
	_, err := fmt.Fprintf(to, "%s is %s now.\n", args[0], args[1])
	return err
}

func removeUser(ctx context.Context, o *operator, to io.Writer, args []string) error {
	if err := o.ask(ctx, http.MethodDelete, userPath(args[0], ""), nil, nil); err != nil {
		return err
	}
	_, err := fmt.Fprintf(to, "%s is gone.\n", args[0])
	return err
}

func printInvitation(ctx context.Context, o *operator, to io.Writer, asked shared.InvitationRequest) error {
	var link api.OperatorLink
	if err := o.ask(ctx, http.MethodPost, api.OperatorInvites, asked, &link); err != nil {
		return err
	}
	code, err := qr.Encode(o.link(link), qr.L)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(to, "%s\n%s\n", o.link(link), inBlocks(code))
	return err
}

// inBlocks draws a QR code for a terminal, two modules to a character. Most
// terminals are dark: what the code has white is drawn, and its quiet zone too.
func inBlocks(code *qr.Code) string {
	const quiet = 2
	var drawn []rune
	for y := -quiet; y < code.Size+quiet; y += 2 {
		for x := -quiet; x < code.Size+quiet; x++ {
			above, below := !code.Black(x, y), !code.Black(x, y+1) // outside it is white
			switch {
			case above && below:
				drawn = append(drawn, '█')
			case above:
				drawn = append(drawn, '▀')
			case below:
				drawn = append(drawn, '▄')
			default:
				drawn = append(drawn, ' ')
			}
		}
		drawn = append(drawn, '\n')
	}
	return string(drawn)
}
