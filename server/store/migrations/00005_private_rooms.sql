-- Private rooms have no name that others would find taken: their key is NULL. And
-- a room knows who made it, which is what the first event for it tells.
CREATE TABLE rooms_with_private (
    id       TEXT NOT NULL PRIMARY KEY,
    name_key TEXT UNIQUE, -- NULL for private rooms
    doc      TEXT NOT NULL
);
INSERT INTO rooms_with_private (id, name_key, doc)
    SELECT id, name_key, CASE maker WHEN '' THEN doc ELSE substr(doc, 1, length(doc) - 1) || ',"by":"' || maker || '"}' END
    FROM (SELECT id, name_key, doc, coalesce((SELECT author FROM events
        WHERE audience_room = rooms.id AND audience_room <> '' ORDER BY seq LIMIT 1), '') AS maker FROM rooms) AS made;
DROP TABLE rooms;
ALTER TABLE rooms_with_private RENAME TO rooms;
