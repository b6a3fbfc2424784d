// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// New recovery words at any moment: a click is enough, and whatever was lost on the way before it, the
// words that are shown open the archive.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
const QString kProof = QString::fromLatin1(Client::kPassphrase);
using State = HistoryStatus::State;

// What the server says last of the archive waits until it is released and the server's next message comes.
struct Hold {
    std::atomic<bool> is_on = false;
    std::atomic<bool> is_held = false;
    QList<QByteArray> last; // the engine's

    static std::shared_ptr<Hold> of(Tampering &tampering)
    {
        const auto hold = std::make_shared<Hold>();
        tampering.set([hold](const QByteArray &frame) -> QList<QByteArray> {
            if (!hold->is_on) return std::exchange(hold->last, {}) + QList{frame};
            if (protocol::typeOf(frame) != protocol::MessageType::Archive) return {frame};
            hold->last = {frame};
            hold->is_held = true;
            return {};
        });
        return hold;
    }
};

} // namespace

class TestNewWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aClickBeforeTheServerHasSaidWhatThereIs();
    void aClickAfterALostAnswer();
    void aClickWithoutALineIsRefused();

private:
    QString makesWords(Hold &hold);
    bool opens(const QString &words); // on a new computer

    Company m_company;
    std::unique_ptr<Client> m_anna;
    QString m_link;
    int m_computers = 0;
};

void TestNewWords::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
}

// The words that a click comes to; empty if it is refused.
QString TestNewWords::makesWords(Hold &hold)
{
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    QSignalSpy refused(&m_anna->workspace(), &Workspace::recoveryWordsRefused);
    m_anna->workspace().makeRecoveryWords(kProof);
    m_anna->workspace().showRecoveryWords(u"not the passphrase"_s); // by its refusal the click has counted
    if (!QTest::qWaitFor([&] { return !refused.isEmpty(); }, kPatienceMs)) return {};
    hold.is_on = false;
    m_anna->workspace().fetchDevices(); // the server answers that
    const auto is_over = [&] { return !told.isEmpty() || refused.size() > 1; };
    if (!QTest::qWaitFor(is_over, kPatienceMs) || refused.size() > 1) return {};
    return told.first().first().toStringList().join(u' ');
}

bool TestNewWords::opens(const QString &words)
{
    Client computer(m_company.home(u"computer %1"_s.arg(++m_computers)));
    LiveWorkspace &workspace = computer.workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return false;
    workspace.logIn(m_link, u"Anna"_s, u"correct horse battery"_s);
    const auto is_asked = [&] { return workspace.history().state == State::Locked; };
    if (!computer.isConnected() || !QTest::qWaitFor(is_asked, kPatienceMs)) return false;
    QSignalSpy accepted(&workspace, &Workspace::recoveryWordsAccepted);
    QSignalSpy refused(&workspace, &Workspace::recoveryWordsRefused);
    workspace.enterRecoveryWords(words);
    const auto is_over = [&] { return !accepted.isEmpty() || !refused.isEmpty(); };
    return QTest::qWaitFor(is_over, kPatienceMs) && refused.isEmpty();
}

void TestNewWords::aClickBeforeTheServerHasSaidWhatThereIs()
{
    m_anna.reset();
    std::shared_ptr<Hold> hold;
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s), [&](Tampering &tampering) {
        hold = Hold::of(tampering);
        hold->is_on = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(hold->is_held, kPatienceMs);
    QCOMPARE(m_anna->workspace().history().state, State::Unknown);
    const QString words = makesWords(*hold);
    QVERIFY(!words.isEmpty());
    QVERIFY(opens(words));
}

// The server has taken new words whose answer never came. Before it can say so, other ones are wished.
void TestNewWords::aClickAfterALostAnswer()
{
    const auto hold = Hold::of(m_anna->tampering());
    m_anna->tampering().watchSent([hold](const QByteArray &frame) {
        if (protocol::typeOf(frame) == protocol::MessageType::PutArchiveKeys) hold->is_on = true;
    });
    m_anna->workspace().makeRecoveryWords(kProof);
    QTRY_VERIFY_WITH_TIMEOUT(hold->is_held, kPatienceMs);
    m_anna->tampering().watchSent({});
    hold->is_held = false;
    QVERIFY(m_company.server().stop());
    QVERIFY(m_company.server().start());
    QTRY_VERIFY_WITH_TIMEOUT(hold->is_held, kPatienceMs); // what it says on the next connection
    const QString words = makesWords(*hold);
    QVERIFY(!words.isEmpty());
    QVERIFY(opens(words));
}

void TestNewWords::aClickWithoutALineIsRefused()
{
    QVERIFY(m_company.server().stop());
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().connection().state != ConnectionState::Connected,
                             kPatienceMs);
    QString sentence;
    connect(&m_anna->workspace(), &Workspace::recoveryWordsRefused, this,
            [&](const Problem &problem) { sentence = problem.sentence; });
    m_anna->workspace().makeRecoveryWords(kProof);
    QTRY_VERIFY_WITH_TIMEOUT(!sentence.isEmpty(), kPatienceMs);
    QVERIFY2(sentence.startsWith(u"There is no connection to the server now."_s), qPrintable(sentence));
}

CHAT121_TEST_MAIN(TestNewWords)
#include "tst_new_words.moc"
