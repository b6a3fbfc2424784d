// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file of an organisation's key (RootKeyFile), up to where the slow hash would begin, and a sheet as
// somebody typed it. What is read as a sheet is written as it was, but for how people type.
#include "common/crypto/init.h"
#include "common/identity/root_key.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::identity;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bool is_ready = crypto::initialise().has_value();
    if (!is_ready) qFatal("no sodium");
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    // Nobody's organisation: whatever the file says, it ends before Argon2id.
    const crypto::PublicKey nobody{};
    if (openRootKey(input, "passphrase", nobody)) qFatal("a key of nobody's");

    const TypedSheet sheet = readRootSheet(QString::fromUtf8(input));
    if (sheet.seed.has_value() != sheet.wrong.isEmpty()) qFatal("a seed with wrong lines, or none without");
    if (!sheet.seed) return 0;
    const TypedSheet again = readRootSheet(rootSheetOf(*sheet.seed).join(u'\n'));
    if (!again.seed || *again.seed != *sheet.seed) qFatal("a sheet that does not come back");
    return 0;
}
