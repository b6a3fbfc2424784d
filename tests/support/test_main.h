// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The main() of a test program: CHAT121_TEST_MAIN(TestClass), instead of QTEST_GUILESS_MAIN.
//
// A warning or a critical message that the test did not announce with QTest::ignoreMessage fails the
// test function during which it was printed, from whatever thread; one that is printed outside every
// test function (between two functions, in destructors, at the very end) fails the program. A
// critical message is announced as QtWarningMsg, since Qt Test can only fail on warnings.
//
// The program gets an empty HOME and XDG folders of its own, so that no test reads or writes those
// of the person who runs it; CHAT121_HOME_BEFORE has the person's, for a tool that needs its settings.
// Programs with widgets use gui_test_main.h.
//
// A test function that takes longer than five minutes is ended, unless CHAT121_CYCLES or CHAT121_ATTACKS
// (./dev test --cycles N --attacks N) ask for more than usual: ten seconds more for each of these.
#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QTemporaryDir>

namespace chat121::test {

// Exists from before the application object until after it.
class OwnHome {
public:
    OwnHome();
    ~OwnHome();
    Q_DISABLE_COPY_MOVE(OwnHome)

private:
    QTemporaryDir m_folder;
};

// Runs the test functions of `test` and returns the exit status of the program.
int run(QObject *test, int argc, char **argv);

} // namespace chat121::test

#define CHAT121_TEST_MAIN(TestClass)                                                                         \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        const chat121::test::OwnHome home;                                                                   \
        QCoreApplication application(argc, argv);                                                            \
        TestClass test;                                                                                      \
        return chat121::test::run(&test, argc, argv);                                                        \
    }
