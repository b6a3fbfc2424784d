-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0008: who is no longer staff.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- By an organisation document, for ever: later documents need not name them. NULL: at work, or a guest.
ALTER TABLE account ADD COLUMN dismissed_ms BIGINT;
