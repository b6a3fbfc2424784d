// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sealing and opening a Welcome: RFC 9420, Section 12.4.3.1. Pure functions; any thread.
#pragma once

#include "common/mls/key_schedule.h"

namespace chat121::mls {

// GroupSecrets, after decryption.
struct OpenedGroupSecrets {
    crypto::Secret32 joiner_secret;
    std::optional<crypto::Secret32> path_secret;
    QList<PreSharedKeyId> psks;
};

// NotFound if the Welcome is not for this key package.
Result<OpenedGroupSecrets> openGroupSecrets(const Welcome &welcome, const QByteArray &reference,
                                            const crypto::HpkeKeyPair &init_key);
Result<GroupInfo> openGroupInfo(const Welcome &welcome, const crypto::Secret32 &joiner_secret,
                                const crypto::Secret32 &psk_secret);

struct Newcomer {
    KeyPackage package;
    std::optional<crypto::Secret32> path_secret; // of the lowest node above both it and the committer
};
struct WelcomeSecrets {
    const crypto::Secret32 &joiner_secret;
    const crypto::Secret32 &psk_secret;
    QList<PreSharedKeyId> psks;
};
Result<Welcome> sealWelcome(const std::vector<Newcomer> &newcomers, const WelcomeSecrets &secrets,
                            const GroupInfo &info, RandomSource &random);

} // namespace chat121::mls
