// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one file of a profile that is not sealed: somebody else may have written it.
#include "client/core/key_vault/vault_file.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto first = decodeVaultFile(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!first) return 0;
    const auto second = decodeVaultFile(encodeVaultFile(*first));
    if (!second || !(*second == *first)) qFatal("the file was not the same after encoding");
    return 0;
}
