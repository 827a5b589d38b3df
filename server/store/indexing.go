package store

import (
	"fmt"

	"parley/server/chat"
	"parley/server/search"
	"parley/shared"
)

// indexing brings the search index from one position of the log to a later one.
// It holds the blocks that it changes until they are written.
type indexing struct {
	conn   *conn // the blocks are read by
	log    *conn // the log is read by
	blocks map[int64]search.Block
}

func newIndexing(c, log *conn) *indexing { return &indexing{c, log, map[int64]search.Block{}} }

// whatIsIndexed are the kinds of events that change what can be found.
const whatIsIndexed = "kind IN ('message.posted', 'message.edited', 'message.deleted')"

// take files what an event says.
func (x *indexing) take(e shared.Event) error {
	switch b := e.Body.(type) {
	case shared.MessagePosted:
		return x.at(e.Seq, func(block search.Block, place int) error {
			block.Post(place, e, b)
			return nil
		})
	case shared.MessageEdited:
		return x.at(b.Message, func(block search.Block, place int) error { return x.edit(block, place, b) })
	case shared.MessageDeleted:
		return x.at(b.Message, func(block search.Block, place int) error {
			block.Delete(place)
			return nil
		})
	}
	return nil
}

// edit files a message under another text, and the names of the files that it came
// with.
func (x *indexing) edit(block search.Block, place int, b shared.MessageEdited) error {
	var files []shared.File
	if block.HasFile(place) {
		entries, err := view{conn: x.log}.entries("seq = $1", args{b.Message})
		if err != nil {
			return err
		}
		for _, entry := range entries {
			posted, _ := entry.Event.Body.(shared.MessagePosted)
			files = posted.Files
		}
	}
	block.Unsay(place)
	block.Say(place, search.Parts(b.Text, b.HTML, files)...)
	return nil
}

// at changes a message's block at its place.
func (x *indexing) at(message shared.Seq, change func(block search.Block, place int) error) error {
	number, place := search.BlockOf(message)
	block, loaded := x.blocks[number]
	if !loaded {
		block = search.Block{}
		if err := x.load(number, block); err != nil {
			return err
		}
		x.blocks[number] = block
	}
	return change(block, place)
}

func (x *indexing) load(number int64, block search.Block) error {
	return x.conn.each("SELECT data FROM search_pages WHERE block = $1", args{number}, func(scan func(...any) error) error {
		var data []byte
		if err := scan(&data); err != nil {
			return err
		}
		if err := block.Load(data); err != nil {
			return fmt.Errorf("block %d: %w", number, err)
		}
		return nil
	})
}

// indexedPages is what an indexing came to.
type indexedPages map[int64][]search.Page

func (x *indexing) pages() indexedPages {
	pages := indexedPages{}
	for number, block := range x.blocks {
		pages[number] = block.Pages()
	}
	return pages
}

// write puts blocks in the place of those that were, with the position up to
// which the log is in the index now.
func (p indexedPages) write(c *conn, to shared.Seq) error {
	for number, pages := range p {
		if _, err := c.exec("DELETE FROM search_pages WHERE block = $1", number); err != nil {
			return err
		}
		for _, page := range pages {
			if _, err := c.exec("INSERT INTO search_pages (block, first, data) VALUES ($1, $2, $3)", number, page.First, page.Data); err != nil {
				return err
			}
		}
	}
	_, err := c.exec(`INSERT INTO meta (name, value) VALUES ('indexed', $1)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, fmt.Sprint(to))
	return err
}

// indexedTo is the position up to which the log is in the index.
func indexedTo(c *conn) (to shared.Seq, err error) {
	_, err = c.one("SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'indexed'", nil, &to)
	return to, err
}

// takeAll files what entries of the log say.
func (x *indexing) takeAll(entries []chat.Entry) error {
	for _, entry := range entries {
		if err := x.take(entry.Event); err != nil {
			return err
		}
	}
	return nil
}
