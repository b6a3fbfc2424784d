// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pieces of the windows, put together as pictures to look at.
#pragma once

#include "common/base/clock.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

class QWidget;

namespace chat121::test {

struct Scene {
    QString name;
    std::function<std::unique_ptr<QWidget>(const Clock &)> make;
};

QList<Scene> scenes();

} // namespace chat121::test
