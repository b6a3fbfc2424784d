// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a message takes from Enter to the other side's window: an agent and a customer, each a
// client of its own as in the shipped programs, over the shipped server with TLS and its database on
// disk. It counts from the key in the sender's editor until the bubble is painted in the reader's pane,
// so it holds the sender's outbox, sealing, both databases, the server, layout and painting. Both panes
// are in this process; without a display they paint off-screen.
//
//     bench_message [messages]
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "common/crypto/init.h"
#include "tests/bench/bench_clients.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/wait.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace chat121;
using namespace std::chrono_literals;
using namespace chat121::bench;
using e2e::waitFor;

namespace {

constexpr int kMessages = 500;
constexpr int kWarmUp = 20;

// The two sides of one conversation; null: somebody did not come in.
struct Pair {
    Talk *agent = nullptr;
    Talk *customer = nullptr;
};

Pair bringTogether(const Client &agent, const Client &customer, const QString &set_up_link)
{
    if (!foundsAndTakes(agent, customer, set_up_link)) return {};
    Talk *own = customer->ownTalk();
    const ConversationId id = own->id();
    Talk *talk = agent->talk(id);
    if (!waitFor([&] { return talk->roster().size() == 2 && own->roster().size() == 2; }, 20s)) return {};
    return {talk, own};
}

// A pane with one side of the talk. Says when it has painted for the first time after a call of await().
class Side final : public QObject {
public:
    Side(const Clock &clock, Talk *talk)
        : m_pane(clock)
        , m_talk(talk)
    {
        m_pane.show(talk);
        m_pane.resize(900, 700);
        static_cast<QWidget &>(m_pane).show();
        m_editor = m_pane.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit"));
        m_view = m_pane.findChild<ui::TimelineView *>();
        m_view->viewport()->installEventFilter(this);
    }

    void write(const QString &text) { m_editor->setPlainText(text); }
    void pressEnter()
    {
        QKeyEvent key(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"));
        QCoreApplication::sendEvent(m_editor, &key);
    }
    void await(const QString &text, const std::function<void()> &painted)
    {
        m_awaited = text;
        m_painted = painted;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const TimelineModel *timeline = m_talk->timeline();
        const bool is_there = event->type() == QEvent::Paint && m_painted && timeline->size() > 0 &&
                              timeline->at(timeline->size() - 1).text == m_awaited;
        if (is_there) // once this event has been painted
            QMetaObject::invokeMethod(this, std::exchange(m_painted, {}), Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

private:
    ui::TalkPane m_pane;
    Talk *m_talk;
    QPlainTextEdit *m_editor = nullptr;
    ui::TimelineView *m_view = nullptr;
    QString m_awaited;
    std::function<void()> m_painted;
};

// Milliseconds from Enter to the painted bubble at the other side.
double timeOne(Side &author, Side &reader, int number)
{
    const QString text =
        QStringLiteral("This is sentence number %1 of a talk about a parcel that is late.").arg(number);
    QElapsedTimer timer;
    qint64 shown_ns = 0;
    QEventLoop loop;
    reader.await(text, [&] {
        shown_ns = timer.nsecsElapsed();
        loop.quit();
    });
    QTimer::singleShot(10s, &loop, &QEventLoop::quit);
    author.write(text);
    timer.start();
    author.pressEnter();
    loop.exec();
    return static_cast<double>(shown_ns) / 1e6;
}

void print(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf(
        "from Enter to the painted bubble at the other side, %zu messages: median %.2f ms, p95 %.2f ms, p99 "
        "%.2f ms, slowest %.2f ms\n",
        times.size(), at(0.5), at(0.95), at(0.99), times.back());
    std::printf(
        "{\"bench\":\"message\",\"messages\":%zu,\"median_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f}\n",
        times.size(), at(0.5), at(0.95), at(0.99));
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (!crypto::initialise()) return EXIT_FAILURE;
    const int wanted = argc > 1 ? qMax(1, QByteArray(argv[1]).toInt()) : kMessages;
    const QTemporaryDir folder;
    e2e::ServerProcess server(folder.filePath(QStringLiteral("server")), 0);
    if (!server.start()) {
        std::fprintf(stderr, "bench_message: the server does not start\n");
        return EXIT_FAILURE;
    }
    const Client agent = openClient(folder.filePath(QStringLiteral("agent")));
    const Client customer = openClient(folder.filePath(QStringLiteral("customer")));
    const Pair pair = bringTogether(agent, customer, server.setUpLink());
    if (pair.agent == nullptr) {
        std::fprintf(stderr, "bench_message: the two do not come together\n");
        return EXIT_FAILURE;
    }
    ui::Theme theme;
    theme.install();
    const SystemClock clock;
    Side agents(clock, pair.agent), customers(clock, pair.customer);
    std::vector<double> times;
    for (int number = 0; number < kWarmUp + wanted; ++number) {
        const bool is_customer = number % 2 == 0;
        const double time =
            timeOne(is_customer ? customers : agents, is_customer ? agents : customers, number);
        if (number >= kWarmUp) times.push_back(time);
    }
    print(std::move(times));
    return EXIT_SUCCESS;
}
