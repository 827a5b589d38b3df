-- Which events gave messages that stand another text: derived from the log, which
-- has the texts. The body of each begins with the message's position.
CREATE TABLE edits (
    room    TEXT   NOT NULL,
    message BIGINT NOT NULL,
    seq     BIGINT NOT NULL, -- the event
    PRIMARY KEY (room, message, seq)
);
INSERT INTO edits (room, message, seq)
    SELECT edited.room, edited.message, edited.seq
    FROM (SELECT room, seq, CAST(substr(rest, 1, length(rest) - length(ltrim(rest, '0123456789'))) AS BIGINT) AS message
        FROM (SELECT room, seq, substr(body, length('{"message":') + 1) AS rest FROM events WHERE kind = 'message.edited') AS bodies) AS edited
    JOIN messages ON messages.room = edited.room AND messages.seq = edited.message AND messages.deleted = 0;
