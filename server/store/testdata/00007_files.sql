CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 15:55:34');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 15:55:34');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'naplm6qw');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795276534100, '01M7ZD3WAMMHHW8QNR47P4T5VV', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_wrt7f1rhk4', 1795276534194, '0000000001WW561A5TBKE3A59B', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_wrt7f1rhk4', 1795276534205, '0000000001KHYJJH95NG3XNAYT', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_wrt7f1rhk4', 1795276534265, '0000000001SWSBRSQTGK3N2D67', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_wrt7f1rhk4', 1795276534311, '0000000001C9Z4MHR9CEQB8AXV', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_wrt7f1rhk4', 1795276534319, '0000000001STE3EE0QFZH66TSC', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_wrt7f1rhk4', 1795276534320, '000000000134R1WRNWP4MY5VJY', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_wrt7f1rhk4');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_psyf8br0bs', 1795276534346, '0000000001FG23K2WGZK983FCC', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_2apzgax98k', 1795276534348, '0000000001PKA9A7V6VP0JA4H9', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-9qfsz40sz8thh7tg', 'u_wrt7f1rhk4', 1795276534351, '00000000014H5VVGPCSBMMJ103', '23ab3ca29d05c856df0317beb98b9839', '{"people":[{"id":"u_psyf8br0bs","name":"Bob"},{"id":"u_wrt7f1rhk4","name":"Ann"}]}', 'd-9qfsz40sz8thh7tg', '');
INSERT INTO events VALUES (11, 'room.created', 'p-rg4jfstpb2g293bx', 'u_wrt7f1rhk4', 1795276534355, '0000000001Q70AYMN658QTYJ97', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-rg4jfstpb2g293bx', '');
INSERT INTO events VALUES (12, 'person.added', 'p-rg4jfstpb2g293bx', 'u_wrt7f1rhk4', 1795276534358, '00000000016ZA3T181BEVPX6E1', 'd83790bef5b6bf864741b949a1f86abc', '{"person":{"id":"u_2apzgax98k","name":"Cat"}}', 'p-rg4jfstpb2g293bx', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-rg4jfstpb2g293bx', 'u_wrt7f1rhk4', 1795276534360, '0000000001AAVVBBE5SRJPPK2T', '326a02368c605e24e1eb757dc7e8ad8f', '{"person":"u_2apzgax98k"}', 'p-rg4jfstpb2g293bx', 'u_2apzgax98k');
INSERT INTO events VALUES (14, 'person.left', '', 'u_psyf8br0bs', 1795276534361, '0000000001W5FESVN787NQNH7E', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_wrt7f1rhk4', 'ann', '{"id":"u_wrt7f1rhk4","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_psyf8br0bs', NULL, '{"id":"u_psyf8br0bs","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_2apzgax98k', 'cat', '{"id":"u_2apzgax98k","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_wrt7f1rhk4', 2);
INSERT INTO members VALUES ('tea', 'u_wrt7f1rhk4', 3);
INSERT INTO members VALUES ('general', 'u_2apzgax98k', 9);
INSERT INTO members VALUES ('d-9qfsz40sz8thh7tg', 'u_wrt7f1rhk4', 10);
INSERT INTO members VALUES ('p-rg4jfstpb2g293bx', 'u_wrt7f1rhk4', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_wrt7f1rhk4","at":1795276534265,"command":"0000000001SWSBRSQTGK3N2D67","text":"hello\nagain","edited":1795276534319,"reactions":[{"emoji":"👍","by":["u_wrt7f1rhk4"]}],"rev":6}', 1, 0);
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
    posted BIGINT NOT NULL, -- how many messages the room had then
    PRIMARY KEY (person, room)
);
INSERT INTO standings VALUES ('u_wrt7f1rhk4', 'general', 2, 0);
INSERT INTO standings VALUES ('u_wrt7f1rhk4', 'tea', 3, 0);
INSERT INTO standings VALUES ('u_2apzgax98k', 'general', 9, 0);
INSERT INTO standings VALUES ('u_wrt7f1rhk4', 'd-9qfsz40sz8thh7tg', 10, 0);
INSERT INTO standings VALUES ('u_wrt7f1rhk4', 'p-rg4jfstpb2g293bx', 11, 0);
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_wrt7f1rhk4"}');
INSERT INTO rooms VALUES ('d-9qfsz40sz8thh7tg', NULL, '{"id":"d-9qfsz40sz8thh7tg","name":"","members":1,"posted":0,"last":0,"by":"u_wrt7f1rhk4","private":true,"direct":true,"people":["u_psyf8br0bs","u_wrt7f1rhk4"]}');
INSERT INTO rooms VALUES ('p-rg4jfstpb2g293bx', NULL, '{"id":"p-rg4jfstpb2g293bx","name":"Den","members":1,"posted":0,"last":0,"by":"u_wrt7f1rhk4","private":true}');
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
