// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// CHAT121_GUI_TEST_MAIN(TestClass): as test_main.h, with a QApplication. Off-screen, unless the
// environment names another platform.
#pragma once

#include "tests/support/test_main.h"

#include <QApplication>

#define CHAT121_GUI_TEST_MAIN(TestClass)                                                                     \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        const chat121::test::OwnHome home;                                                                   \
        if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");          \
        QApplication application(argc, argv);                                                                \
        TestClass test;                                                                                      \
        return chat121::test::run(&test, argc, argv);                                                        \
    }
