-- The index of what was said, made of the log up to the position that meta calls
-- "indexed". What is in it says package search. Both columns are bytes, so that
-- they are ordered as such.
CREATE TABLE search_pages (
    block BIGINT NOT NULL,
    first BYTEA  NOT NULL, -- the first term of the page
    data  BYTEA  NOT NULL,
    PRIMARY KEY (block, first)
);
