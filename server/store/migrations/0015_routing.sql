-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0015: who is offered the next waiting customer.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- Of a department's policy: common/identity/department_rules.h.
ALTER TABLE department ADD COLUMN routing SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE department ADD COLUMN agent_capacity SMALLINT NOT NULL DEFAULT 0; -- 0: as each agent says
ALTER TABLE department ADD COLUMN offer_s BIGINT NOT NULL DEFAULT 30;
ALTER TABLE department ADD COLUMN silent_s BIGINT NOT NULL DEFAULT 0; -- 0: never
ALTER TABLE department ADD COLUMN alarms_s TEXT NOT NULL DEFAULT ''; -- rising, with spaces between

ALTER TABLE conversation ADD COLUMN offered_to BIGINT; -- account; NULL: nobody
ALTER TABLE conversation ADD COLUMN offered_until_ms BIGINT;
ALTER TABLE conversation ADD COLUMN alarm SMALLINT NOT NULL DEFAULT 0; -- the highest that was raised
ALTER TABLE conversation ADD COLUMN last_taker BIGINT; -- account; NULL: nobody yet

ALTER TABLE agent ADD COLUMN languages TEXT NOT NULL DEFAULT ''; -- BCP 47, with spaces between
ALTER TABLE agent ADD COLUMN turn_ms BIGINT NOT NULL DEFAULT 0; -- the last offer or take

-- Who declined a waiting conversation, let its offer lapse, or gave it back. Emptied when it is taken.
CREATE TABLE offer_pass (
    conversation BIGINT NOT NULL,
    agent        BIGINT NOT NULL,
    passed_ms    BIGINT NOT NULL,
    PRIMARY KEY (conversation, agent)
);
