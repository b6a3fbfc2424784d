-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0017: what a customer may still say about a conversation that is closed.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

ALTER TABLE conversation ADD COLUMN closed_ms BIGINT; -- NULL: it is open, or was closed before this was noted
ALTER TABLE conversation ADD COLUMN afterwords SMALLINT NOT NULL DEFAULT 0; -- since then, by the customer
