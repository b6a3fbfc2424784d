// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long an agent who has been here for years waits at the start: from the start of the engine until the
// list of conversations is painted, and until the composer of the open one has taken a key. The profile is a
// real one (founded at the shipped server, a customer taken), with many messages of closed conversations and
// their search index put into its store; engine and main window are those of the shipped program. The server
// is gone by then. Without a display it paints off-screen.
//
//     bench_start [--messages N] [--limit-ms N] [--passphrase]
//
// The profile's key is in the key store of the system (under tests/support/with_keyring.sh a real one of the
// benchmark's own), or with --passphrase under a passphrase, whose Argon2id takes time on purpose and is
// measured apart. With --limit-ms the exit status is 1 when the key took longer, Argon2id left out.
#include "client/core/key_vault/key_vault.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/bench/bench_clients.h"
#include "tests/bench/filled_store.h"
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
bool makeProfile(const QString &folder, VaultChoice vault, const QString &customers_folder,
                 const QString &set_up_link)
{
    const Client agent = openClient(folder, vault);
    const Client customer = openClient(customers_folder);
    return foundsAndTakes(agent, customer, set_up_link);
}

// How long opening the vault takes comes back; nothing: the vault or the store failed.
std::optional<double> fill(const QString &folder, VaultChoice choice, int messages)
{
    crypto::SodiumRandom random;
    SystemKeychain keychain;
    KeyVault vault(folder, keychain, random, choice, nullptr);
    std::optional<Result<StoreKey>> key;
    const auto take = [&](Result<StoreKey> opened) { key = std::move(opened); };
    QElapsedTimer timer;
    timer.start();
    if (choice == VaultChoice::Passphrase)
        vault.openWithPassphrase(QString::fromLatin1(kBenchPassphrase), take);
    else
        vault.open(take);
    if (!waitFor([&] { return key.has_value(); }, 20s) || !key->has_value()) return std::nullopt;
    const double vault_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const auto store = LocalStore::open(folder, **key, random);
    const SystemClock clock;
    if (!store || !fillStore(**store, messages) || !makeIndex(**store, clock)) return std::nullopt;
    return vault_ms;
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
std::optional<Times> start(const QString &folder, VaultChoice vault, int closed)
{
    ui::Theme theme;
    theme.install();
    const SystemClock clock;
    Times times;
    QElapsedTimer timer;
    timer.start();
    const auto now = [&timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
    LiveWorkspace workspace(setupOf(folder, vault));
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

void print(int messages, int closed, const Times &times, VaultChoice vault, double vault_ms)
{
    const bool is_passphrase = vault == VaultChoice::Passphrase;
    std::printf(
        "%d messages in %d conversations, the key %s: the list after %.0f ms, the composer takes a key "
        "after %.0f ms; %.0f ms of both are %s\n",
        messages, closed, is_passphrase ? "under a passphrase" : "in the system's key store", times.list_ms,
        times.key_ms, vault_ms, is_passphrase ? "Argon2id for the passphrase" : "for asking the key store");
    std::printf("{\"bench\":\"start\",\"messages\":%d,\"vault\":\"%s\",\"list_ms\":%.1f,\"key_ms\":%.1f,"
                "\"vault_ms\":%.1f}\n",
                messages, is_passphrase ? "passphrase" : "keychain", times.list_ms, times.key_ms, vault_ms);
}

int run(int messages, VaultChoice vault, std::optional<double> limit_ms)
{
    const QTemporaryDir folder;
    const QString profile = folder.filePath(QStringLiteral("agent"));
    e2e::ServerProcess server(folder.filePath(QStringLiteral("server")), 0);
    if (!server.start()) return refuse("the server does not start");
    if (!makeProfile(profile, vault, folder.filePath(QStringLiteral("customer")), server.setUpLink()))
        return refuse("agent and customer do not come together");
    if (!server.stop()) return refuse("the server does not end");
    const auto vault_ms = fill(profile, vault, messages);
    if (!vault_ms) return refuse("the key or the store failed");
    const int closed = (messages + bench::kRowsPerConversation - 1) / bench::kRowsPerConversation;
    const auto times = start(profile, vault, closed);
    if (!times) return refuse("the list or the composer did not come");
    print(messages, closed, *times, vault, *vault_ms);
    const double apart = vault == VaultChoice::Passphrase ? *vault_ms : 0;
    if (!limit_ms || times->key_ms - apart <= *limit_ms) return EXIT_SUCCESS;
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
         {QStringLiteral("limit-ms"), QStringLiteral("Fail when it takes longer."), QStringLiteral("n")},
         {QStringLiteral("passphrase"), QStringLiteral("The profile is under a passphrase.")}});
    parser.addHelpOption();
    parser.process(application);
    const bool is_limited = parser.isSet(QStringLiteral("limit-ms"));
    return run(std::max(1000, parser.value(QStringLiteral("messages")).toInt()),
               parser.isSet(QStringLiteral("passphrase")) ? VaultChoice::Passphrase : VaultChoice::Keychain,
               is_limited ? std::optional(parser.value(QStringLiteral("limit-ms")).toDouble())
                          : std::nullopt);
}
