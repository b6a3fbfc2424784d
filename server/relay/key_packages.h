// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Key packages: a device publishes them, others fetch them to add it to a group. Each is handed out
// once; the last-resort one when no other is left. The owner is told how many remain.
#pragma once

#include "common/protocol/messages/delivery.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

// QuotaReached beyond kKeyPackagesPerDeviceMax.
store::Verdict<store::Outcome> publishKeyPackages(store::Sql &sql, const store::Request &request,
                                                  const protocol::PublishKeyPackages &message);

// Devices without any package are left out of the answer. RateLimited beyond
// kKeyPackageFetchesPerHour, and for one account beyond kKeyPackageFetchesOfOnePerHour, so that nobody
// can use up another's packages.
store::Verdict<store::Outcome> fetchKeyPackages(store::Sql &sql, const store::Request &request,
                                                const protocol::FetchKeyPackages &message);

} // namespace chat121::relay
