// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/kill/sealings.h"

#include "tests/e2e/support/server_records.h"
#include "tests/support/sealing_notes.h"

#include <QFileInfo>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

void Sealings::areNoted()
{
    test::noteSealingsIn(file());
}

QString Sealings::faults() const
{
#ifndef CHAT121_NONCE_AUDIT
    return QFileInfo::exists(file()) ? u"a shipped program notes what it seals"_s : QString();
#else
    const QSet<QByteArray> sent = storedTags(m_office.folder(u"server"_s));
    const test::SealingFaults found = test::sealingFaults(file(), sent);
    qInfo(
        "%lld sealings, %lld of them sent; %lld pairs of key and nonce repeated; %lld keys used again after "
        "a kill, %lld of them sent twice",
        found.sealings, found.sent_and_noted, found.repeated_pairs, found.keys_used_again,
        found.keys_sent_twice);
    // Everything sealed in a log ends with a tag that somebody noted, but for what is in clear
    // (external commits) or emptied.
    if (found.sent_and_noted * 2 < sent.size()) return u"what was sent is not among the notes"_s;
    if (found.repeated_pairs > 0) return u"a nonce was used twice"_s;
    if (found.keys_sent_twice > 0) return u"a key has sealed two messages that left"_s;
    return {};
#endif
}

} // namespace chat121::e2e
