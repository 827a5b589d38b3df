CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 19:20:23');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 19:20:23');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 19:20:23');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 19:20:23');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 19:20:23');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (9, 8, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (10, 9, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (11, 10, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (12, 11, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (13, 12, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (14, 13, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (15, 14, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (16, 15, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (17, 16, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (18, 17, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (19, 18, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (20, 19, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (21, 20, 1, '2026-11-21 19:20:24');
INSERT INTO goose_db_version VALUES (22, 21, 1, '2026-11-21 19:20:24');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'm5brfr2g');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795288824061, '01M7ZRTY7XJKRFCBSPTJ0VAQ8D', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_92jdrs47dv', 1795288824064, '0000000001QV2MHANE8DAK2SCE', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_92jdrs47dv', 1795288824065, '0000000001PPVCDARV4MM1XH7K', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_92jdrs47dv', 1795288824066, '0000000001RYX2VRNYJCZ1MHC6', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_92jdrs47dv', 1795288824066, '00000000014VX7FJPW1DABN4Z5', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_92jdrs47dv', 1795288824067, '0000000001PRJDQWWYJ7ZD0DFM', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_92jdrs47dv', 1795288824068, '0000000001CW4BD7ZSAZTTXNT9', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_92jdrs47dv');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_6av9yx1n2d', 1795288824068, '0000000001KZ5HGR7KGSM7HV9Y', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_t5zhwqn8zn', 1795288824069, '0000000001WQE1RRKQP0MW0DGR', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-vg8p3rs924j9n2f2', 'u_92jdrs47dv', 1795288824070, '0000000001TXT1CFCDD3Z1WQP5', '9d1f4df6e0d97fa66192a6e2238f1a6d', '{"people":[{"id":"u_6av9yx1n2d","name":"Bob"},{"id":"u_92jdrs47dv","name":"Ann"}]}', 'd-vg8p3rs924j9n2f2', '');
INSERT INTO events VALUES (11, 'room.created', 'p-a2gznc5kqqwt3q3d', 'u_92jdrs47dv', 1795288824071, '00000000014PR6KVBHA6ZAWHFZ', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-a2gznc5kqqwt3q3d', '');
INSERT INTO events VALUES (12, 'person.added', 'p-a2gznc5kqqwt3q3d', 'u_92jdrs47dv', 1795288824072, '0000000001DTDP31EB5TVMZH7C', '6c386f2091ac8b51a8c022eda834367e', '{"person":{"id":"u_t5zhwqn8zn","name":"Cat"}}', 'p-a2gznc5kqqwt3q3d', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-a2gznc5kqqwt3q3d', 'u_92jdrs47dv', 1795288824077, '00000000018KC2Z3DDT62JH2XZ', '2d07b049d49290516f24d9af3d640787', '{"person":"u_t5zhwqn8zn"}', 'p-a2gznc5kqqwt3q3d', 'u_t5zhwqn8zn');
INSERT INTO events VALUES (14, 'person.left', '', 'u_6av9yx1n2d', 1795288824081, '0000000001ZF27H1NRTWKWT8DX', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '', picture TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_92jdrs47dv', 'ann', '{"id":"u_92jdrs47dv","name":"Ann"}', '', '');
INSERT INTO persons VALUES ('u_6av9yx1n2d', NULL, '{"id":"u_6av9yx1n2d","name":"Bob","left":true}', '', '');
INSERT INTO persons VALUES ('u_t5zhwqn8zn', 'cat', '{"id":"u_t5zhwqn8zn","name":"Cat"}', '', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_92jdrs47dv', 2);
INSERT INTO members VALUES ('tea', 'u_92jdrs47dv', 3);
INSERT INTO members VALUES ('general', 'u_t5zhwqn8zn', 9);
INSERT INTO members VALUES ('d-vg8p3rs924j9n2f2', 'u_92jdrs47dv', 10);
INSERT INTO members VALUES ('p-a2gznc5kqqwt3q3d', 'u_92jdrs47dv', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_92jdrs47dv","at":1795288824066,"command":"0000000001RYX2VRNYJCZ1MHC6","text":"hello\nagain","edited":1795288824067,"reactions":[{"emoji":"👍","by":["u_92jdrs47dv"]}],"rev":6}', 1, 0);
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
    posted BIGINT NOT NULL, level TEXT NOT NULL DEFAULT '', hidden BIGINT NOT NULL DEFAULT 0, -- how many messages the room had then
    PRIMARY KEY (person, room)
);
INSERT INTO standings VALUES ('u_92jdrs47dv', 'general', 2, 0, '', 0);
INSERT INTO standings VALUES ('u_92jdrs47dv', 'tea', 3, 0, '', 0);
INSERT INTO standings VALUES ('u_t5zhwqn8zn', 'general', 9, 0, '', 0);
INSERT INTO standings VALUES ('u_92jdrs47dv', 'd-vg8p3rs924j9n2f2', 10, 0, '', 0);
INSERT INTO standings VALUES ('u_92jdrs47dv', 'p-a2gznc5kqqwt3q3d', 11, 0, '', 0);
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_92jdrs47dv"}');
INSERT INTO rooms VALUES ('d-vg8p3rs924j9n2f2', NULL, '{"id":"d-vg8p3rs924j9n2f2","name":"","members":1,"posted":0,"last":0,"by":"u_92jdrs47dv","private":true,"direct":true,"people":["u_6av9yx1n2d","u_92jdrs47dv"]}');
INSERT INTO rooms VALUES ('p-a2gznc5kqqwt3q3d', NULL, '{"id":"p-a2gznc5kqqwt3q3d","name":"Den","members":1,"posted":0,"last":0,"by":"u_92jdrs47dv","private":true}');
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
INSERT INTO acts VALUES (13, 'p-a2gznc5kqqwt3q3d');
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
CREATE TABLE callbacks (
    id      TEXT   NOT NULL PRIMARY KEY,
    bot     TEXT   NOT NULL, -- as whom it hears
    room    TEXT   NOT NULL,
    url     TEXT   NOT NULL,
    secret  TEXT   NOT NULL, -- signs what is sent, so it is kept as it is
    made    BIGINT NOT NULL, -- this and the times below: milliseconds since 1970
    reached BIGINT NOT NULL, -- everything up to this position was told, or is not for it
    tries   BIGINT NOT NULL DEFAULT 0, -- that failed, one after another
    failing BIGINT NOT NULL DEFAULT 0, -- since when; 0 while all is well
    due     BIGINT NOT NULL DEFAULT 0, -- when it is tried again
    trouble TEXT   NOT NULL DEFAULT '', -- why the last one failed
    stopped BIGINT NOT NULL DEFAULT 0  -- 1 where it is tried no more
);
CREATE TABLE reports (
    seq    BIGINT NOT NULL PRIMARY KEY,
    author TEXT   NOT NULL,
    about  TEXT   NOT NULL
);
CREATE TABLE blocks (
    person  TEXT NOT NULL,
    blocked TEXT NOT NULL,
    PRIMARY KEY (person, blocked)
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
CREATE INDEX callbacks_by_bot ON callbacks (bot);
CREATE INDEX reports_by_author ON reports (author);
CREATE INDEX persons_by_picture ON persons (picture) WHERE picture <> '';
