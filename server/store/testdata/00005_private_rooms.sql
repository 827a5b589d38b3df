CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 15:48:08');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 15:48:08');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 15:48:08');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 15:48:08');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 15:48:08');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 15:48:08');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'vxufq3rc');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795276088053, '01M7ZCP8QNJWHCHW433MAN6S1B', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_eefd3sphq3', 1795276088057, '0000000001F5M6J8TDXC1ZBPAE', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_eefd3sphq3', 1795276088061, '00000000018SDG967G5DSRP3JM', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_eefd3sphq3', 1795276088063, '0000000001SXKRT1PX5DR02RMD', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_eefd3sphq3', 1795276088064, '0000000001DZ92KCP8MZXB3XAK', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_eefd3sphq3', 1795276088065, '0000000001KG2NF7JWWTA5PP74', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_eefd3sphq3', 1795276088066, '0000000001PYGSKDGHZ95H5737', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_eefd3sphq3');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_8sjm7jkrmv', 1795276088068, '0000000001NK8069P0D9D3RQQC', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_1xvbjhf3x3', 1795276088068, '0000000001TH236WKQ1W7N497P', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-5ystwfc3ndbh5d93', 'u_eefd3sphq3', 1795276088070, '0000000001NX4GRNQYFJHBWC4Z', 'aa09027d34f78392a19b19d42983c0ed', '{"people":[{"id":"u_8sjm7jkrmv","name":"Bob"},{"id":"u_eefd3sphq3","name":"Ann"}]}', 'd-5ystwfc3ndbh5d93', '');
INSERT INTO events VALUES (11, 'room.created', 'p-ya62kz96ezy99a6n', 'u_eefd3sphq3', 1795276088081, '00000000019CV35M356VHTA0R7', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-ya62kz96ezy99a6n', '');
INSERT INTO events VALUES (12, 'person.added', 'p-ya62kz96ezy99a6n', 'u_eefd3sphq3', 1795276088084, '0000000001KXSHMEG74BVT79BV', '98253b913ca69302071b3aea651c586b', '{"person":{"id":"u_1xvbjhf3x3","name":"Cat"}}', 'p-ya62kz96ezy99a6n', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-ya62kz96ezy99a6n', 'u_eefd3sphq3', 1795276088085, '0000000001BF6DY6G3QX85X7HT', '3103e404ab0d2a5d5814b3fad2c7b1ab', '{"person":"u_1xvbjhf3x3"}', 'p-ya62kz96ezy99a6n', 'u_1xvbjhf3x3');
INSERT INTO events VALUES (14, 'person.left', '', 'u_8sjm7jkrmv', 1795276088086, '0000000001M0ZFT18JPA38DAQK', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_eefd3sphq3', 'ann', '{"id":"u_eefd3sphq3","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_8sjm7jkrmv', NULL, '{"id":"u_8sjm7jkrmv","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_1xvbjhf3x3', 'cat', '{"id":"u_1xvbjhf3x3","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_eefd3sphq3', 2);
INSERT INTO members VALUES ('tea', 'u_eefd3sphq3', 3);
INSERT INTO members VALUES ('general', 'u_1xvbjhf3x3', 9);
INSERT INTO members VALUES ('d-5ystwfc3ndbh5d93', 'u_eefd3sphq3', 10);
INSERT INTO members VALUES ('p-ya62kz96ezy99a6n', 'u_eefd3sphq3', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_eefd3sphq3","at":1795276088063,"command":"0000000001SXKRT1PX5DR02RMD","text":"hello\nagain","edited":1795276088065,"reactions":[{"emoji":"👍","by":["u_eefd3sphq3"]}],"rev":6}', 1, 0);
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
INSERT INTO standings VALUES ('u_eefd3sphq3', 'general', 2, 0);
INSERT INTO standings VALUES ('u_eefd3sphq3', 'tea', 3, 0);
INSERT INTO standings VALUES ('u_1xvbjhf3x3', 'general', 9, 0);
INSERT INTO standings VALUES ('u_eefd3sphq3', 'd-5ystwfc3ndbh5d93', 10, 0);
INSERT INTO standings VALUES ('u_eefd3sphq3', 'p-ya62kz96ezy99a6n', 11, 0);
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_eefd3sphq3"}');
INSERT INTO rooms VALUES ('d-5ystwfc3ndbh5d93', NULL, '{"id":"d-5ystwfc3ndbh5d93","name":"","members":1,"posted":0,"last":0,"by":"u_eefd3sphq3","private":true,"direct":true,"people":["u_8sjm7jkrmv","u_eefd3sphq3"]}');
INSERT INTO rooms VALUES ('p-ya62kz96ezy99a6n', NULL, '{"id":"p-ya62kz96ezy99a6n","name":"Den","members":1,"posted":0,"last":0,"by":"u_eefd3sphq3","private":true}');
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
