-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0014: which departments have a metadata shield.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- Of its policy: who sent what is forgotten as soon as the sender's device has it on its disk.
ALTER TABLE department ADD COLUMN is_shielded SMALLINT NOT NULL DEFAULT 0;
