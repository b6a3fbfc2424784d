-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0007: the devices of an account: when they were last used, which were removed, and the slot by which one
-- lets another in.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

ALTER TABLE device ADD COLUMN name {blob};                            -- opaque: sealed for the account's devices
ALTER TABLE device ADD COLUMN last_seen_ms BIGINT NOT NULL DEFAULT 0; -- rounded down to the hour
ALTER TABLE device ADD COLUMN removal {blob};                         -- signed by the account; NULL: not removed

-- One slot for an account, for ten minutes. What is sealed is sealed under a code that never came here.
CREATE TABLE device_link (
    account       BIGINT PRIMARY KEY REFERENCES account (id),
    slot          {blob} NOT NULL UNIQUE, -- SHA-256 of what the code gives to find it
    device        BIGINT NOT NULL,        -- that opened it
    state         SMALLINT NOT NULL,      -- protocol/message_type.h, LinkState
    offer         {blob} NOT NULL,
    ask           {blob},
    answer        {blob},
    expires_at_ms BIGINT NOT NULL
);

CREATE INDEX device_link_expires ON device_link (expires_at_ms);
