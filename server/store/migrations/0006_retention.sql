-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0006: how long a department keeps its messages.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

ALTER TABLE department ADD COLUMN retention_days BIGINT NOT NULL DEFAULT 0; -- of its policy; 0: for ever

-- One row: what the clock said when retention last looked at it.
CREATE TABLE retention_clock (
    id           BIGINT PRIMARY KEY,
    seen_ms      BIGINT NOT NULL,
    paused_to_ms BIGINT NOT NULL -- after a jump nothing is deleted before
);

CREATE INDEX conversation_department ON conversation (department, log);
