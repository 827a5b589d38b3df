-- Reports that wait for a moderator, by the event that made each: derived from the log.
CREATE TABLE reports (
    seq    BIGINT NOT NULL PRIMARY KEY,
    author TEXT   NOT NULL,
    about  TEXT   NOT NULL
);
CREATE INDEX reports_by_author ON reports (author);

-- Moderators hear what is for them alone as if they were in a room, since they are
-- moderators: since the first event that made them one after the last that made them
-- less.
INSERT INTO members (room, person, since)
    SELECT '@moderators', p.id, (SELECT min(e.seq) FROM events e
        WHERE (e.kind = 'person.joined' AND e.author = p.id AND (e.body LIKE '%"role":"moderator"%' OR e.body LIKE '%"role":"owner"%')
            OR e.kind = 'person.role_changed' AND (e.body = '{"person":"' || p.id || '","role":"moderator"}' OR e.body = '{"person":"' || p.id || '","role":"owner"}'))
        AND e.seq > coalesce((SELECT max(l.seq) FROM events l
            WHERE l.kind = 'person.role_changed' AND (l.body = '{"person":"' || p.id || '","role":"member"}' OR l.body = '{"person":"' || p.id || '"}')
            OR l.kind = 'person.banned' AND l.body = '{"person":"' || p.id || '"}' OR l.kind = 'person.left' AND l.room = '' AND l.author = p.id), 0))
    FROM persons p WHERE p.role IN ('moderator', 'owner');
