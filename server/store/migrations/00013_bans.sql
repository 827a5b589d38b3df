-- Who is kept out of the server, and the name that nobody may bear meanwhile:
-- derived from the log.
CREATE TABLE bans (
    person   TEXT NOT NULL PRIMARY KEY,
    name_key TEXT NOT NULL UNIQUE,
    doc      TEXT NOT NULL
);
