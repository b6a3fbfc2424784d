// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose fault an error is. Storage, TooLarge and Busy mean in the engine that the disk cannot: then a
// transaction is undone, and its log is read again later. Bytes of others must not look like that, or
// one bad envelope would stop a log for ever. Pure functions; any thread.
#pragma once

#include "common/base/result.h"

namespace chat121::engine {

inline bool isOfTheDisk(const Error &error)
{
    return error.code == Code::Storage || error.code == Code::TooLarge || error.code == Code::Busy;
}

// What a decoder, MLS or a chain says about bytes that somebody else has made.
template <typename T>
Result<T> ofOthers(Result<T> result)
{
    if (!result && isOfTheDisk(result.error())) return Error{Code::Crypto, result.error().detail};
    return result;
}

} // namespace chat121::engine
