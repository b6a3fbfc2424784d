// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long an agent who has been here for years waits at the start: from the start of the engine until the
// list of conversations is painted, and until the composer of the open one has taken a key. The profile is a
// real one (founded at the shipped server, a customer taken, under a passphrase), with many messages of
// closed conversations and their search index put into its store; engine and main window are those of the
// shipped program. The server is gone by then. Without a display it paints off-screen.
//
//     bench_start [--messages N] [--limit-ms N]
//
// With --limit-ms the exit status is 1 when the key took longer, without Argon2id for the passphrase, whose
// time is measured apart: with a key store of the system there is none.
#include "client/core/key_vault/key_vault.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/bench/bench_clients.h"
#include "tests/bench/filled_store.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/wait.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace chat121;
using namespace std::chrono_literals;
using namespace chat121::bench;
using e2e::waitFor;

namespace {

constexpr auto kPatience = 60s; // for the whole start, of any size

// An agent's profile in `folder` with one conversation that goes on.
bool makeProfile(const QString &folder, const QString &customers_folder, const QString &set_up_link)
{
    const Client agent = openClient(folder);
    const Client customer = openClient(customers_folder);
    return foundsAndTakes(agent, customer, set_up_link);
}

// How long Argon2id takes comes back; nothing: the store failed.
std::optional<double> fill(const QString &folder, int messages)
{
    crypto::SodiumRandom random;
    test::FakeKeychain keychain;
    KeyVault vault(folder, keychain, random, VaultChoice::Passphrase, nullptr);
    std::optional<Result<StoreKey>> key;
    QElapsedTimer timer;
    timer.start();
    vault.openWithPassphrase(QString::fromLatin1(kBenchPassphrase),
                             [&](Result<StoreKey> opened) { key = std::move(opened); });
    if (!waitFor([&] { return key.has_value(); }, 20s) || !key->has_value()) return std::nullopt;
    const double passphrase_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const auto store = LocalStore::open(folder, **key, random);
    const SystemClock clock;
    if (!store || !fillStore(**store, messages) || !makeIndex(**store, clock)) return std::nullopt;
    return passphrase_ms;
}

struct Times {
    double list_ms = 0;
    double key_ms = 0;
};

// Runs the event loop until `done`; false: never.
template <typename Done>
bool runUntil(const QElapsedTimer &timer, Done done)
{
    while (!done()) {
        if (timer.hasExpired(std::chrono::milliseconds(kPatience).count())) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    return true;
}

// Nothing: the list or the composer did not come.
std::optional<Times> start(const QString &folder, int closed)
{
    ui::Theme theme;
    theme.install();
    const SystemClock clock;
    Times times;
    QElapsedTimer timer;
    timer.start();
    const auto now = [&timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
    LiveWorkspace workspace(setupOf(folder));
    ui::MainWindow window(workspace, theme, clock);
    window.resize(1200, 800);
    window.show();
    workspace.open();

    QListView *list = nullptr;
    const auto is_listed = [&] {
        list = window.findChild<QListView *>(QStringLiteral("mineList"));
        return list != nullptr && list->isVisible() && workspace.mine()->rowCount() == 1 &&
               workspace.closed()->rowCount() == closed;
    };
    if (!runUntil(timer, is_listed)) return std::nullopt;
    window.repaint();
    times.list_ms = now();

    list->setCurrentIndex(list->model()->index(0, 0));
    QPlainTextEdit *editor = nullptr;
    const auto is_writable = [&] {
        editor = window.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit"));
        return editor != nullptr && editor->isVisible() && editor->isEnabled();
    };
    if (!runUntil(timer, is_writable)) return std::nullopt;
    QKeyEvent key(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, QStringLiteral("x"));
    QCoreApplication::sendEvent(editor, &key);
    if (editor->toPlainText() != QStringLiteral("x")) return std::nullopt;
    editor->viewport()->repaint();
    times.key_ms = now();
    return times;
}

int refuse(const char *sentence)
{
    std::fprintf(stderr, "bench_start: %s\n", sentence);
    return EXIT_FAILURE;
}

int run(int messages, std::optional<double> limit_ms)
{
    const QTemporaryDir folder;
    const QString profile = folder.filePath(QStringLiteral("agent"));
    e2e::ServerProcess server(folder.filePath(QStringLiteral("server")), 0);
    if (!server.start()) return refuse("the server does not start");
    if (!makeProfile(profile, folder.filePath(QStringLiteral("customer")), server.setUpLink()))
        return refuse("agent and customer do not come together");
    if (!server.stop()) return refuse("the server does not end");
    const auto passphrase_ms = fill(profile, messages);
    if (!passphrase_ms) return refuse("the store failed");
    const int closed = (messages + bench::kRowsPerConversation - 1) / bench::kRowsPerConversation;
    const auto times = start(profile, closed);
    if (!times) return refuse("the list or the composer did not come");
    std::printf(
        "%d messages in %d conversations: the list after %.0f ms, the composer takes a key after %.0f "
        "ms; %.0f ms of both are Argon2id for the passphrase\n",
        messages, closed, times->list_ms, times->key_ms, *passphrase_ms);
    std::printf("{\"bench\":\"start\",\"messages\":%d,\"list_ms\":%.1f,\"key_ms\":%.1f,"
                "\"passphrase_ms\":%.1f}\n",
                messages, times->list_ms, times->key_ms, *passphrase_ms);
    if (!limit_ms || times->key_ms - *passphrase_ms <= *limit_ms) return EXIT_SUCCESS;
    return refuse("NOT MET: the composer took the key too late");
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (!crypto::initialise()) return EXIT_FAILURE;
    QCommandLineParser parser;
    parser.addOptions(
        {{QStringLiteral("messages"), QStringLiteral("How many messages."), QStringLiteral("n"),
          QStringLiteral("1000000")},
         {QStringLiteral("limit-ms"), QStringLiteral("Fail when it takes longer."), QStringLiteral("n")}});
    parser.addHelpOption();
    parser.process(application);
    const bool is_limited = parser.isSet(QStringLiteral("limit-ms"));
    return run(std::max(1000, parser.value(QStringLiteral("messages")).toInt()),
               is_limited ? std::optional(parser.value(QStringLiteral("limit-ms")).toDouble())
                          : std::nullopt);
}
