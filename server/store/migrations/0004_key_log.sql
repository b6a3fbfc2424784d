-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0004: the key log: an append-only Merkle tree over every statement about who is who.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.
-- What an older database holds is put into the log at the first start after this: it takes hashing.

-- Leaves and complete subtrees, never changed once they are here. A proof reads some 40 rows at most.
CREATE TABLE key_log (
    node BIGINT PRIMARY KEY, -- common/identity/merkle.h, Node::number(): leaf n is 2n
    kind SMALLINT,           -- leaves: common/identity/key_log.h, StatementKind; NULL: a subtree
    hash {blob} NOT NULL     -- of a leaf: of the statement's hash; no statement can be read from it
);

CREATE UNIQUE INDEX key_log_leaf ON key_log (hash) WHERE kind IS NOT NULL;
