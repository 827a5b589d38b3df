-- Which of its room's messages each is, from 1, so that counting those up to one
-- needs no walk; and which were deleted.
ALTER TABLE messages ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0; -- 1 for a tombstone
UPDATE messages SET number = counted.number, deleted = CASE WHEN messages.doc LIKE '%"deleted":true%' THEN 1 ELSE 0 END
    FROM (SELECT room, seq, row_number() OVER (PARTITION BY room ORDER BY seq) AS number FROM messages) AS counted
    WHERE counted.room = messages.room AND counted.seq = messages.seq;
CREATE INDEX messages_deleted ON messages (room, seq) WHERE deleted = 1;

-- How far each member has read: to begin with, up to where they came in or last
-- said something themselves.
CREATE TABLE standings (
    person TEXT   NOT NULL,
    room   TEXT   NOT NULL,
    read   BIGINT NOT NULL, -- a position of the log
    posted BIGINT NOT NULL, -- how many messages the room had then
    PRIMARY KEY (person, room)
);
INSERT INTO standings (person, room, read, posted)
    SELECT person, room, read, coalesce((SELECT number FROM messages
        WHERE messages.room = begun.room AND messages.seq <= begun.read ORDER BY messages.seq DESC LIMIT 1), 0)
    FROM (SELECT members.person, members.room, CASE WHEN said.last > members.since THEN said.last ELSE members.since END AS read
        FROM members LEFT JOIN (SELECT room, author, max(seq) AS last FROM events WHERE kind = 'message.posted' GROUP BY room, author) AS said
        ON said.room = members.room AND said.author = members.person) AS begun;
