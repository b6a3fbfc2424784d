-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0003: the desk: conversations and their place in the queue, agents, and who is on-line.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

CREATE TABLE conversation (
    log              BIGINT PRIMARY KEY REFERENCES log (id),
    department       BIGINT NOT NULL REFERENCES department (id),
    guest            BIGINT NOT NULL REFERENCES account (id),
    state            SMALLINT NOT NULL, -- protocol/message_type.h, ConversationState
    mode             SMALLINT NOT NULL, -- StartMode
    language         TEXT NOT NULL,
    place            BIGINT NOT NULL,   -- order in the queue: lowest first
    waiting_since_ms BIGINT NOT NULL,
    taker            BIGINT,            -- account; NULL: nobody
    taken_ms         BIGINT,            -- of the last take
    first_wait_ms    BIGINT,            -- how long the first take took: for honest estimates
    lease_until_ms   BIGINT,            -- a take without its first commit ends then; NULL: none runs
    changed_ms       BIGINT NOT NULL
);

CREATE INDEX conversation_queue ON conversation (department, state, place);
CREATE INDEX conversation_guest ON conversation (guest);
CREATE INDEX conversation_taker ON conversation (taker) WHERE taker IS NOT NULL;
CREATE INDEX conversation_lease ON conversation (lease_until_ms) WHERE lease_until_ms IS NOT NULL;
CREATE INDEX conversation_wait ON conversation (department, taken_ms) WHERE first_wait_ms IS NOT NULL;

CREATE TABLE agent (
    account  BIGINT PRIMARY KEY REFERENCES account (id),
    status   SMALLINT NOT NULL, -- AgentStatus
    capacity BIGINT NOT NULL,
    gone_ms  BIGINT             -- back by then, or the conversations return; NULL: is here
);

CREATE INDEX agent_gone ON agent (gone_ms) WHERE gone_ms IS NOT NULL;

-- Devices that are connected now. Emptied when the server starts.
CREATE TABLE online (
    device  BIGINT PRIMARY KEY,
    account BIGINT NOT NULL
);

CREATE INDEX online_account ON online (account);
