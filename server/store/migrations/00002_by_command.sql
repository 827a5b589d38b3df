-- A command's ID begins with the time, so in this order new entries stand beside
-- each other. With the author in front, each one of a batch wrote a page of its
-- own, and with a long log read it from the disk first.
DROP INDEX events_by_command;
CREATE UNIQUE INDEX events_by_command ON events (command, author);
