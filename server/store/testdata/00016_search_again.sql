CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (9, 8, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (10, 9, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (11, 10, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (12, 11, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (13, 12, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (14, 13, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (15, 14, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (16, 15, 1, '2026-11-21 18:51:10');
INSERT INTO goose_db_version VALUES (17, 16, 1, '2026-11-21 18:51:10');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'lqfq642a');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795287070664, '01M7ZQ5DY8692QBABD4R129GWV', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_kz4hythx0a', 1795287070666, '0000000001MF6E1WTBX94VAVMS', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_kz4hythx0a', 1795287070667, '0000000001JAMDE61YCYBJTY9V', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_kz4hythx0a', 1795287070668, '0000000001JR2BNDMRH62G427C', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_kz4hythx0a', 1795287070668, '0000000001ZTQJC786QAPEED9W', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_kz4hythx0a', 1795287070669, '00000000018W45QAN17MBFC6P3', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_kz4hythx0a', 1795287070669, '0000000001QBC5WJB0RW8FD210', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_kz4hythx0a');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_w6nj4r7hz2', 1795287070670, '00000000010P4JDNX6VNFQ7TH9', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_brewbe6ey0', 1795287070670, '00000000019TWA4K0G8E1VGTHF', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-5m4a4jfa467k11vy', 'u_kz4hythx0a', 1795287070671, '00000000019BKJY2V7M5NHNXS5', '82cbadf9b6cc8cb44d76d15d6c9e6b5c', '{"people":[{"id":"u_kz4hythx0a","name":"Ann"},{"id":"u_w6nj4r7hz2","name":"Bob"}]}', 'd-5m4a4jfa467k11vy', '');
INSERT INTO events VALUES (11, 'room.created', 'p-dfthcazb336w7ym2', 'u_kz4hythx0a', 1795287070672, '0000000001YW32GWFNX9ZHRZ43', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-dfthcazb336w7ym2', '');
INSERT INTO events VALUES (12, 'person.added', 'p-dfthcazb336w7ym2', 'u_kz4hythx0a', 1795287070673, '0000000001CH9SZT37GWK2C5VD', 'b0c0879606a49db12f2eef4e3e0b642c', '{"person":{"id":"u_brewbe6ey0","name":"Cat"}}', 'p-dfthcazb336w7ym2', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-dfthcazb336w7ym2', 'u_kz4hythx0a', 1795287070673, '0000000001ADBMWAPDEVANRQNJ', '267ab88604b7ecd29eedbc40fb1b402e', '{"person":"u_brewbe6ey0"}', 'p-dfthcazb336w7ym2', 'u_brewbe6ey0');
INSERT INTO events VALUES (14, 'person.left', '', 'u_w6nj4r7hz2', 1795287070674, '00000000015NP4P5R3XE8G7WEQ', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_kz4hythx0a', 'ann', '{"id":"u_kz4hythx0a","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_w6nj4r7hz2', NULL, '{"id":"u_w6nj4r7hz2","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_brewbe6ey0', 'cat', '{"id":"u_brewbe6ey0","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_kz4hythx0a', 2);
INSERT INTO members VALUES ('tea', 'u_kz4hythx0a', 3);
INSERT INTO members VALUES ('general', 'u_brewbe6ey0', 9);
INSERT INTO members VALUES ('d-5m4a4jfa467k11vy', 'u_kz4hythx0a', 10);
INSERT INTO members VALUES ('p-dfthcazb336w7ym2', 'u_kz4hythx0a', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_kz4hythx0a","at":1795287070668,"command":"0000000001JR2BNDMRH62G427C","text":"hello\nagain","edited":1795287070669,"reactions":[{"emoji":"👍","by":["u_kz4hythx0a"]}],"rev":6}', 1, 0);
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
INSERT INTO standings VALUES ('u_kz4hythx0a', 'general', 2, 0, '');
INSERT INTO standings VALUES ('u_kz4hythx0a', 'tea', 3, 0, '');
INSERT INTO standings VALUES ('u_brewbe6ey0', 'general', 9, 0, '');
INSERT INTO standings VALUES ('u_kz4hythx0a', 'd-5m4a4jfa467k11vy', 10, 0, '');
INSERT INTO standings VALUES ('u_kz4hythx0a', 'p-dfthcazb336w7ym2', 11, 0, '');
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_kz4hythx0a"}');
INSERT INTO rooms VALUES ('d-5m4a4jfa467k11vy', NULL, '{"id":"d-5m4a4jfa467k11vy","name":"","members":1,"posted":0,"last":0,"by":"u_kz4hythx0a","private":true,"direct":true,"people":["u_kz4hythx0a","u_w6nj4r7hz2"]}');
INSERT INTO rooms VALUES ('p-dfthcazb336w7ym2', NULL, '{"id":"p-dfthcazb336w7ym2","name":"Den","members":1,"posted":0,"last":0,"by":"u_kz4hythx0a","private":true}');
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
CREATE TABLE bans (
    person   TEXT NOT NULL PRIMARY KEY,
    name_key TEXT NOT NULL UNIQUE,
    doc      TEXT NOT NULL
);
CREATE TABLE acts (
    seq  BIGINT NOT NULL PRIMARY KEY,
    room TEXT   NOT NULL
);
INSERT INTO acts VALUES (13, 'p-dfthcazb336w7ym2');
CREATE TABLE passkeys (
    hash   TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the ID that browsers know it by, in hex
    person TEXT   NOT NULL,
    device TEXT   NOT NULL, -- which made it, as its browser names itself
    made   BIGINT NOT NULL, -- milliseconds since 1970, as below
    used   BIGINT NOT NULL, -- 0 for never
    doc    TEXT   NOT NULL  -- its public half
);
CREATE TABLE identities (
    issuer  TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    person  TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
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
CREATE INDEX passkeys_by_person ON passkeys (person);
CREATE INDEX identities_by_person ON identities (person);
