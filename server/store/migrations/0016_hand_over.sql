-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0016: who is asked to go on with a conversation that a colleague has.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- There while its conversation is taken by `giver`, and no longer.
CREATE TABLE hand_over (
    conversation BIGINT PRIMARY KEY,
    giver        BIGINT NOT NULL,          -- account that has it
    receiver     BIGINT NOT NULL,          -- account that is asked
    until_ms     BIGINT NOT NULL,          -- then the conversation stays where it is
    accepted_ms  BIGINT,                   -- NULL: not answered yet
    stays        SMALLINT NOT NULL         -- 1: the giver remains a member
);

CREATE INDEX hand_over_receiver ON hand_over (receiver);
