// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which names of people, departments, organisations and regions may be shown.
#pragma once

#include <QStringView>

namespace chat121::identity {

// False for a name that is blank, breaks the line, or turns the direction of what stands after it:
// such a name could pass for part of the window.
bool isProperName(QStringView name);

// Small letters, digits and hyphens, which nobody can mistake for another region's; or empty: none.
bool isRegionOrNone(QStringView region);

} // namespace chat121::identity
