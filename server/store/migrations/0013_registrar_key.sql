-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0013: the registrar's key may lie in a file of its own.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- Set when the key is not here: registrar.seed is then empty. NULL or empty: the key is in seed.
ALTER TABLE registrar ADD COLUMN public_key {blob};
