package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Migrations only ever go forward, and one that was released is never changed:
// the next version adds a file, and testdata a dump of the version before.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations gives each file to goose as one text for the database: goose's own
// reading of SQL takes four megabytes for each of its lines.
func migrations(db *sql.DB) (*goose.Provider, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var all []*goose.Migration
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil {
			return nil, err
		}
		all = append(all, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			text, err := migrationFiles.ReadFile(name)
			if err == nil {
				_, err = tx.ExecContext(ctx, string(text))
			}
			return err
		}}, nil))
	}
	return goose.NewProvider(sqliteDialect.migrations, db, nil, goose.WithGoMigrations(all...), goose.WithDisableGlobalRegistry(true))
}

// migrate brings a database to the version that this build needs. It refuses
// one that a newer build has been at.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, err := migrations(db)
	if err != nil {
		return err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > target {
		return fmt.Errorf("the database is of version %d; this build knows %d: run the newer one", current, target)
	}
	_, err = provider.Up(ctx)
	return err
}

// knownVersion is the version of the database that this build makes.
func knownVersion() (int64, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(names[len(names)-1])
}

// databaseVersion is the version that a database is of.
func databaseVersion(c *conn) (version int64, err error) {
	_, err = c.one("SELECT max(version_id) FROM goose_db_version WHERE is_applied", nil, &version)
	return version, err
}
