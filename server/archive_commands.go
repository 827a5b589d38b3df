package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/server/archive"
	"parley/server/files"
	"parley/server/slack"
	"parley/server/store"
	"parley/shared"
)

// exportCommand writes what was said into a folder, while a server may run.
func exportCommand(config *Config) *cobra.Command {
	var room string
	command := &cobra.Command{
		Use: "export FOLDER", Short: "Write what was said into a folder, as JSON lines and as pages", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			done, err := archive.Export(cmd.Context(), archive.Exporting{
				Data: config.Data, Files: filepath.Join(config.Data, filesFolder), To: args[0], Room: shared.RoomID(room), Progress: progress("exporting"),
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d messages of %d rooms, %d files\n", done.Messages, done.Rooms, done.Files)
			if done.Missing > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), "%d files are not there any more\n", done.Missing)
			}
			return nil
		},
	}
	command.Flags().StringVar(&room, "room", "", "the ID of the only room to export, as in its address")
	return command
}

// importCommand takes in what was said elsewhere. The folder has to be its own: what
// happened in the past is put down at the time that it happened at.
func importCommand(config *Config) *cobra.Command {
	var same bool
	command := &cobra.Command{
		Use: "import FOLDER|SLACK.zip", Short: "Take in what parley export wrote, or an export of Slack's; the server must not run", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, close, err := sourceOf(args[0])
			if err != nil {
				return err
			}
			done, err := importFrom(cmd.Context(), *config, from, same)
			for _, reason := range done.Reasons {
				fmt.Fprintln(cmd.OutOrStdout(), reason)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d messages in %d rooms, %d files, %d new people\n", done.Messages, done.Rooms, done.Files, done.People)
			if done.Before > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), "%d messages were there before\n", done.Before)
			}
			if done.Left > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), "%d things could not be taken in; the first of them are above\n", done.Left)
			}
			return errors.Join(err, close())
		},
	}
	command.Flags().BoolVar(&same, "same-names", false, "people are those who have an account here under the same name, and not others of that name")
	return command
}

// sourceOf is what can be taken in from a path: a folder, or else a ZIP of Slack's.
func sourceOf(path string) (archive.Source, func() error, error) {
	if at, err := os.Stat(path); err != nil {
		return nil, nil, err
	} else if at.IsDir() {
		return archive.Folder(path), func() error { return nil }, nil
	}
	export, err := slack.OpenExport(path, archive.PersonID)
	if err != nil {
		return nil, nil, err
	}
	return export, export.Close, nil
}

func importFrom(ctx context.Context, config Config, from archive.Source, same bool) (done archive.Imported, err error) {
	clock := &archive.Clock{}
	to, err := store.Open(ctx, config.Data, store.Options{Clock: clock.Now, Redone: true})
	if err != nil {
		return done, fmt.Errorf("the database in %s: %w", config.Data, err)
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	kept, err := files.Open(filepath.Join(config.Data, filesFolder))
	if err != nil {
		return done, err
	}
	return archive.Import(ctx, archive.Importing{From: from, Store: to, Clock: clock, Files: kept, SameNames: same, Progress: progress("importing")})
}
