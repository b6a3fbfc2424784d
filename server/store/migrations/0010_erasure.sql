-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0010: conversations that were erased by the wish of a member.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- Nothing else is left of them. The row keeps the number from being used again, and proves to members that
-- come later who wished it; who they are is not kept.
CREATE TABLE erasure (
    log       BIGINT PRIMARY KEY,
    wish      {blob} NOT NULL, -- signed by the account key of who wished it
    receipt   {blob} NOT NULL, -- signed by the registrar key
    erased_ms BIGINT NOT NULL
);
