// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/signed.h"

namespace chat121::identity {

QByteArray signedBytes(QByteArrayView label, QByteArrayView body)
{
    Writer writer;
    writer.reserve(label.size() + body.size() + 1);
    writer.vector(label);
    writer.raw(body);
    return writer.take();
}

} // namespace chat121::identity
