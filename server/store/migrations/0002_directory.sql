-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0002: the organisation, its people and their devices.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- One row. The registrar key attests guests and can name no other role.
CREATE TABLE registrar (
    id                BIGINT PRIMARY KEY,
    seed              {blob} NOT NULL,
    fake_settings_key {blob} NOT NULL
);

-- At most one row: the founder's way in, until it is used.
CREATE TABLE setup_token (
    token_hash    {blob} PRIMARY KEY,
    expires_at_ms BIGINT NOT NULL
);

-- Every version; the newest counts, the chain of hashes is evidence.
CREATE TABLE organisation (
    number       BIGINT PRIMARY KEY,
    document     {blob} NOT NULL,
    stored_at_ms BIGINT NOT NULL
);

CREATE TABLE department (
    id           BIGINT PRIMARY KEY,
    waiting_room BIGINT NOT NULL REFERENCES log (id),
    team         BIGINT NOT NULL REFERENCES log (id),
    is_active    SMALLINT NOT NULL,
    inbox_key    {blob},  -- published by a member of the team; NULL: none yet
    inbox_key_ms BIGINT   -- when it was published
);

CREATE TABLE account (
    id            BIGINT PRIMARY KEY, -- from the key: common/identity/ids.h
    public_key    {blob} NOT NULL,
    role          SMALLINT NOT NULL,  -- common/identity/statements.h, Role
    departments   {blob} NOT NULL,    -- encoded DepartmentIds; empty: all (staff)
    staff_chain   {blob} NOT NULL,    -- empty for guests
    home          BIGINT,             -- guests: the department of the invitation
    registered_ms BIGINT NOT NULL
);

CREATE INDEX account_role ON account (role);

CREATE TABLE device (
    id            BIGINT PRIMARY KEY, -- from the key
    account       BIGINT NOT NULL REFERENCES account (id),
    public_key    {blob} NOT NULL,
    certificate   {blob} NOT NULL,
    start_counter BIGINT NOT NULL DEFAULT 0, -- the highest seen: a lower one is a rolled-back device
    last_request  BIGINT NOT NULL DEFAULT 0,
    is_revoked    SMALLINT NOT NULL DEFAULT 0,
    registered_ms BIGINT NOT NULL
);

CREATE INDEX device_account ON device (account);

-- Accounts that came in by a staff invitation: its uses are counted here.
CREATE TABLE staff_invitation_use (
    invitation_key {blob} NOT NULL,
    account        BIGINT NOT NULL,
    used_ms        BIGINT NOT NULL,
    PRIMARY KEY (invitation_key, account)
);

CREATE TABLE guest_invitation (
    token_hash    {blob} PRIMARY KEY,
    department    BIGINT NOT NULL,
    created_by    BIGINT NOT NULL, -- account
    expires_at_ms BIGINT NOT NULL,
    uses_left     BIGINT NOT NULL
);

CREATE TABLE password (
    name_key     {blob} PRIMARY KEY, -- SHA-256 of the case-folded log-in name
    account      BIGINT NOT NULL UNIQUE REFERENCES account (id),
    salt         {blob} NOT NULL,
    memory_bytes BIGINT NOT NULL,
    passes       BIGINT NOT NULL,
    stored_login {blob} NOT NULL,    -- encoded crypto::StoredLogIn
    wrapped_key  {blob} NOT NULL
);

-- How often something was tried: failed log-ins by name (known or not, so that guessing is slow and
-- tells nothing), key packages fetched. `name` is a hash.
CREATE TABLE rate (
    name     {blob} PRIMARY KEY,
    since_ms BIGINT NOT NULL,
    count    BIGINT NOT NULL
);

CREATE INDEX rate_since ON rate (since_ms);
