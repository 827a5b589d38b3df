package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/server/archive"
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
