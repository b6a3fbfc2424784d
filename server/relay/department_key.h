// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key to which customers of a department seal their first words. The server checks it as
// customers will, so that one broken client cannot lock everybody out; it cannot make one.
#pragma once

#include "common/protocol/messages/directory.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

// Refused when it does not verify, is another department's, or was signed by another device.
store::Verdict<store::Allowed> judgeKey(store::Sql &sql, const store::Request &request,
                                        DepartmentId department, const QByteArray &key);

store::Verdict<store::Outcome> fetchDepartmentKey(store::Sql &sql, const store::Request &request,
                                                  const protocol::FetchDepartmentKey &message);
store::Verdict<store::Outcome> publishDepartmentKey(store::Sql &sql, const store::Request &request,
                                                    const protocol::PublishDepartmentKey &message);

} // namespace chat121::relay
