// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The answers to requests that change something but store no envelope, so that a retry gets the same
// one. Envelopes carry their request themselves (envelope_rows.h).
#pragma once

#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

Result<std::optional<QByteArray>> findAnswer(Sql &sql, DeviceId device, RequestId request);
Result<void> putAnswer(Sql &sql, DeviceId device, RequestId request, const QByteArray &reply, UnixTime now);
Result<RequestId> highestAnswered(Sql &sql, DeviceId device);
// Those that were given before.
Result<void> deleteAnswers(Sql &sql, UnixTime before);

} // namespace chat121::store
