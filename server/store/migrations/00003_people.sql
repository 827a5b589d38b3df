-- What somebody is, derived from the log like the rest of the row: it is in the
-- doc too, and here to be looked for. Empty for guests.
ALTER TABLE persons ADD COLUMN role TEXT NOT NULL DEFAULT '';
CREATE INDEX persons_by_role ON persons (role) WHERE role <> '';

-- No part of the log, as it is secret: how people with an account sign in.
CREATE TABLE accounts (
    person   TEXT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL -- its hash
);

-- Links that let who opens them do something, so many times until they expire.
CREATE TABLE links (
    token   TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the link's token, in hex
    purpose TEXT   NOT NULL,
    person  TEXT   NOT NULL, -- whose password it sets, or who invites; may be empty
    made    BIGINT NOT NULL, -- milliseconds since 1970, as below
    expires BIGINT NOT NULL, -- 0 for never
    uses    BIGINT NOT NULL  -- how many are left
);
CREATE INDEX links_by_person ON links (person, purpose);

ALTER TABLE sessions ADD COLUMN made BIGINT NOT NULL DEFAULT 0; -- 0 where it is not known
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT ''; -- as its browser names itself
