-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0005: archives: an account's own sealed history, for its new devices.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- The entries are envelopes of the log; the keys are sealed under the account's recovery words.
CREATE TABLE archive (
    account     BIGINT PRIMARY KEY REFERENCES account (id),
    log         BIGINT NOT NULL UNIQUE REFERENCES log (id),
    version     BIGINT NOT NULL, -- of the keys: each change is a compare-and-swap
    sealed_keys {blob} NOT NULL, -- opaque
    finder      {blob},          -- SHA-256 of what the words give to find it without an account; NULL: none
    changed_ms  BIGINT NOT NULL
);

CREATE UNIQUE INDEX archive_finder ON archive (finder) WHERE finder IS NOT NULL;

-- What is there already. A row outlives its envelope, so that nothing comes back that retention deleted.
CREATE TABLE archive_entry (
    log      BIGINT NOT NULL,
    id       {blob} NOT NULL, -- 16 bytes; a keyed hash, which tells nothing
    sequence BIGINT NOT NULL,
    PRIMARY KEY (log, id)
);
