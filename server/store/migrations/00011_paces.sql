-- When people last wrote in rooms that let each write now and then only: what was
-- written before a room became one is not counted.
CREATE TABLE paces (
    room   TEXT   NOT NULL,
    person TEXT   NOT NULL,
    at     BIGINT NOT NULL, -- milliseconds since 1970
    PRIMARY KEY (room, person)
);
