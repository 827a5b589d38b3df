-- The events that the log of acts shows: what was done to keep order. Derived from
-- the log of events; an empty room is the whole server.
CREATE TABLE acts (
    seq  BIGINT NOT NULL PRIMARY KEY,
    room TEXT   NOT NULL
);
INSERT INTO acts (seq, room)
    SELECT seq, room FROM events WHERE kind IN ('room.restricted', 'room.archived', 'person.muted', 'person.removed', 'person.banned', 'person.unbanned')
        OR kind = 'person.role_changed' AND (author <> '' OR body LIKE '%"role":"moderator"}' OR body LIKE '%"role":"owner"}');
INSERT INTO acts (seq, room)
    SELECT e.seq, e.room FROM events e JOIN messages m ON m.room = e.room AND m.deleted = 1 AND e.body = '{"message":' || m.seq || '}'
        JOIN events p ON p.seq = m.seq WHERE e.kind = 'message.deleted' AND p.author <> e.author;
