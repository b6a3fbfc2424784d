-- SPDX-FileCopyrightText: The Chat Live 121 authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- 0009: which accounts another one stands for, since their person had lost every way in.
--
-- Runs once, inside one transaction, on SQLite and PostgreSQL alike. This file is final: add the next.

-- The chain by which the other account came in: encode(identity::StaffChain). Members of the groups that the
-- old devices are in check it before they leave these out. NULL: nobody stands for this account.
ALTER TABLE account ADD COLUMN replaced_by {blob};
