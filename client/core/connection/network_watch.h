// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells when this computer loses its network and gets it back, as far as the system says so. A hint:
// attempts to connect go on in any case (Connection::setNetworkAvailable).
//
// Ownership: LiveWorkspace's, which tells the engine. Threads: main.
#pragma once

#include <QObject>

namespace chat121 {

class NetworkWatch final : public QObject {
    Q_OBJECT

public:
    explicit NetworkWatch(QObject *parent);

    // True when the system does not say.
    bool isAvailable() const { return m_is_available; }

Q_SIGNALS:
    void availabilityChanged(bool is_available);

private:
    void update();

    bool m_is_available = true;
};

} // namespace chat121
