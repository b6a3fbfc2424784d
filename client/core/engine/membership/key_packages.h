// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key packages of this device: made, kept with their private keys, and published so that others
// can add the device while it is away.
// Threads: engine.
#pragma once

#include "client/core/engine/ledger/context.h"
#include "common/protocol/messages/delivery.h"

namespace chat121::engine {

class KeyPackages final : public QObject {
    Q_OBJECT

public:
    KeyPackages(Context &context, QObject *parent);

    // A fresh one for an opening: saved, and its public part. Inside of the caller's transaction.
    Result<QByteArray> fresh();

    // The server has `available` one-time packages of this device left.
    void keepUp(quint32 available);
    // A last-resort package that was used is replaced at once; its private half opens what is on the way.
    void replaceUsed() { keepUp(static_cast<quint32>(limits::kKeyPackagesKeptUp)); }
    Result<void> removeExpired();
    // The server has given one of them to somebody.
    void handedOut(const protocol::KeyPackagesPublished &told);

private:
    std::chrono::milliseconds life() const;
    Result<protocol::KeyPackageUpload> make(mls::KeyPackageUse use);
    Result<bool> hasLastResort() const;
    Result<void> retireLastResort();
    void onPublished(const QList<protocol::KeyPackageUpload> &packages);

    Context &m_context;
    bool m_is_publishing = false;
};

} // namespace chat121::engine
