-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0001: logs of sealed envelopes, who may read them, and what the delivery service keeps.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.
-- Times are milliseconds since 1970-01-01 UTC. Sizes are enforced by common/base/limits.h.

CREATE TABLE log (
    id          BIGINT PRIMARY KEY,
    kind        SMALLINT NOT NULL, -- log_rows.h, LogKind
    owner       BIGINT NOT NULL,           -- inbox: device; waiting room, team: department; else 0
    incarnation BIGINT NOT NULL,           -- random; a restore from a backup changes it
    floor       BIGINT NOT NULL DEFAULT 0, -- the lowest sequence that is still kept; 0: all
    has_group   SMALLINT NOT NULL DEFAULT 0,
    generation  BIGINT NOT NULL DEFAULT 0, -- of the group, once there is one
    epoch       BIGINT NOT NULL DEFAULT 0, -- the group's current one
    is_closed   SMALLINT NOT NULL DEFAULT 0
);

-- No primary key of its own: rows lie in the order of their arrival, which is what makes appending
-- three times as fast as a table that is sorted by (log, sequence).
CREATE TABLE envelope (
    log            BIGINT NOT NULL,
    sequence       BIGINT NOT NULL,
    kind           SMALLINT NOT NULL, -- protocol/message_type.h, EnvelopeKind
    sender         BIGINT NOT NULL,   -- device
    sender_account BIGINT NOT NULL,
    request        BIGINT,            -- chosen by the sender; makes a retry harmless; NULL: made by the server
    generation     BIGINT NOT NULL,
    epoch          BIGINT NOT NULL,
    stored_at_ms   BIGINT NOT NULL,
    about          BIGINT,            -- waiting room: the conversation; inbox: the group's log
    body           {blob} NOT NULL    -- opaque; of an emptied one its SHA-256
);

CREATE UNIQUE INDEX envelope_sequence ON envelope (log, sequence);
CREATE UNIQUE INDEX envelope_request ON envelope (sender, request) WHERE request IS NOT NULL;
CREATE INDEX envelope_about ON envelope (about, log) WHERE about IS NOT NULL;

-- Who may read from which sequence to which, both included. NULL: still a member.
CREATE TABLE member (
    log           BIGINT NOT NULL,
    device        BIGINT NOT NULL,
    account       BIGINT NOT NULL,
    from_sequence BIGINT NOT NULL,
    to_sequence   BIGINT,
    PRIMARY KEY (log, device, from_sequence)
);

CREATE INDEX member_device ON member (device);
CREATE INDEX member_account ON member (account);

-- What a device has on its own disk.
CREATE TABLE cursor (
    device       BIGINT NOT NULL,
    log          BIGINT NOT NULL,
    acknowledged BIGINT NOT NULL,
    PRIMARY KEY (device, log)
);

CREATE TABLE group_info (
    log        BIGINT PRIMARY KEY,
    generation BIGINT NOT NULL,
    epoch      BIGINT NOT NULL,
    body       {blob} NOT NULL
);

-- Each is handed out once; the last-resort one only when no other is left.
CREATE TABLE key_package (
    device         BIGINT NOT NULL,
    reference      {blob} NOT NULL,
    is_last_resort SMALLINT NOT NULL,
    expires_at_ms  BIGINT NOT NULL,
    package        {blob} NOT NULL,
    PRIMARY KEY (device, reference)
);

-- References that were handed out, so that none comes back by a second upload.
CREATE TABLE spent_key_package (
    device        BIGINT NOT NULL,
    reference     {blob} NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    PRIMARY KEY (device, reference)
);

-- Answers to requests that write something else than an envelope: a retry gets the same one.
CREATE TABLE answer (
    device   BIGINT NOT NULL,
    request  BIGINT NOT NULL,
    reply    {blob} NOT NULL,
    given_ms BIGINT NOT NULL,
    PRIMARY KEY (device, request)
);

CREATE INDEX answer_given ON answer (given_ms);
