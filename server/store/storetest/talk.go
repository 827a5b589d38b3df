package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"parley/shared"
)

// Talk writes messages by one person to the end of a log until its head is at
// events, in words as people use them: few are common, most are rare, and a
// third of the messages is in Chinese. They go round the rooms, as with Lengthen.
func Talk(dir string, events, rooms int, by shared.PersonID) (failed error) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, fileName))+"?"+quick.Encode())
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, db.Close()) }()
	db.SetMaxOpenConns(1)
	var head int
	if err := db.QueryRow(`SELECT max(seq) FROM events`).Scan(&head); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	event, err1 := tx.Prepare(`INSERT INTO events VALUES ($1, 'message.posted', $2, $3, $4, 'C' || $1, '', json_object('text', $5), $2, '')`)
	message, err2 := tx.Prepare(`INSERT INTO messages (room, seq, number, doc) VALUES ($1, $2, $5, json_object('seq', $2, 'by', $3, 'at', $4, 'command', 'C' || $2, 'text', $6, 'rev', $2))`)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	words, posted := newVocabulary(), map[shared.RoomID]int{}
	for seq := head + 1; seq <= events; seq++ {
		room := shared.General
		if n := seq % rooms; n > 0 {
			room = shared.RoomID(fmt.Sprintf("room-%d", n))
		}
		posted[room]++
		text := words.sentence()
		_, err1 := event.Exec(seq, room, by, begins+seq, text)
		_, err2 := message.Exec(room, seq, by, begins+seq, posted[room], text)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// vocabulary makes sentences; the same every time.
type vocabulary struct {
	random       *rand.Rand
	words, chars *rand.Zipf
}

func newVocabulary() vocabulary {
	random := rand.New(rand.NewPCG(1, 1))
	return vocabulary{random, rand.NewZipf(random, 1.07, 5, 50_000), rand.NewZipf(random, 1.1, 20, 4_000)}
}

func (v vocabulary) sentence() string {
	var text strings.Builder
	if v.random.IntN(3) == 0 {
		for range 4 + v.random.IntN(24) {
			text.WriteRune('一' + rune(v.chars.Uint64()*5%20_000))
		}
		return text.String()
	}
	for i := range 2 + v.random.IntN(16) {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(Word(int(v.words.Uint64())))
	}
	return text.String()
}

// Word is the word of that rank: 0 is the most common one.
func Word(rank int) string {
	const consonants, vowels = "bdfgklmnprst", "aeiou"
	word := ""
	for n := rank + 1; n > 0; n /= len(consonants) * len(vowels) {
		n := n % (len(consonants) * len(vowels))
		word += string(consonants[n%len(consonants)]) + string(vowels[n/len(consonants)])
	}
	return word
}
