-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0018: customers from whom a department takes nothing for a while; how many come in by an invitation in a time.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- Who blocked and why is not here: the department's team has it, sealed.
CREATE TABLE guest_block (
    department BIGINT NOT NULL,
    guest      BIGINT NOT NULL,            -- account
    until_ms   BIGINT,                     -- NULL: until somebody lifts it
    PRIMARY KEY (department, guest)
);

CREATE INDEX guest_block_until ON guest_block (until_ms);

-- New accounts at most; 0: as many as there are uses.
ALTER TABLE guest_invitation ADD COLUMN per_hour BIGINT NOT NULL DEFAULT 0;
ALTER TABLE guest_invitation ADD COLUMN per_day BIGINT NOT NULL DEFAULT 0;
