// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which MLS group: the log that carries it and its generation there. The MLS group_id is the two
// numbers, big-endian, so that a group cannot be passed off as another log's.
#pragma once

#include "client/core/local_store/records.h"

#include <QHashFunctions>

namespace chat121 {

inline size_t qHash(const GroupKey &group, size_t seed = 0)
{
    return qHashMulti(seed, group.log.value, group.generation);
}

namespace engine {

inline QByteArray groupIdOf(const GroupKey &group)
{
    return encode(group);
}

inline Result<GroupKey> groupKeyOf(QByteArrayView group_id)
{
    return decode<GroupKey>(group_id);
}

} // namespace engine
} // namespace chat121
