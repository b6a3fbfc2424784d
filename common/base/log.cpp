// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/base/log.h"

namespace chat121 {

Q_LOGGING_CATEGORY(lcGateway, "chat121.gateway", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRelay, "chat121.relay", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "chat121.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDirectory, "chat121.directory", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDesk, "chat121.desk", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOps, "chat121.ops", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMls, "chat121.mls", QtInfoMsg)
Q_LOGGING_CATEGORY(lcClient, "chat121.client", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "chat121.ui", QtInfoMsg)

} // namespace chat121
