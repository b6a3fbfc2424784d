// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One client of one MLS group that is driven by requests: the protocol of tests/interop/README.md over
// common/mls. mls_peer is this class behind standard input and output.
//
// After each request the group is written and read again as a program does that is restarted, so that
// whatever is driven here is a test of what is saved, too.
// Ownership: of everything that it uses. Threads: one.
#pragma once

#include "common/base/clock.h"
#include "common/crypto/sodium_random.h"
#include "common/mls/group.h"

#include <QJsonObject>

#include <map>

namespace chat121::interop {

class Peer {
public:
    Peer();
    Q_DISABLE_COPY_MOVE(Peer)

    // Never fails: what cannot be done is answered with {"ok": false, "error": ...}.
    QJsonObject answer(const QJsonObject &request);

private:
    using Answer = Result<QJsonObject>;

    class Psks final : public mls::PskSource {
    public:
        std::map<QByteArray, QByteArray> values;
        std::optional<crypto::SecretBytes> externalPsk(QByteArrayView psk_id) override;
    };

    Answer info(const QJsonObject &request);
    Answer keyPackage(const QJsonObject &request);
    Answer create(const QJsonObject &request);
    Answer commit(const QJsonObject &request);
    Answer merge(const QJsonObject &request);
    Answer discard(const QJsonObject &request);
    Answer propose(const QJsonObject &request);
    Answer join(const QJsonObject &request);
    Answer process(const QJsonObject &request);
    Answer protect(const QJsonObject &request);
    Answer state(const QJsonObject &request);
    Answer exported(const QJsonObject &request);
    Answer groupInfo(const QJsonObject &request);
    Answer externalJoin(const QJsonObject &request);
    Answer psk(const QJsonObject &request);

    Answer dispatch(const QJsonObject &request);
    Result<mls::Group *> current();
    Result<void> enterHeld();
    Result<void> saveAndRestore();
    mls::LeafConfig leaf(const QJsonObject &request) const;
    QJsonObject epochFields() const;

    crypto::SodiumRandom m_random;
    SystemClock m_clock;
    Psks m_psks;
    crypto::SigningKey m_key;
    mls::Party m_party;
    std::vector<mls::KeyPackageBundle> m_bundles;
    std::optional<mls::Group> m_group;
    QByteArray m_held; // a commit of our own that waits for `merge` or `discard`, as it is stored
};

} // namespace chat121::interop
