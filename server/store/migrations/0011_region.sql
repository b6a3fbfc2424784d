-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0011: where a department's conversations may be kept.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

ALTER TABLE department ADD COLUMN region TEXT NOT NULL DEFAULT ''; -- of its policy; empty: anywhere
