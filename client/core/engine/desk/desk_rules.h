// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's routing and opening hours, between the signed document and what windows show. Threads: any.
#pragma once

#include "client/core/models/desk_rules.h"
#include "common/identity/statements.h"

namespace chat121::engine {

DeskRules deskRulesOf(const identity::DepartmentPolicy &policy);

// Malformed for what no document may say; `policy` is as it was then.
Result<void> putDeskRules(const DeskRules &rules, identity::DepartmentPolicy &policy);

} // namespace chat121::engine
