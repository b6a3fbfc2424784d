// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/network_watch.h"

#include <QNetworkInformation>

namespace chat121 {

NetworkWatch::NetworkWatch(QObject *parent)
    : QObject(parent)
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            &NetworkWatch::update);
    update();
}

void NetworkWatch::update()
{
    const auto reachability = QNetworkInformation::instance()->reachability();
    const bool is_available = reachability != QNetworkInformation::Reachability::Disconnected;
    if (std::exchange(m_is_available, is_available) != is_available) Q_EMIT availabilityChanged(is_available);
}

} // namespace chat121
