CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES (1, 0, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (2, 1, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (3, 2, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (4, 3, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (5, 4, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (6, 5, 1, '2026-11-21 15:50:19');
INSERT INTO goose_db_version VALUES (7, 6, 1, '2026-11-21 15:50:19');
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO meta VALUES ('epoch', 'jldc6zsp');
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
INSERT INTO events VALUES (1, 'room.created', 'general', '', 1795276219169, '01M7ZCT8S1JENS8BTP312Q961H', 'd10c3997d46cb3c0d22a82e65bdb926e', '{"name":"general"}', 'general', '');
INSERT INTO events VALUES (2, 'person.joined', 'general', 'u_d0yfm8jmnm', 1795276219171, '0000000001Y4V8FHHH513G4KX9', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Ann"}', 'general', '');
INSERT INTO events VALUES (3, 'room.created', 'tea', 'u_d0yfm8jmnm', 1795276219172, '00000000019Z7V1XQZ91KPPMDV', 'bb901085fe48407ede098943954ef2f1', '{"name":"Tea"}', 'tea', '');
INSERT INTO events VALUES (4, 'message.posted', 'tea', 'u_d0yfm8jmnm', 1795276219173, '0000000001146JSS2P5D8691FD', '25c6d6cce6b45603a24ccb7d342e1df5', '{"text":"hello, ''quoted'' \\ “world”"}', 'tea', '');
INSERT INTO events VALUES (5, 'reaction.added', 'tea', 'u_d0yfm8jmnm', 1795276219173, '0000000001J39FH8H9T3NE0NVR', '91a3967074fc46af0223da0fd1628b04', '{"message":4,"emoji":"👍"}', 'tea', '');
INSERT INTO events VALUES (6, 'message.edited', 'tea', 'u_d0yfm8jmnm', 1795276219174, '0000000001R8CXHNCHH1CG0HFH', 'ad3efab0def38aca7ce2e2052e3b4a78', '{"message":4,"text":"hello\nagain"}', 'tea', '');
INSERT INTO events VALUES (7, 'room.read', 'tea', 'u_d0yfm8jmnm', 1795276219175, '00000000014GXGZSCK29KDG2YQ', '468b35ac5045aa4ec73bfe41a158038b', '{"read":3,"unread":1,"back":true}', '', 'u_d0yfm8jmnm');
INSERT INTO events VALUES (8, 'person.joined', 'general', 'u_gfya96a0ah', 1795276219175, '0000000001H2HCQ3A1XPDKDR3N', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Bob"}', 'general', '');
INSERT INTO events VALUES (9, 'person.joined', 'general', 'u_r1400z0wwz', 1795276219176, '000000000165PKA7H6MSPWG331', '2349e20eb16a56956febf24ed0fbb59b', '{"name":"Cat"}', 'general', '');
INSERT INTO events VALUES (10, 'direct.opened', 'd-v8p4ngbajhx27c1r', 'u_d0yfm8jmnm', 1795276219177, '00000000013WZEN2JRHHDFFRTP', '031f805594384f4ab703b66b269526ff', '{"people":[{"id":"u_d0yfm8jmnm","name":"Ann"},{"id":"u_gfya96a0ah","name":"Bob"}]}', 'd-v8p4ngbajhx27c1r', '');
INSERT INTO events VALUES (11, 'room.created', 'p-5n0wazhgm08xzkpv', 'u_d0yfm8jmnm', 1795276219177, '00000000017DV8F02TJ9D9R3AF', 'f4a7b242593d7b428033dd3bd8e92014', '{"name":"Den","private":true}', 'p-5n0wazhgm08xzkpv', '');
INSERT INTO events VALUES (12, 'person.added', 'p-5n0wazhgm08xzkpv', 'u_d0yfm8jmnm', 1795276219178, '0000000001JVCVVAXHJF1P80SN', '08a74383f3fc78cccd8c57e3591af0bc', '{"person":{"id":"u_r1400z0wwz","name":"Cat"}}', 'p-5n0wazhgm08xzkpv', '');
INSERT INTO events VALUES (13, 'person.removed', 'p-5n0wazhgm08xzkpv', 'u_d0yfm8jmnm', 1795276219179, '00000000016JD56N0Z5MEZBBHR', 'b0bb99934df992ab0ffaec09e292db53', '{"person":"u_r1400z0wwz"}', 'p-5n0wazhgm08xzkpv', 'u_r1400z0wwz');
INSERT INTO events VALUES (14, 'person.left', '', 'u_gfya96a0ah', 1795276219179, '0000000001ZRSV2N9MGCXM3H29', '44f9e5c65a852535b71dc62aa497d337', '{}', '', '');
CREATE TABLE persons (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for who left, whose name is free
    doc      TEXT NOT NULL
, role TEXT NOT NULL DEFAULT '');
INSERT INTO persons VALUES ('u_d0yfm8jmnm', 'ann', '{"id":"u_d0yfm8jmnm","name":"Ann"}', '');
INSERT INTO persons VALUES ('u_gfya96a0ah', NULL, '{"id":"u_gfya96a0ah","name":"Bob","left":true}', '');
INSERT INTO persons VALUES ('u_r1400z0wwz', 'cat', '{"id":"u_r1400z0wwz","name":"Cat"}', '');
CREATE TABLE members (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- the event that made the person a member
    PRIMARY KEY (room, person)
);
INSERT INTO members VALUES ('general', 'u_d0yfm8jmnm', 2);
INSERT INTO members VALUES ('tea', 'u_d0yfm8jmnm', 3);
INSERT INTO members VALUES ('general', 'u_r1400z0wwz', 9);
INSERT INTO members VALUES ('d-v8p4ngbajhx27c1r', 'u_d0yfm8jmnm', 10);
INSERT INTO members VALUES ('p-5n0wazhgm08xzkpv', 'u_d0yfm8jmnm', 11);
CREATE TABLE messages (
    room TEXT   NOT NULL,
    seq  BIGINT NOT NULL,
    doc  TEXT   NOT NULL, number BIGINT NOT NULL DEFAULT 0, deleted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq)
);
INSERT INTO messages VALUES ('tea', 4, '{"seq":4,"by":"u_d0yfm8jmnm","at":1795276219173,"command":"0000000001146JSS2P5D8691FD","text":"hello\nagain","edited":1795276219174,"reactions":[{"emoji":"👍","by":["u_d0yfm8jmnm"]}],"rev":6}', 1, 0);
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
INSERT INTO standings VALUES ('u_d0yfm8jmnm', 'general', 2, 0);
INSERT INTO standings VALUES ('u_d0yfm8jmnm', 'tea', 3, 0);
INSERT INTO standings VALUES ('u_r1400z0wwz', 'general', 9, 0);
INSERT INTO standings VALUES ('u_d0yfm8jmnm', 'd-v8p4ngbajhx27c1r', 10, 0);
INSERT INTO standings VALUES ('u_d0yfm8jmnm', 'p-5n0wazhgm08xzkpv', 11, 0);
CREATE TABLE "rooms" (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms VALUES ('general', 'general', '{"id":"general","name":"general","members":2,"posted":0,"last":0}');
INSERT INTO rooms VALUES ('tea', 'tea', '{"id":"tea","name":"Tea","members":1,"posted":1,"last":4,"by":"u_d0yfm8jmnm"}');
INSERT INTO rooms VALUES ('d-v8p4ngbajhx27c1r', NULL, '{"id":"d-v8p4ngbajhx27c1r","name":"","members":1,"posted":0,"last":0,"by":"u_d0yfm8jmnm","private":true,"direct":true,"people":["u_d0yfm8jmnm","u_gfya96a0ah"]}');
INSERT INTO rooms VALUES ('p-5n0wazhgm08xzkpv', NULL, '{"id":"p-5n0wazhgm08xzkpv","name":"Den","members":1,"posted":0,"last":0,"by":"u_d0yfm8jmnm","private":true}');
CREATE TABLE search_pages (
    block BIGINT NOT NULL,
    first BYTEA  NOT NULL, -- the first term of the page
    data  BYTEA  NOT NULL,
    PRIMARY KEY (block, first)
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
