-- The picture of a person, derived from the log like the rest of the row: it is in
-- the doc too, and here to be looked for. Empty for none.
ALTER TABLE persons ADD COLUMN picture TEXT NOT NULL DEFAULT '';
CREATE INDEX persons_by_picture ON persons (picture) WHERE picture <> '';
