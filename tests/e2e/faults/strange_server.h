// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server with the right certificate that answers every frame with the same bytes, whatever was
// asked.
//
// Threads: the caller's, which needs an event loop.
#pragma once

#include "server/ops/tls_identity.h"

#include <QWebSocketServer>

namespace chat121::e2e {

class StrangeServer final : public QObject {
    Q_OBJECT

public:
    // `folder`: for its key. `answers`: to the first frame, the second, ...; the last one repeats.
    StrangeServer(const QString &folder, QList<QByteArray> answers);

    // A set-up link that names it; empty when it does not listen.
    QString link();

private:
    void accept();

    QList<QByteArray> m_answers;
    QWebSocketServer m_server;
    ops::TlsIdentity m_tls;
};

// Rows of a test: what a strange server answers, and the words that people are told. Columns
// `answers` and `words`.
void addStrangeAnswers();

} // namespace chat121::e2e
