-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0003: the search index. What it means is in client/core/search/README.md.
--
-- Triggers keep search_change and search_stale, so that no way to write a message can forget them.
-- They see rows and never words; a statement here ends with a semicolon at the end of a line.

CREATE TABLE search_change (
    change INTEGER PRIMARY KEY AUTOINCREMENT, -- rises, never used twice
    row    INTEGER NOT NULL UNIQUE            -- of a message that the index does not know as it is now
);

CREATE TABLE search_stale (
    row     INTEGER PRIMARY KEY, -- of a message that was indexed and has changed, or is gone, since
    segment INTEGER NOT NULL     -- older segments than this must drop it; 0: all of them
);

CREATE TABLE search_block (
    block  INTEGER PRIMARY KEY, -- segment * 2^20 + number in the segment
    sealed BLOB NOT NULL        -- all of one size
);

CREATE TRIGGER search_put AFTER INSERT ON message
BEGIN INSERT INTO search_change (row) VALUES (NEW.row); END;

-- "OR REPLACE" would not do: inside of a trigger the outer statement decides what a conflict does.
CREATE TRIGGER search_replaced AFTER UPDATE OF sealed ON message
BEGIN DELETE FROM search_stale WHERE row = NEW.row
AND NOT EXISTS (SELECT 1 FROM search_change WHERE row = NEW.row); INSERT INTO search_stale (row, segment)
SELECT NEW.row, 0 WHERE NOT EXISTS (SELECT 1 FROM search_change
WHERE row = NEW.row); DELETE FROM search_change
WHERE row = NEW.row; INSERT INTO search_change (row) VALUES (NEW.row); END;

CREATE TRIGGER search_removed AFTER DELETE ON message
BEGIN DELETE FROM search_stale WHERE row = OLD.row
AND NOT EXISTS (SELECT 1 FROM search_change WHERE row = OLD.row); INSERT INTO search_stale (row, segment)
SELECT OLD.row, 0 WHERE NOT EXISTS (SELECT 1 FROM search_change
WHERE row = OLD.row); DELETE FROM search_change WHERE row = OLD.row; END;

INSERT INTO search_change (row) SELECT row FROM message ORDER BY row;
