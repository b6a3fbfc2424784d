// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation document that a founder sends, before anybody is known to the server.
// Reaches: DocumentParts
#include "server/store/organisation.h"

#include "common/crypto/init.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    if (!crypto::initialise()) qFatal("the cryptographic library does not start");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)store::selfSigned(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
