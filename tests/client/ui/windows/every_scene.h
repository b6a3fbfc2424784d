// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every face that the window can have, for tests that look at all of them.
#pragma once

#include "client/ui/shell/main_window.h"
#include "tests/client/ui/windows/scenes.h"

#include <functional>

namespace chat121::test {

// Brings an empty, shown window there.
using Scene = std::function<void(PlayedWorkspace &, ui::MainWindow &, UnixTime)>;

QList<std::pair<QString, Scene>> everyScene();

// What the people of the scenes are called and say: not ours to translate.
QStringList remoteTexts();

} // namespace chat121::test

Q_DECLARE_METATYPE(chat121::test::Scene)
