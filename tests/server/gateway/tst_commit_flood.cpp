// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md E14, over real sockets: one member sends a thousand commits, five before each of the two
// hundred words that another one says. Ten commits a minute count, each is answered, and every word is stored
// once and in order. How long the words took is printed; the bound is a second.
#include "common/base/limits.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "tests/server/gateway/people.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace chat121;
using namespace chat121::test;
using protocol::EnvelopeKind;
using protocol::Reason;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kWords = 200;
constexpr int kCommitsBeforeEach = 5;
constexpr int kCommits = kWords * kCommitsBeforeEach;

// What the flooding member has heard.
struct Answers {
    int stored = 0;
    int lost = 0; // another commit, its own before, had made the epoch
    int limited = 0;
    int other = 0;
    QSet<quint64> waiting{}; // requests without an answer
    QList<QByteArray> words{};

    void take(const QByteArray &message);
    void settle(RequestId request, int &count)
    {
        if (waiting.remove(request.value)) ++count;
    }
};

void Answers::take(const QByteArray &message)
{
    if (const auto answer = protocol::decodeFrame<protocol::Stored>(message)) settle(answer->request, stored);
    if (const auto answer = protocol::decodeFrame<protocol::CommitConflict>(message))
        settle(answer->request, lost);
    if (const auto answer = protocol::decodeFrame<protocol::Refused>(message))
        settle(answer->request, answer->reason == Reason::RateLimited ? limited : other);
    const auto push = protocol::decodeFrame<protocol::EnvelopePushed>(message);
    if (push && push->envelope.kind == EnvelopeKind::Application) words.append(push->envelope.body.bytes);
}

} // namespace

class TestCommitFlood : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void wordsGoOnWhileAMemberFloodsCommits();

private:
    template <typename Answer, typename Message>
    bool asks(Person &person, Message message);
    bool startTalk();
    void flood();
    bool says(const QByteArray &word);

    TemporaryDirectory m_folder;
    QProcess m_server;
    std::optional<Organisation> m_organisation;
    std::unique_ptr<Person> m_agent, m_guest;
    ConversationId m_talk{};
    Answers m_answers;
    quint64 m_epoch = 1; // as the agent has heard
};

