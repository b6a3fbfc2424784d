// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What crosses on the way: words while the customer is being taken, words while a change of members is
// refused. None of them may stay behind.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestCrossings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsThatCrossTheTakingAreSaidInTheGroup();
    void wordsThatWaitedForARefusedChangeLeave();

private:
    ConversationId conversation() { return m_gina->talk()->id(); }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
};

void TestCrossings::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    Client &founder = m_company.founder();
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(founder.invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->joins(founder.invites(QStringLiteral("customers")), QStringLiteral("Gina")));
}

// The department's key is on its way to Gina when she is taken; it comes right after her Welcome.
void TestCrossings::wordsThatCrossTheTakingAreSaidInTheGroup()
{
    m_gina->talk()->say(QStringLiteral("first"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("first"), SendState::Sent));
    QVERIFY(m_anna->sees(m_anna->workspace().talk(conversation()), QStringLiteral("first")));

    struct Held {
        QList<QByteArray> frames;
        std::atomic<bool> is_asked = false;
        bool is_taken = false;
    };
    const auto held = std::make_shared<Held>();
    m_gina->tampering().set([held](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) == protocol::MessageType::DepartmentKey && !held->is_taken) {
            held->frames.append(frame);
            held->is_asked = true;
            return {};
        }
        const auto push = protocol::decodeFrame<protocol::EnvelopePushed>(frame);
        if (!push || push->envelope.kind != protocol::EnvelopeKind::Invitation) return {frame};
        held->is_taken = true;
        return QList<QByteArray>{frame} + std::exchange(held->frames, {});
    });
    m_gina->talk()->say(QStringLiteral("second"));
    QTRY_VERIFY_WITH_TIMEOUT(held->is_asked.load(), kPatienceMs);
    m_anna->workspace().take(conversation());
    for (const char *text : {"first", "second"})
        QVERIFY2(m_gina->sees(m_gina->talk(), QString::fromLatin1(text), SendState::Delivered), text);
    m_gina->tampering().set({});
}

// Anna's change loses against Fiona's, and all that she hears is that the server is busy.
void TestCrossings::wordsThatWaitedForARefusedChangeLeave()
{
    Client &fiona = m_company.founder();
    Client bert(m_company.home(QStringLiteral("bert")));
    QVERIFY(bert.joins(fiona.invites(QStringLiteral("staff")), QStringLiteral("Bert")));
    const auto account = [&](const QString &name) {
        for (const Colleague &colleague : m_anna->workspace().colleagues())
            if (colleague.name == name) return colleague.account;
        return AccountId{};
    };
    QTRY_VERIFY_WITH_TIMEOUT(account(QStringLiteral("Bert")).isValid(), kPatienceMs);
    Talk *annas = m_anna->workspace().talk(conversation());
    annas->addColleague(account(QStringLiteral("Fiona")));
    Talk *fionas = fiona.workspace().talk(conversation());
    QTRY_COMPARE_WITH_TIMEOUT(fionas->roster().size(), 3, kPatienceMs);

    const auto has_lost = std::make_shared<std::atomic<bool>>(false);
    m_anna->tampering().set([has_lost](const QByteArray &frame) -> QList<QByteArray> {
        const auto conflict = protocol::decodeFrame<protocol::CommitConflict>(frame);
        if (conflict) {
            *has_lost = true;
            return {protocol::encodeFrame(
                protocol::Refused{conflict->request, Code::Busy, protocol::Reason::ServerBusy, 0})};
        }
        // Fiona's change is not heard of before Anna's has lost, nor anything else that would wake her.
        const bool is_held = protocol::typeOf(frame) == protocol::MessageType::EnvelopePushed && !*has_lost;
        return is_held ? QList<QByteArray>{} : QList<QByteArray>{frame};
    });
    fionas->removeMember(account(QStringLiteral("Bert"))); // nobody: nothing happens
    fionas->addColleague(account(QStringLiteral("Bert")));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 4, kPatienceMs);
    annas->removeMember(account(QStringLiteral("Fiona")));
    annas->say(QStringLiteral("said while the change was on its way"));
    QTRY_VERIFY_WITH_TIMEOUT(has_lost->load(), kPatienceMs);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("said while the change was on its way")));
    m_anna->tampering().set({});
}

CHAT121_TEST_MAIN(TestCrossings)
#include "tst_crossings.moc"
