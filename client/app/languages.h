// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which language the windows speak. Translations are compiled in (translations/*.ts).
#pragma once

#include <QString>

namespace chat121::app {

// Installs the translations of `tag`, or of the system's languages if it is empty. English without.
void speak(const QString &tag);

} // namespace chat121::app