void TestCommitFlood::initTestCase()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(qEnvironmentVariable("CHAT121_SERVER"),
                   {QStringLiteral("--data"), m_folder.filePath(QStringLiteral("data")),
                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QByteArray output;
    const auto is_ready = [&] {
        output += m_server.readAllStandardOutput();
        return output.contains("ready ");
    };
    QVERIFY(QTest::qWaitFor(is_ready, kPatienceMs));
    const QRegularExpression link(QStringLiteral("(chat121://\\S+)"));
    m_organisation = Organisation::from(link.match(QString::fromUtf8(output)).captured(1));
    QVERIFY(m_organisation);
    m_agent = m_organisation->found();
    QVERIFY(m_agent);
    QVERIFY(m_organisation->publishInboxKey(*m_agent));
    QVERIFY(startTalk());
}

void TestCommitFlood::cleanupTestCase()
{
    m_server.terminate();
    QVERIFY(m_server.waitForFinished(kPatienceMs));
}

template <typename Answer, typename Message>
bool TestCommitFlood::asks(Person &person, Message message)
{
    message.request = person.nextRequest();
    person.peer->forget();
    person.peer->send(message);
    return QTest::qWaitFor([&] { return person.peer->has<Answer>(); }, kPatienceMs);
}

bool TestCommitFlood::startTalk()
{
    protocol::SetStatus status;
    status.status = protocol::AgentStatus::Available;
    status.capacity = 1;
    if (!asks<protocol::Done>(*m_agent, status)) return false;
    const auto token = m_organisation->inviteGuests(*m_agent, 1);
    if (token) m_guest = m_organisation->guest(*token);
    if (!m_guest) return false;
    m_talk = {m_guest->account().value ^ 1};
    protocol::StartConversation start;
    start.conversation = m_talk;
    start.department = m_organisation->department().id;
    start.opening.bytes = "opening";
    protocol::Take take;
    take.conversation = m_talk;
    protocol::Commit first;
    first.log = m_talk;
    first.commit.bytes = "not looked into";
    first.group_info.bytes = "neither";
    first.added.items = {{m_guest->device(), m_guest->account()}};
    return asks<protocol::Stored>(*m_guest, start) && asks<protocol::Taken>(*m_agent, take) &&
           asks<protocol::Stored>(*m_agent, first);
}

// The first ones each make the next epoch; from then on the limit holds.
void TestCommitFlood::flood()
{
    for (int i = 0; i < kCommitsBeforeEach; ++i) {
        protocol::Commit commit;
        commit.request = m_guest->nextRequest();
        commit.log = m_talk;
        commit.epoch = 1 + static_cast<quint64>(m_answers.stored);
        commit.commit.bytes = "flood";
        commit.group_info.bytes = "flood";
        m_answers.waiting.insert(commit.request.value);
        m_guest->peer->send(commit);
    }
}

// As an outbox does: what a closed epoch refuses is said again in the newest one.
bool TestCommitFlood::says(const QByteArray &word)
{
    for (int tries = 0; tries < 1 + limits::kCommitsPerMinute * 10; ++tries) {
        protocol::Append append;
        append.request = m_agent->nextRequest();
        append.log = m_talk;
        append.epoch = m_epoch;
        append.sealed.bytes = word;
        m_agent->peer->send(append);
        bool is_stored = false, is_closed = false;
        const auto is_answered = [&] {
            for (const auto &push : m_agent->peer->all<protocol::EnvelopePushed>()) {
                if (push.envelope.kind == EnvelopeKind::Commit)
                    m_epoch = std::max(m_epoch, push.envelope.epoch + 1);
            }
            for (const auto &stored : m_agent->peer->all<protocol::Stored>())
                is_stored |= stored.request == append.request;
            for (const auto &refused : m_agent->peer->all<protocol::Refused>())
                is_closed |= refused.request == append.request && refused.reason == Reason::EpochClosed;
            return is_stored || is_closed;
        };
        const bool is_over = QTest::qWaitFor(is_answered, kPatienceMs);
        m_agent->peer->forget();
        if (!is_over || is_stored) return is_over;
    }
    return false;
}

void TestCommitFlood::wordsGoOnWhileAMemberFloodsCommits()
{
    m_guest->peer->listen([this](const QByteArray &message) { m_answers.take(message); });
    m_agent->peer->forget();
    QList<QByteArray> said;
    QList<qint64> took_us;
    for (int number = 0; number < kWords; ++number) {
        said.append("word " + QByteArray::number(number));
        flood();
        QElapsedTimer watch;
        watch.start();
        QVERIFY2(says(said.constLast()), said.constLast().constData());
        took_us.append(watch.nsecsElapsed() / 1000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_answers.waiting.isEmpty(), kPatienceMs); // none is left unanswered
    QTRY_COMPARE_WITH_TIMEOUT(m_answers.words.size(), kWords, kPatienceMs);
    QCOMPARE(m_answers.words, said);
    QVERIFY(!m_guest->peer->isEnded());
    QCOMPARE(m_answers.other, 0);
    QCOMPARE(m_answers.stored + m_answers.lost + m_answers.limited, kCommits);
    QVERIFY(m_answers.stored >= limits::kCommitsPerMinute);
    QVERIFY(m_answers.limited > 0);
    std::sort(took_us.begin(), took_us.end());
    qInfo("of %d commits %d were stored, %d were late and %d refused; %d words: p50 %.1f ms, p99 %.1f ms, "
          "longest %.1f ms",
          kCommits, m_answers.stored, m_answers.lost, m_answers.limited, kWords,
          static_cast<double>(took_us.at(kWords / 2)) / 1000,
          static_cast<double>(took_us.at(kWords * 99 / 100)) / 1000,
          static_cast<double>(took_us.constLast()) / 1000);
}

CHAT121_TEST_MAIN(TestCommitFlood)
#include "tst_commit_flood.moc"
