package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// conn is one connection and the statements prepared on it, by their text. One
// goroutine at a time uses it.
//
// Its statements are short and bounded, so it takes no context: a driver would
// start a goroutine for each statement to watch one.
type conn struct {
	db       *sql.DB
	sql      *sql.Conn
	prepared map[string]*sql.Stmt
}

// background is the context of every statement.
var background = context.Background()

func connect(db *sql.DB) (*conn, error) {
	c, err := db.Conn(background)
	if err != nil {
		return nil, err
	}
	return &conn{db, c, map[string]*sql.Stmt{}}, nil
}

// renew puts another connection in the place of one that no transaction can be
// begun on: it may be stuck in one that could not even be given up. Where there
// is none to be had, the next transaction tries again.
func (c *conn) renew() {
	for _, statement := range c.prepared {
		statement.Close()
	}
	c.sql.Raw(func(any) error { return driver.ErrBadConn }) // the pool drops it
	if another, err := connect(c.db); err == nil {
		*c = *another
	}
}

// Close gives the connection back, statements closed.
func (c *conn) Close() error {
	var failed error
	for _, statement := range c.prepared {
		failed = errors.Join(failed, statement.Close())
	}
	return errors.Join(failed, c.sql.Close())
}

func (c *conn) prepare(query string) (*sql.Stmt, error) {
	if statement, ok := c.prepared[query]; ok {
		return statement, nil
	}
	statement, err := c.sql.PrepareContext(background, query)
	if err == nil {
		c.prepared[query] = statement
	}
	return statement, err
}

// exec runs a statement and tells how many rows it changed.
func (c *conn) exec(query string, args ...any) (changed int64, err error) {
	statement, err := c.prepare(query)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(background, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// args names what goes into a query, before what comes out.
type args []any

// one reads the first row, and tells whether there is one.
func (c *conn) one(query string, in args, out ...any) (bool, error) {
	statement, err := c.prepare(query)
	if err != nil {
		return false, err
	}
	err = statement.QueryRowContext(background, in...).Scan(out...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls row for every row, with what reads its columns.
func (c *conn) each(query string, in args, row func(scan func(...any) error) error) error {
	statement, err := c.prepare(query)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(background, in...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// within runs do inside a transaction, which is given up where it fails.
func (c *conn) within(begin string, do func() error) error {
	if _, err := c.exec(begin); err != nil {
		c.renew()
		return err
	}
	err := do()
	if err == nil {
		_, err = c.exec("COMMIT")
	}
	if err != nil {
		c.exec("ROLLBACK") // fails where the database already did it
	}
	return err
}
