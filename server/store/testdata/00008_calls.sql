CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (8, 7, 1, '2026-11-21 16:14:52');
INSERT INTO goose_db_version VALUES (9, 8, 1, '2026-11-21 16:14:52');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', '23mpftoa');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795277692212, '01M7ZE779MQE9M42TWDQN6W0H0', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_vgk1g54mkh', 1795277692215, '0000000001B0G1F4RV82GTZ7HZ', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_vgk1g54mkh', 1795277692216, '0000000001Q0XZ59GYBC3GAA81', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_vgk1g54mkh', 1795277692216, '0000000001T4HH8424J53RRFSQ', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_vgk1g54mkh', 1795277692217, '0000000001MEVQT2GC07TQ9QWQ', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_vgk1g54mkh', 1795277692218, '0000000001XPFHVP3W1E0JHYK6', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_vgk1g54mkh', 1795277692218, '0000000001VYXVQY4K3MB742NX', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_vgk1g54mkh');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_qxp1pc10z6', 1795277692219, '00000000011JET0SCR8HE1FPZP', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_f99sbn5afn', 1795277692219, '0000000001HQRBBAMP9KEYPP2E', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-1xs1twv55ne43hen', 'u_vgk1g54mkh', 1795277692220, '00000000017TYP7X8ZTGH1HMC6', 'bc0c1e31353913c9794fffd8a3bb9baa', '{"people":[{"id":"u_qxp1pc10z6","name":"Bob"},{"id":"u_vgk1g54mkh","name":"Ann"}]}', 'd-1xs1twv55ne43hen', '');
INSERT INTO events VALUES (11, 'room.created', 'p-0keep26xg52tr2r7', 'u_vgk1g54mkh', 1795277692220, '0000000001D6VRXEY1M7T7S8GD', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-0keep26xg52tr2r7', '');
INSERT INTO events VALUES (12, 'person.added', 'p-0keep26xg52tr2r7', 'u_vgk1g54mkh', 1795277692221, '0000000001P30E8CY48BWQ0EFG', 'ea6b3e6b941b629e162a9b96a26c7fcd', '{"person":{"id":"u_f99sbn5afn","name":"Cat"}}', 'p-0keep26xg52tr2r7', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-0keep26xg52tr2r7', 'u_vgk1g54mkh', 1795277692222, '0000000001YRDZAS95GBS3XJ00', 'ef658d628272864a7babfe3af318e38c', '{"person":"u_f99sbn5afn"}', 'p-0keep26xg52tr2r7', 'u_f99sbn5afn');
INSERT INTO events VALUES (14, 'person.left', '', 'u_qxp1pc10z6', 1795277692222, '0000000001XYRQXRSYQF2WEWD7', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_vgk1g54mkh', 'ann', '{"id":"u_vgk1g54mkh","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_qxp1pc10z6', NULL, '{"id":"u_qxp1pc10z6","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_f99sbn5afn', 'cat', '{"id":"u_f99sbn5afn","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_vgk1g54mkh', 2);
INSERT INTO members VALUES ('tea', 'u_vgk1g54mkh', 3);
INSERT INTO members VALUES ('general', 'u_f99sbn5afn', 9);
INSERT INTO members VALUES ('d-1xs1twv55ne43hen', 'u_vgk1g54mkh', 10);
INSERT INTO members VALUES ('p-0keep26xg52tr2r7', 'u_vgk1g54mkh', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_vgk1g54mkh","at":1795277692216,"command":"0000000001T4HH8424J53RRFSQ","text":"hello\nagain","edited":1795277692218,"reactions":[{"emoji":"👍","by":["u_vgk1g54mkh"]}],"rev":6}', 1, 0);
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
INSERT INTO standings VALUES ('u_vgk1g54mkh', 'general', 2, 0);
INSERT INTO standings VALUES ('u_vgk1g54mkh', 'tea', 3, 0);
INSERT INTO standings VALUES ('u_f99sbn5afn', 'general', 9, 0);
INSERT INTO standings VALUES ('u_vgk1g54mkh', 'd-1xs1twv55ne43hen', 10, 0);
INSERT INTO standings VALUES ('u_vgk1g54mkh', 'p-0keep26xg52tr2r7', 11, 0);
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_vgk1g54mkh"}');
INSERT INTO rooms VALUES ('d-1xs1twv55ne43hen', NULL, '{"id":"d-1xs1twv55ne43hen","name":"","members":1,"posted":0,"last":0,"by":"u_vgk1g54mkh","private":true,"direct":true,"people":["u_qxp1pc10z6","u_vgk1g54mkh"]}');
INSERT INTO rooms VALUES ('p-0keep26xg52tr2r7', NULL, '{"id":"p-0keep26xg52tr2r7","name":"Den","members":1,"posted":0,"last":0,"by":"u_vgk1g54mkh","private":true}');
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
