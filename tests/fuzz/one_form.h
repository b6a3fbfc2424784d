// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is decoded has one form: encoding it gives the same bytes. For fuzz targets, which end where it does
// not.
#pragma once

#include "common/codec/fields.h"

#include <QtGlobal>

namespace chat121::test {

template <typename T>
void decodeOne(QByteArrayView input)
{
    const auto value = decode<T>(input);
    if (value && encode(*value) != input) qFatal("a second form of the same was accepted");
}

} // namespace chat121::test
