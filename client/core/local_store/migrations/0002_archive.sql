-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The messages that are not in the account's archive yet.
--
-- Runs once, inside one transaction. A file in this folder is never edited after its release: add the
-- next one. Triggers fill the table in the transaction that numbers a message, whoever writes it.

CREATE TABLE unarchived (
    row INTEGER PRIMARY KEY -- of the message
);

-- 4611686018427387904 is 2^62: not numbered by the server yet. "OR IGNORE" would not do: inside of a
-- trigger the outer statement decides what a conflict does, and "ON CONFLICT DO UPDATE" lets it fail.
CREATE TRIGGER message_added AFTER INSERT ON message WHEN NEW.place < 4611686018427387904
BEGIN INSERT INTO unarchived (row) SELECT NEW.row
WHERE NOT EXISTS (SELECT 1 FROM unarchived WHERE row = NEW.row); END;
CREATE TRIGGER message_numbered AFTER UPDATE OF place ON message WHEN NEW.place <> OLD.place AND NEW.place < 4611686018427387904
BEGIN INSERT INTO unarchived (row) SELECT NEW.row
WHERE NOT EXISTS (SELECT 1 FROM unarchived WHERE row = NEW.row); END;
CREATE TRIGGER message_removed AFTER DELETE ON message
BEGIN DELETE FROM unarchived WHERE row = OLD.row; END;

INSERT INTO unarchived (row) SELECT row FROM message WHERE place < 4611686018427387904;
