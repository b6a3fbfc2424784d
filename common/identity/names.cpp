// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/names.h"

#include "common/base/limits.h"

#include <algorithm>

namespace chat121::identity {

namespace {

bool isImproper(QChar character)
{
    const char16_t code = character.unicode();
    const bool turns_direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    const auto category = character.category();
    return turns_direction || category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

} // namespace

bool isProperName(QStringView name)
{
    return !name.trimmed().isEmpty() && std::none_of(name.begin(), name.end(), isImproper);
}

bool isRegionOrNone(QStringView region)
{
    return region.size() <= limits::kRegionBytesMax &&
           std::all_of(region.begin(), region.end(), [](QChar character) {
               const char16_t code = character.unicode();
               return (code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9') || code == u'-';
           });
}

} // namespace chat121::identity
