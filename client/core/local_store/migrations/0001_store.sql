-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0001: the tables of a client's store.
--
-- Runs once, inside one transaction. A file in this folder is never edited after its release: add the
-- next one. A statement ends with a semicolon at the end of a line.
-- `sealed` is XChaCha20-Poly1305 (nonce in front) under a key derived from the store's key, bound to
-- the table and to the columns beside it. Columns called key, scope, conversation and message are
-- keyed hashes (8 bytes of HMAC-SHA256), never the ids themselves.

CREATE TABLE item (
    row    INTEGER PRIMARY KEY, -- the order in which they came
    kind   INTEGER NOT NULL,    -- ItemKind, records.h
    key    INTEGER NOT NULL,
    scope  INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE UNIQUE INDEX item_key ON item (kind, key);
CREATE INDEX item_scope ON item (kind, scope);

CREATE TABLE message (
    row          INTEGER PRIMARY KEY, -- the order of arrival
    conversation INTEGER NOT NULL,
    message      INTEGER,             -- NULL: a line without a message id
    place        INTEGER NOT NULL,    -- the sequence, or 2^62 while the server has not numbered it
    state        INTEGER NOT NULL,    -- SendState, timeline_row.h; not bound
    is_mine      INTEGER NOT NULL,
    is_counted   INTEGER NOT NULL,    -- counts as unread: a message or note of somebody else
    sealed       BLOB NOT NULL
);
CREATE UNIQUE INDEX message_id ON message (conversation, message);
CREATE INDEX message_place ON message (conversation, place);

CREATE TABLE outbox (
    entry        INTEGER PRIMARY KEY, -- rises, never used twice
    conversation INTEGER NOT NULL,
    request      INTEGER NOT NULL,    -- RequestId, in clear: the server knows it
    sealed       BLOB NOT NULL
);
CREATE INDEX outbox_request ON outbox (request);
CREATE INDEX outbox_conversation ON outbox (conversation);
