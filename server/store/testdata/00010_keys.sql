CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (9, 8, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (10, 9, 1, '2026-11-21 16:47:27');
INSERT INTO goose_db_version VALUES (11, 10, 1, '2026-11-21 16:47:27');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'haw6y4nf');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795279647511, '01M7ZG2WRQ8TY1P73KDGGAMATT', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_ct5vrdhg4y', 1795279647536, '0000000001EH4H3KNKZWGSJ6X0', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_ct5vrdhg4y', 1795279647547, '0000000001SYHCNF5TGVXAQ5P6', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_ct5vrdhg4y', 1795279647550, '00000000012Z1BZTVY44NXXPQQ', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_ct5vrdhg4y', 1795279647553, '0000000001KGF4FTCZHP3SBSQ4', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_ct5vrdhg4y', 1795279647570, '00000000015ERAKZXRTZAMHJQG', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_ct5vrdhg4y', 1795279647581, '0000000001MGCWA3MP8RD8XBNE', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_ct5vrdhg4y');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_8tx2xzves2', 1795279647585, '0000000001XBHYRW0RFZ9XY0ZC', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_sx17kd6h72', 1795279647586, '0000000001A8CC7MQEJBR5WMCH', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-tpyye19fb7arywgn', 'u_ct5vrdhg4y', 1795279647586, '00000000013VDGF9A412XJD805', '4a732843834682179c1b40e503be6223', '{"people":[{"id":"u_8tx2xzves2","name":"Bob"},{"id":"u_ct5vrdhg4y","name":"Ann"}]}', 'd-tpyye19fb7arywgn', '');
INSERT INTO events VALUES (11, 'room.created', 'p-ncqwdsx0e8d8r5hs', 'u_ct5vrdhg4y', 1795279647587, '0000000001XA7BA91DA12C5ZR6', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-ncqwdsx0e8d8r5hs', '');
INSERT INTO events VALUES (12, 'person.added', 'p-ncqwdsx0e8d8r5hs', 'u_ct5vrdhg4y', 1795279647588, '0000000001ADS2NWNQFA86KGBG', 'bce18381116ca1490d0cf526b1c538f2', '{"person":{"id":"u_sx17kd6h72","name":"Cat"}}', 'p-ncqwdsx0e8d8r5hs', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-ncqwdsx0e8d8r5hs', 'u_ct5vrdhg4y', 1795279647589, '0000000001FT1C1ZEKTZ5AY1N3', 'a637a605b3c87ee2bdac0ab1a988235e', '{"person":"u_sx17kd6h72"}', 'p-ncqwdsx0e8d8r5hs', 'u_sx17kd6h72');
INSERT INTO events VALUES (14, 'person.left', '', 'u_8tx2xzves2', 1795279647590, '0000000001GW745KXWF52AMGYA', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_ct5vrdhg4y', 'ann', '{"id":"u_ct5vrdhg4y","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_8tx2xzves2', NULL, '{"id":"u_8tx2xzves2","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_sx17kd6h72', 'cat', '{"id":"u_sx17kd6h72","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_ct5vrdhg4y', 2);
INSERT INTO members VALUES ('tea', 'u_ct5vrdhg4y', 3);
INSERT INTO members VALUES ('general', 'u_sx17kd6h72', 9);
INSERT INTO members VALUES ('d-tpyye19fb7arywgn', 'u_ct5vrdhg4y', 10);
INSERT INTO members VALUES ('p-ncqwdsx0e8d8r5hs', 'u_ct5vrdhg4y', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_ct5vrdhg4y","at":1795279647550,"command":"00000000012Z1BZTVY44NXXPQQ","text":"hello\nagain","edited":1795279647570,"reactions":[{"emoji":"👍","by":["u_ct5vrdhg4y"]}],"rev":6}', 1, 0);
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
INSERT INTO standings VALUES ('u_ct5vrdhg4y', 'general', 2, 0, '');
INSERT INTO standings VALUES ('u_ct5vrdhg4y', 'tea', 3, 0, '');
INSERT INTO standings VALUES ('u_sx17kd6h72', 'general', 9, 0, '');
INSERT INTO standings VALUES ('u_ct5vrdhg4y', 'd-tpyye19fb7arywgn', 10, 0, '');
INSERT INTO standings VALUES ('u_ct5vrdhg4y', 'p-ncqwdsx0e8d8r5hs', 11, 0, '');
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_ct5vrdhg4y"}');
INSERT INTO rooms VALUES ('d-tpyye19fb7arywgn', NULL, '{"id":"d-tpyye19fb7arywgn","name":"","members":1,"posted":0,"last":0,"by":"u_ct5vrdhg4y","private":true,"direct":true,"people":["u_8tx2xzves2","u_ct5vrdhg4y"]}');
INSERT INTO rooms VALUES ('p-ncqwdsx0e8d8r5hs', NULL, '{"id":"p-ncqwdsx0e8d8r5hs","name":"Den","members":1,"posted":0,"last":0,"by":"u_ct5vrdhg4y","private":true}');
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
