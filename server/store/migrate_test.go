package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/shared"
)

var update = flag.Bool("update", false, "write the dump of this version's database to testdata")

// Each version of the database left a dump in testdata, made by that version
// (go test -run TestMigrate -update, before the next migration is written). It
// must come through all later migrations, and verify.
func TestMigrateFromEachVersion(t *testing.T) {
	migrations, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		writeDump(t, dumpOf(migrations[len(migrations)-1]))
	}
	for _, migration := range migrations {
		dump := dumpOf(migration)
		t.Run(filepath.Base(dump), func(t *testing.T) { migrateFrom(t, dump) })
	}
}

// dumpOf names the dump of a database that ended with that migration.
func dumpOf(migration string) string { return filepath.Join("testdata", filepath.Base(migration)) }

func migrateFrom(t *testing.T, dump string) {
	statements, err := os.ReadFile(dump)
	if err != nil {
		t.Fatalf("%v: make it with -update", err)
	}
	dir := t.TempDir()
	damage(t, dir, string(statements))
	s := open(t, dir, Options{})
	if s.Epoch() == "" || s.Head() < 5 {
		t.Errorf("opened at %s-%d", s.Epoch(), s.Head())
	}
	enter(t, s, "Someone new")
	clean(t, dir, s)
}

// writeDump has a small life put down as SQL.
func writeDump(t *testing.T, to string) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann := enter(t, s, "Ann")
	must(t, s, ann, command("tea", shared.CreateRoom{Name: "Tea"}))
	said := must(t, s, ann, post("tea", "hello, 'quoted' \\ “world”"))
	must(t, s, ann, command("tea", shared.AddReaction{Message: said, Emoji: "👍"}))
	must(t, s, ann, command("tea", shared.EditMessage{Message: said, Text: "hello\nagain"}))
	must(t, s, ann, command("tea", shared.UnreadRoom{Message: said}))
	bob, cat := enter(t, s, "Bob"), enter(t, s, "Cat")
	must(t, s, ann, command("", shared.OpenDirect{People: []shared.PersonID{bob}}))
	den := roomOf(t, s, must(t, s, ann, command("", shared.CreateRoom{Name: "Den", Private: true})))
	must(t, s, ann, command(den, shared.AddPerson{Person: cat}))
	must(t, s, ann, command(den, shared.RemovePerson{Person: cat}))
	must(t, s, bob, command("", shared.Leave{}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := openFile(filepath.Join(dir, fileName), toRead)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	if err := errors.Join(dumpTables(&out, db), os.WriteFile(to, []byte(out.String()), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// dumpTables writes the tables, their rows, and then the indexes.
func dumpTables(out *strings.Builder, db *sql.DB) error {
	tables, err := column(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		return err
	}
	for _, table := range tables {
		made, err := column(db, "SELECT sql || ';' FROM sqlite_master WHERE name = '"+table+"'")
		if err != nil {
			return err
		}
		columns, err := column(db, "SELECT 'quote(' || name || ')' FROM pragma_table_info('"+table+"')")
		if err != nil {
			return err
		}
		rows, err := column(db, "SELECT "+strings.Join(columns, " || ', ' || ")+" FROM "+table)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, strings.Join(made, "\n"))
		for _, row := range rows {
			fmt.Fprintf(out, "INSERT INTO %s VALUES (%s);\n", table, row)
		}
	}
	indexes, err := column(db, "SELECT sql || ';' FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
	fmt.Fprintln(out, strings.Join(indexes, "\n"))
	return err
}

func column(db *sql.DB, query string) (values []string, err error) {
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}

func TestMigrateFromNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "on the way ?#%")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, Options{})
	if s.Head() != 1 || s.Epoch() == "" {
		t.Errorf("a new log is at %s-%d", s.Epoch(), s.Head())
	}
	first := logOf(t, s)[0].Event
	if first.Room != shared.General || first.By != "" || first.Body != (shared.RoomCreated{Name: generalName}) {
		t.Errorf("it begins with %+v", first)
	}
	clean(t, dir, s)
}

func TestADatabaseFromTheFutureIsRefused(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, Options{}).Close()
	damage(t, dir, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
	if _, err := Open(t.Context(), dir, Options{}); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("opened with %v", err)
	}
	if _, err := Verify(t.Context(), dir, nil); err == nil {
		t.Error("verified")
	}
}
