CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (9, 8, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (10, 9, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (11, 10, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (12, 11, 1, '2026-11-21 18:09:45');
INSERT INTO goose_db_version VALUES (13, 12, 1, '2026-11-21 18:09:45');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'kcqkgmoo');
CREATE TABLE events (
    seq             BIGINT NOT NULL PRIMARY KEY,
    kind            TEXT   NOT NULL,
    room            TEXT   NOT NULL,
    author          TEXT   NOT NULL,
    at              BIGINT NOT NULL, -- milliseconds since 1970
    command         TEXT   NOT NULL,
    fingerprint     TEXT   NOT NULL, -- of the command's kind, room and body
    body            TEXT   NOT NULL, -- JSON
    audience_room   TEXT   NOT NULL,
    audience_person TEXT   NOT NULL
);
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795284585330, '01M7ZMSJVJHPKZWZBWFNK7F6X4', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_2j3pf78239', 1795284585336, '0000000001YSZ8Q6BQZ79S3VPF', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_2j3pf78239', 1795284585338, '0000000001E24K8871XZ3GCRJS', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_2j3pf78239', 1795284585339, '0000000001EWTKX8WQ61D3BYT7', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_2j3pf78239', 1795284585340, '0000000001CZ7ZFMM7PRSMGMRA', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_2j3pf78239', 1795284585342, '000000000135MJVGNRWJAYMXHE', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_2j3pf78239', 1795284585342, '0000000001ZJAWKM4Y4MRAHSKB', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_2j3pf78239');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_jzbyc24mr1', 1795284585346, '0000000001K5KTVXDYNEQMEH6W', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_6mx7w5qcz6', 1795284585346, '0000000001EJVQJRKK0TWBXSFM', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-ppr0s4y7ax9yf3ns', 'u_2j3pf78239', 1795284585347, '0000000001V4ZQNS9KM7A2B9JR', 'd163e6fa5732b2bc55c8d3e802c43293', '{"people":[{"id":"u_2j3pf78239","name":"Ann"},{"id":"u_jzbyc24mr1","name":"Bob"}]}', 'd-ppr0s4y7ax9yf3ns', '');
INSERT INTO events VALUES (11, 'room.created', 'p-bfn3cyr3frvy2w23', 'u_2j3pf78239', 1795284585349, '000000000198BAK0V5K8NZG10N', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-bfn3cyr3frvy2w23', '');
INSERT INTO events VALUES (12, 'person.added', 'p-bfn3cyr3frvy2w23', 'u_2j3pf78239', 1795284585350, '0000000001JJCKB6VT6JBPS5XR', '60eef516eb3fdeebbdbe903974ba6d37', '{"person":{"id":"u_6mx7w5qcz6","name":"Cat"}}', 'p-bfn3cyr3frvy2w23', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-bfn3cyr3frvy2w23', 'u_2j3pf78239', 1795284585352, '0000000001NJS3Y76MPZ7NA45C', '30cf5468a037d8f2125cd30e1149cbef', '{"person":"u_6mx7w5qcz6"}', 'p-bfn3cyr3frvy2w23', 'u_6mx7w5qcz6');
INSERT INTO events VALUES (14, 'person.left', '', 'u_jzbyc24mr1', 1795284585355, '0000000001A17G0475CZ1VEMDB', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_2j3pf78239', 'ann', '{"id":"u_2j3pf78239","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_jzbyc24mr1', NULL, '{"id":"u_jzbyc24mr1","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_6mx7w5qcz6', 'cat', '{"id":"u_6mx7w5qcz6","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_2j3pf78239', 2);
INSERT INTO members VALUES ('tea', 'u_2j3pf78239', 3);
INSERT INTO members VALUES ('general', 'u_6mx7w5qcz6', 9);
INSERT INTO members VALUES ('d-ppr0s4y7ax9yf3ns', 'u_2j3pf78239', 10);
INSERT INTO members VALUES ('p-bfn3cyr3frvy2w23', 'u_2j3pf78239', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_2j3pf78239","at":1795284585339,"command":"0000000001EWTKX8WQ61D3BYT7","text":"hello\nagain","edited":1795284585342,"reactions":[{"emoji":"👍","by":["u_2j3pf78239"]}],"rev":6}', 1, 0);
CREATE TABLE sessions (
    token    TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's token, in hex
    person   TEXT   NOT NULL,
    expires  BIGINT NOT NULL,
    lifetime BIGINT NOT NULL -- what using the session extends it by
, made BIGINT NOT NULL DEFAULT 0, device TEXT NOT NULL DEFAULT '');
CREATE TABLE accounts (
    person   TEXT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL -- its hash
);
CREATE TABLE links (
    token   TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the link's token, in hex
    purpose TEXT   NOT NULL,
    person  TEXT   NOT NULL, -- whose password it sets, or who invites; may be empty
    made    BIGINT NOT NULL, -- milliseconds since 1970, as below
    expires BIGINT NOT NULL, -- 0 for never
    uses    BIGINT NOT NULL  -- how many are left
);
CREATE TABLE standings (
    person TEXT   NOT NULL,
    room   TEXT   NOT NULL,
    read   BIGINT NOT NULL, -- a position of the log
    posted BIGINT NOT NULL, level TEXT NOT NULL DEFAULT '', -- how many messages the room had then
    PRIMARY KEY (person, room)
);
INSERT INTO standings VALUES ('u_2j3pf78239', 'general', 2, 0, '');
INSERT INTO standings VALUES ('u_2j3pf78239', 'tea', 3, 0, '');
INSERT INTO standings VALUES ('u_6mx7w5qcz6', 'general', 9, 0, '');
INSERT INTO standings VALUES ('u_2j3pf78239', 'd-ppr0s4y7ax9yf3ns', 10, 0, '');
INSERT INTO standings VALUES ('u_2j3pf78239', 'p-bfn3cyr3frvy2w23', 11, 0, '');
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_2j3pf78239"}');
INSERT INTO rooms VALUES ('d-ppr0s4y7ax9yf3ns', NULL, '{"id":"d-ppr0s4y7ax9yf3ns","name":"","members":1,"posted":0,"last":0,"by":"u_2j3pf78239","private":true,"direct":true,"people":["u_2j3pf78239","u_jzbyc24mr1"]}');
INSERT INTO rooms VALUES ('p-bfn3cyr3frvy2w23', NULL, '{"id":"p-bfn3cyr3frvy2w23","name":"Den","members":1,"posted":0,"last":0,"by":"u_2j3pf78239","private":true}');
CREATE TABLE search_pages (
    block BIGINT NOT NULL,
    first BYTEA  NOT NULL, -- the first term of the page
    data  BYTEA  NOT NULL,
    PRIMARY KEY (block, first)
);
CREATE TABLE files (
    id      TEXT   NOT NULL PRIMARY KEY,
    room    TEXT   NOT NULL,
    message BIGINT NOT NULL,
    author  TEXT   NOT NULL,
    size    BIGINT NOT NULL, -- in bytes
    hash    TEXT   NOT NULL, -- of the content
    doc     TEXT   NOT NULL
);
CREATE TABLE uploads (
    id      TEXT   NOT NULL PRIMARY KEY,
    author  TEXT   NOT NULL,
    size    BIGINT NOT NULL,
    hash    TEXT   NOT NULL,
    expires BIGINT NOT NULL, -- milliseconds since 1970
    doc     TEXT   NOT NULL
);
CREATE TABLE loose (
    hash TEXT NOT NULL PRIMARY KEY
);
CREATE TABLE calls (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    seq    BIGINT NOT NULL, -- the message
    author TEXT   NOT NULL,
    PRIMARY KEY (room, person, seq)
);
CREATE TABLE keys (
    token TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the key, in hex
    bot   TEXT   NOT NULL,
    room  TEXT   NOT NULL, -- where a webhook posts; empty for a token, which does what the bot may
    made  BIGINT NOT NULL  -- milliseconds since 1970
);
CREATE TABLE paces (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    at     BIGINT NOT NULL, -- milliseconds since 1970
    PRIMARY KEY (room, person)
);
CREATE TABLE edits (
    room    TEXT   NOT NULL,
    message BIGINT NOT NULL,
    seq     BIGINT NOT NULL, -- the event
    PRIMARY KEY (room, message, seq)
);
INSERT INTO edits VALUES ('tea', 4, 6);
CREATE INDEX events_for_room ON events (audience_room, seq) WHERE audience_room <> '';
CREATE INDEX events_for_person ON events (audience_person, seq) WHERE audience_person <> '';
CREATE INDEX events_for_everyone ON events (seq) WHERE audience_room = '' AND audience_person = '';
CREATE INDEX members_by_person ON members (person, room, since);
CREATE INDEX sessions_by_expiry ON sessions (expires);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE UNIQUE INDEX events_by_command ON events (command, author);
CREATE INDEX persons_by_role ON persons (role) WHERE role <> '';
CREATE INDEX links_by_person ON links (person, purpose);
CREATE INDEX messages_deleted ON messages (room, seq) WHERE deleted = 1;
CREATE INDEX files_by_message ON files (room, message);
CREATE INDEX files_by_author ON files (author, size);
CREATE INDEX files_by_hash ON files (hash);
CREATE INDEX uploads_by_author ON uploads (author, size);
CREATE INDEX uploads_by_hash ON uploads (hash);
CREATE INDEX uploads_by_expiry ON uploads (expires);
CREATE INDEX calls_by_message ON calls (room, seq);
CREATE INDEX keys_by_bot ON keys (bot);
