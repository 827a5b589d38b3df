// Package storetest fills databases, for benchmarks of the store and of what
// stands on it.
package storetest

import (
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver that the store uses

	"parley/shared"
)

const (
	fileName = "parley.db"
	begins   = 1_700_000_000_000 // milliseconds since 1970: when what is written was said
)

// quick gives up durability, which costs time and is worth nothing here.
var quick = url.Values{"_pragma": {"journal_mode(OFF)", "synchronous(OFF)", "cache_size(-64000)"}}

// Lengthen writes messages by one person to the end of a log until its head is
// at events. They go round the rooms, of which General is the first; the others
// exist by name only. No store may have the folder open.
func Lengthen(dir string, events, rooms int, by shared.PersonID) error {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, fileName))+"?"+quick.Encode())
	if err != nil {
		return err
	}
	defer db.Close()
	var head int
	if err := db.QueryRow(`SELECT max(seq) FROM events`).Scan(&head); err != nil {
		return err
	}
	room := fmt.Sprintf(`CASE n %% %[1]d WHEN 0 THEN '%[2]s' ELSE 'room-' || (n %% %[1]d) END`, rooms, shared.General)
	for _, statement := range []string{
		fmt.Sprintf(`INSERT INTO events WITH RECURSIVE numbers(n) AS (SELECT %[1]d UNION ALL SELECT n + 1 FROM numbers WHERE n < %[2]d)
			SELECT n, 'message.posted', %[3]s, '%[4]s', %[5]d + n, 'C' || n, '', '{"text":"message ' || n || '"}', %[3]s, '' FROM numbers`,
			head+1, events, room, by, begins),
		fmt.Sprintf(`INSERT INTO messages (room, seq, doc, number) SELECT room, seq, '{"seq":' || seq || ',"by":"%[1]s","at":' || at || ',"command":"' || command ||
			'","text":"message ' || seq || '","rev":' || seq || '}',
			row_number() OVER (PARTITION BY room ORDER BY seq) FROM events WHERE seq > %[2]d`, by, head),
	} {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}
