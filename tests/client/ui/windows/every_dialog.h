// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every dialog, with something in it, for tests that look at all of them.
#pragma once

#include "tests/client/ui/windows/scenes.h"

#include <QDialog>

#include <functional>
#include <memory>

namespace chat121::test {

using MakeDialog = std::function<std::unique_ptr<QDialog>(PlayedWorkspace &)>;

QList<std::pair<QString, MakeDialog>> everyDialog();

} // namespace chat121::test

Q_DECLARE_METATYPE(chat121::test::MakeDialog)
