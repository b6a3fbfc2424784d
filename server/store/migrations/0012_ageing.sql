-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0012: how far each log has been rid of who sent what.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- What stands up to here, it included, has no sender any more, and a time in whole hours. 0: nothing yet.
ALTER TABLE log ADD COLUMN aged_to BIGINT NOT NULL DEFAULT 0;
