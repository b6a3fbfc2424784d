// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// See test_main.h. QTest::qExec is taken apart into its three public steps, because Qt Test installs
// its own message handler in the first one and ours must sit in front of it.
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>

#ifdef CHAT121_WITH_CRYPTO
#include "common/crypto/init.h"
#endif

namespace chat121::test {

namespace {

QtMessageHandler g_qt_test_handler = nullptr;
std::atomic_int g_warnings_outside = 0;

// What the off-screen platform prints about itself; it says nothing about our code.
constexpr QLatin1StringView kPlatformNoise("This plugin does not support ");
// What Qt prints of each font that it passes over, before it finds one that has the script.
constexpr QLatin1StringView kFontNoise("  OpenType support missing for ");

bool isComplaint(QtMsgType type, const QString &message)
{
    const bool loud = type == QtWarningMsg || type == QtCriticalMsg;
    return loud && !message.startsWith(kPlatformNoise) && !message.startsWith(kFontNoise);
}

void reportOutside(const QString &message)
{
    ++g_warnings_outside;
    std::fprintf(stderr, "FAIL!  : a warning outside every test function: %s\n", qPrintable(message));
}

// Threads: any, as every message handler.
void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!isComplaint(type, message)) return g_qt_test_handler(type, context, message);
    if (QTest::currentTestFunction() == nullptr) return reportOutside(message);
    // Qt Test swallows an announced message first and only then looks at this pattern. It forgets
    // the pattern after each test function, hence once more for each message.
    static const QRegularExpression everything(QStringLiteral("[\\s\\S]*"));
    QTest::failOnWarning(everything);
    g_qt_test_handler(QtWarningMsg, context, message);
}

// After the last test function: main() has its status already, so the program ends here.
void onLateMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (!isComplaint(type, message)) return;
    reportOutside(message);
    std::fflush(nullptr);
    std::_Exit(1);
}

// Qt Test ends a test function after five minutes, ctest a program after its own time. Whoever asks for
// many cycles or attacks waits longer; ctest looks for the sentence (packaging/cmake/Chat121.cmake).
void giveTime()
{
    constexpr int kUsualMs = 300'000;
    constexpr int kMsForEach = 10'000;
    constexpr int kMostMs = 7 * 24 * 3600 * 1000;
    if (qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT")) return;
    const qint64 wanted = std::max(qEnvironmentVariableIntValue("CHAT121_CYCLES"),
                                   qEnvironmentVariableIntValue("CHAT121_ATTACKS"));
    if (wanted <= 0) return;
    const qint64 time = std::min<qint64>(kUsualMs + wanted * kMsForEach, kMostMs);
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(time));
    std::printf("each test function may take %lld s\n", static_cast<long long>(time / 1000));
    std::fflush(stdout);
}

int initialiseLibraries()
{
#ifdef CHAT121_WITH_CRYPTO
    if (const auto initialised = crypto::initialise(); !initialised) {
        std::fprintf(stderr, "FAIL!  : the cryptographic library does not start\n");
        return 1;
    }
#endif
    return 0;
}

} // namespace

OwnHome::OwnHome()
{
    // with_keyring.sh has made a home already, and the keyring lives in it.
    if (qEnvironmentVariableIsSet("CHAT121_KEYRING_SESSION")) return;
    if (!m_folder.isValid()) qFatal("no temporary directory: %s", qPrintable(m_folder.errorString()));
    qputenv("CHAT121_HOME_BEFORE", qgetenv("HOME"));
    qputenv("HOME", m_folder.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8()); // QTemporaryDir makes it 0700, as it must be
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
}

OwnHome::~OwnHome() = default;

int run(QObject *test, int argc, char **argv)
{
    if (const int failed = initialiseLibraries(); failed != 0) return failed;
    giveTime();
    QTest::qInit(test, argc, argv);
    g_qt_test_handler = qInstallMessageHandler(onMessage);
    const int failures = QTest::qRun();
    qInstallMessageHandler(g_qt_test_handler);
    QTest::qCleanup();
    qInstallMessageHandler(onLateMessage);
    return failures == 0 && g_warnings_outside == 0 ? 0 : 1;
}

} // namespace chat121::test
