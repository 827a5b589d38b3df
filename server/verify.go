package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"parley/server/files"
	"parley/server/store"
	"parley/shared"
)

const maxShown = 50 // differences that verify prints

// progress gives what shows a bar while something is done.
func progress(what string) func(done, total int64) {
	var bar *progressbar.ProgressBar
	return func(done, total int64) {
		if bar == nil { // a bar of unknown length spins by itself, in a race with its owner
			bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription(what),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
		}
		bar.Set64(done)
	}
}

// verify prints every difference between the log and what is derived from it or
// kept beside it, and fails where there is one.
func verify(cmd *cobra.Command, data string) error {
	report, err := store.Verify(cmd.Context(), data, progress("verifying"))
	if err != nil {
		return err
	}
	checked := 0
	err = store.EachFile(cmd.Context(), data, func(file shared.File) {
		checked++
		if err := files.Check(filepath.Join(data, filesFolder), file); err != nil {
			report.Differ("files: %s, “%s”: %v", file.ID, file.Name, err)
		}
	})
	if err != nil {
		return err
	}
	err = store.EachPicture(cmd.Context(), data, func(picture shared.PictureID) {
		checked++
		if err := files.CheckFace(filepath.Join(data, filesFolder), picture); err != nil {
			report.Differ("files: the picture %s of somebody: %v", picture, err)
		}
	})
	if err != nil {
		return err
	}
	for _, difference := range report.Differences[:min(len(report.Differences), maxShown)] {
		fmt.Fprintln(cmd.OutOrStdout(), difference)
	}
	if report.Count > 0 {
		return fmt.Errorf("%d differences in %d events", report.Count, report.Events)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%d events, %d files, no difference\n", report.Events, checked)
	return nil
}
