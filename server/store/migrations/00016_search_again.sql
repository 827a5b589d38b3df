-- Messages are found by what they show and by the names of their files: the index
-- is made anew.
DELETE FROM search_pages;
DELETE FROM meta WHERE name = 'indexed';
