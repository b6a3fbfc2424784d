// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// History on a new computer: the recovery words bring everything back with the first computer off; what
// does not fit is refused in one sentence, and nothing is lost. security.md D3, E "other archives".

#include "client/core/archive/keyring.h"
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000; // on a machine that has much else to do
using State = HistoryStatus::State;

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsKeptBeforeThereAreWords();
    void aNewComputerReadsEverythingWithTheFirstOneOff();
    void bothComputersGoOnWithoutDoublingOrGap();
    void whatWasSaidWhileTheWordsWereMissingIsKeptToo();
    void wordsThatDoNotFitAreRefused_data();
    void wordsThatDoNotFitAreRefused();
    void keysThatTheServerBentAreRefused_data();
    void keysThatTheServerBentAreRefused();
    void entriesThatTheServerBentAreToldOnce_data();
    void entriesThatTheServerBentAreToldOnce();
    void newWordsEndTheOldOnes();
    void olderKeysThanBeforeAreNotUsed();
    void aCustomerComesBackOnANewComputer();
    void aCustomerWithOtherWordsDoesNotComeBack();
    void aServerFromABackupGetsTheNewestKeysAgain();
    void aLostAnswerLeavesTheOldWordsOrTheNewOnes();

private:
    bool talks(Client &agent, Client &guest, const QString &about);
    QStringList makesWords(Client &client);
    std::unique_ptr<Client> newComputer(const QString &home);
    QString typed(Client &client, const QString &words); // the sentence of the refusal; empty: accepted
    bool comesBack(Client &client, const QString &words);
    bool hasKept(Client &client);

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
    QString m_link;
    QStringList m_words, m_old_words, m_ginas_words;
};

void TestHistory::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = m_company.agent(QStringLiteral("Anna"));
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, QStringLiteral("Gina"));
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, QStringLiteral("My kettle whistles")));
    m_conversation = m_gina->talk()->id();
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the lid")));
}

bool TestHistory::talks(Client &agent, Client &guest, const QString &about)
{
    Talk *agents = agent.workspace().talk(m_conversation);
    const QString question = QStringLiteral("What about ") + about;
    const QString answer = QStringLiteral("About ") + about + QStringLiteral(": grüß dich \U0001F600");
    guest.talk()->say(question);
    if (!agent.sees(agents, question)) return false;
    agents->say(answer);
    return guest.sees(guest.talk(), answer) && agent.sees(agents, answer, SendState::Delivered);
}

QStringList TestHistory::makesWords(Client &client)
{
    QSignalSpy told(&client.workspace(), &Workspace::recoveryWordsTold);
    QSignalSpy refused(&client.workspace(), &Workspace::recoveryWordsRefused);
    client.workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    const bool is_over = QTest::qWaitFor([&] { return !told.isEmpty() || !refused.isEmpty(); }, kPatienceMs);
    return is_over && !told.isEmpty() ? told.first().first().toStringList() : QStringList();
}

std::unique_ptr<Client> TestHistory::newComputer(const QString &home)
{
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    const auto is_empty = [&] { return workspace.state() == Workspace::State::Empty; };
    if (!QTest::qWaitFor(is_empty, kPatienceMs)) return nullptr;
    workspace.logIn(m_link, QStringLiteral("Anna"), QStringLiteral("correct horse battery"));
    const auto is_asked = [&] { return workspace.history().state == State::Locked; };
    return client->isConnected() && QTest::qWaitFor(is_asked, kPatienceMs) ? std::move(client) : nullptr;
}

QString TestHistory::typed(Client &client, const QString &words)
{
    QSignalSpy accepted(&client.workspace(), &Workspace::recoveryWordsAccepted);
    QString sentence;
    QObject once;
    QObject::connect(&client.workspace(), &Workspace::recoveryWordsRefused, &once,
                     [&](const Problem &problem) { sentence = problem.sentence; });
    client.workspace().enterRecoveryWords(words);
    const bool is_over =
        QTest::qWaitFor([&] { return !sentence.isEmpty() || !accepted.isEmpty(); }, kPatienceMs);
    return is_over ? sentence : QStringLiteral("no answer");
}

// False: the invitation did not open. What comes of it shows later.
bool TestHistory::comesBack(Client &client, const QString &words)
{
    LiveWorkspace &workspace = client.workspace();
    const auto is_empty = [&] { return workspace.state() == Workspace::State::Empty; };
    if (!QTest::qWaitFor(is_empty, kPatienceMs)) return false;
    QSignalSpy previewed(&workspace, &Workspace::invitationPreviewed);
    workspace.previewInvitation(m_link);
    if (!QTest::qWaitFor([&] { return previewed.size() == 1; }, kPatienceMs)) return false;
    workspace.comeBackAsCustomer(words);
    return true;
}

// Everything of now is on the server: what came last shows up on a computer that reads along.
bool TestHistory::hasKept(Client &client)
{
    return QTest::qWaitFor(
        [&] {
            const HistoryStatus status = client.workspace().history();
            return status.state == State::Kept && !status.is_behind && !status.is_reading;
        },
        kPatienceMs);
}

void TestHistory::nothingIsKeptBeforeThereAreWords()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().history().state, State::NotKept, kPatienceMs);
    QVERIFY(!m_anna->workspace().history().is_offered); // in the middle of a talk
    m_words = makesWords(*m_anna);
    QCOMPARE(m_words.size(), 12);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().history().state, State::Kept, kPatienceMs);
    QVERIFY(m_anna->workspace().history().is_offered); // until they are written down
    m_anna->workspace().noteRecoveryWords();
    QTRY_VERIFY(!m_anna->workspace().history().is_offered);
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the handle")));
    QVERIFY(hasKept(*m_anna));
}

void TestHistory::aNewComputerReadsEverythingWithTheFirstOneOff()
{
    const QStringList rows = rowsOf(m_anna->workspace().talk(m_conversation));
    QVERIFY(rows.size() >= 6);
    m_anna.reset();
    const auto second = newComputer(QStringLiteral("anna 2"));
    QVERIFY(second);
    QCOMPARE(rowsOf(second->workspace().talk(m_conversation)), QStringList());
    QCOMPARE(typed(*second, m_words.join(u' ').toUpper()), QString());
    QVERIFY(hasKept(*second));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(second->workspace().talk(m_conversation)), rows, kPatienceMs);
    ConversationListModel *mine = second->workspace().mine();
    QCOMPARE(mine->at(mine->rowOf(m_conversation)).title, QStringLiteral("Gina"));
    QVERIFY(second->problems.isEmpty());
    // It is on that computer's own disk from now on.
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
}

void TestHistory::bothComputersGoOnWithoutDoublingOrGap()
{
    const auto second = std::make_unique<Client>(m_company.home(QStringLiteral("anna 2")));
    QVERIFY(second->isConnected());
    Talk *first_talk = m_anna->workspace().talk(m_conversation);
    Talk *second_talk = second->workspace().talk(m_conversation);
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the spout")));
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the colour")));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(second_talk), rowsOf(first_talk), kPatienceMs);
    QVERIFY(second->problems.isEmpty());
}

void TestHistory::whatWasSaidWhileTheWordsWereMissingIsKeptToo()
{
    const auto third = newComputer(QStringLiteral("anna 3"));
    QVERIFY(third);
    m_anna.reset(); // the third one takes what comes now, without the words
    const auto gert = m_company.guest(m_link, QStringLiteral("Gert"));
    QVERIFY(gert);
    third->workspace().setDutyStatus(DutyStatus::Available, 20);
    const QString words = QStringLiteral("A pot without a lid");
    QVERIFY(begins(*third, *gert, words));
    const ConversationId id = gert->talk()->id();
    QCOMPARE(typed(*third, m_words.join(u' ')), QString());
    QVERIFY(hasKept(*third));
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
    QVERIFY(m_anna->sees(m_anna->workspace().talk(id), words));
    QVERIFY(hasKept(*m_anna));
    QCOMPARE(rowsOf(m_anna->workspace().talk(id)).filter(words).size(), 1);
    QVERIFY(m_anna->problems.isEmpty());
}

void TestHistory::wordsThatDoNotFitAreRefused_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("sentence");
    crypto::SodiumRandom random;
    QStringList swapped = m_words;
    swapped.swapItemsAt(2, 3);
    while (!crypto::readRecoveryWords(swapped.join(u' ')).isMistyped() && swapped.size() == 12)
        swapped.append(swapped.takeFirst()); // one in sixteen fits by chance
    const QString others = crypto::recoveryWordsOf(crypto::RecoverySecret::random(random)).join(u' ');
    QTest::newRow("nothing") << QString() << QStringLiteral("not the one that you wrote down");
    QTest::newRow("eleven") << m_words.mid(1).join(u' ') << QStringLiteral("not the one that you wrote down");
    QTest::newRow("in another order")
        << swapped.join(u' ') << QStringLiteral("not the one that you wrote down");
    QTest::newRow("somebody else's") << others << QStringLiteral("not the recovery words of this account");
}

void TestHistory::wordsThatDoNotFitAreRefused()
{
    QFETCH(QString, words);
    QFETCH(QString, sentence);
    static int number = 0;
    const auto computer = newComputer(QStringLiteral("wrong %1").arg(++number));
    QVERIFY(computer);
    QVERIFY2(typed(*computer, words).contains(sentence), qPrintable(sentence));
    QCOMPARE(computer->workspace().history().state, State::Locked);
    QCOMPARE(typed(*computer, m_words.join(u' ')), QString()); // nothing is spoilt
    QVERIFY(hasKept(*computer));
}

void TestHistory::keysThatTheServerBentAreRefused_data()
{
    QTest::addColumn<int>("bend");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a bit of them") << 0 << QStringLiteral("The server changed the keys");
    QTest::newRow("cut short") << 1 << QStringLiteral("The server changed the keys");
    QTest::newRow("of another version") << 2 << QStringLiteral("The server changed the keys");
    QTest::newRow("its own, for other words")
        << 3 << QStringLiteral("not the recovery words of this account");
    QTest::newRow("none") << 4 << QStringLiteral("not the recovery words of this account");
}

void TestHistory::keysThatTheServerBentAreRefused()
{
    QFETCH(int, bend);
    QFETCH(QString, sentence);
    const auto computer = newComputer(QStringLiteral("bent keys %1").arg(bend));
    QVERIFY(computer);
    computer->tampering().set(editing<protocol::Archive>([bend](protocol::Archive &message) {
        crypto::SodiumRandom random;
        QByteArray &keys = message.keys.bytes;
        if (bend == 0) keys[keys.size() - 20] = static_cast<char>(keys.at(keys.size() - 20) ^ 1);
        if (bend == 1) keys.chop(1);
        if (bend == 2) ++message.version;
        if (bend == 3)
            keys =
                archive::sealKeys(archive::Keyring::make(random, {1}), crypto::RecoverySecret::random(random),
                                  {AccountId{1}, message.version}, {}, random);
        if (bend == 4) message = {message.request, 0, {}, {}, 0, {}, {}};
    }));
    const QString said = typed(*computer, m_words.join(u' '));
    QVERIFY2(said.contains(sentence), qPrintable(said));
    QCOMPARE(computer->tampering().uploads(), 0); // security.md A6
    computer->tampering().set([](const QByteArray &frame) -> QList<QByteArray> { return {frame}; });
    QCOMPARE(typed(*computer, m_words.join(u' ')), QString()); // from an honest server
    QVERIFY(hasKept(*computer));
}

void TestHistory::entriesThatTheServerBentAreToldOnce_data()
{
    QTest::addColumn<int>("bend");
    QTest::newRow("a bit of one") << 0;
    QTest::newRow("two in each other's place") << 1;
    QTest::newRow("one left out") << 2;
    QTest::newRow("one left out, the others moved up") << 3;
    QTest::newRow("the first ones left out") << 4;
    QTest::newRow("one a second time, in another's place") << 5; // security.md B4
}

void TestHistory::entriesThatTheServerBentAreToldOnce()
{
    QFETCH(int, bend);
    const auto computer = newComputer(QStringLiteral("bent entries %1").arg(bend));
    QVERIFY(computer);
    const auto log = std::make_shared<std::atomic<quint64>>(0);
    computer->tampering().set([bend, log](const QByteArray &frame) -> QList<QByteArray> {
        if (auto archive = protocol::decodeFrame<protocol::Archive>(frame)) {
            *log = archive->log.value;
            if (bend == 3) --archive->head.value;
            return {protocol::encodeFrame(*archive)};
        }
        auto message = protocol::decodeFrame<protocol::Envelopes>(frame);
        if (!message) return {frame};
        auto &items = message->envelopes.items;
        if (items.size() < 6 || items.constFirst().log.value != *log) return {frame};
        if (bend == 0) items[3].body.bytes[60] = static_cast<char>(items[3].body.bytes.at(60) ^ 1);
        if (bend == 1) { // the boxes under each other's ids
            auto one = *decode<content::SealedArchiveEntry>(items[2].body.bytes);
            auto other = *decode<content::SealedArchiveEntry>(items[3].body.bytes);
            std::swap(one.box, other.box);
            items[2].body.bytes = encode(one);
            items[3].body.bytes = encode(other);
        }
        if (bend == 2) items.removeAt(3);
        if (bend == 3) {
            items.removeAt(1);
            for (qsizetype i = 1; i < items.size(); ++i)
                --items[i].sequence.value;
        }
        if (bend == 4) items.remove(0, 2);
        if (bend == 5) items[3].body = items[2].body;
        return {protocol::encodeFrame(*message)};
    });
    QCOMPARE(typed(*computer, m_words.join(u' ')), QString());
    QVERIFY(computer->isWarned(QStringLiteral("left out or changed a part")));
    QVERIFY(hasKept(*computer));
    QCOMPARE(computer->problems.size(), 1);
    QVERIFY(
        computer->sees(computer->workspace().talk(m_conversation), QStringLiteral("What about the colour")));
    QStringList rows = rowsOf(computer->workspace().talk(m_conversation));
    QCOMPARE(rows.removeDuplicates(), 0);
}

void TestHistory::newWordsEndTheOldOnes()
{
    const auto second = std::make_unique<Client>(m_company.home(QStringLiteral("anna 2")));
    QVERIFY(second->isConnected());
    QVERIFY(hasKept(*second));
    m_old_words = m_words;
    m_words = makesWords(*m_anna);
    QCOMPARE(m_words.size(), 12);
    QVERIFY(m_words != m_old_words);
    QTRY_COMPARE_WITH_TIMEOUT(second->workspace().history().state, State::Locked, kPatienceMs);
    QVERIFY(typed(*second, m_old_words.join(u' ')).contains(QStringLiteral("replaced by newer ones")));
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the cord")));
    QVERIFY(hasKept(*m_anna));
    QCOMPARE(typed(*second, m_words.join(u' ')), QString());
    QVERIFY(second->sees(second->workspace().talk(m_conversation), QStringLiteral("What about the cord")));

    const auto computer = newComputer(QStringLiteral("old words"));
    QVERIFY(computer);
    QVERIFY(typed(*computer, m_old_words.join(u' ')).contains(QStringLiteral("replaced by newer ones")));
    QCOMPARE(typed(*computer, m_words.join(u' ')), QString());
    QVERIFY(computer->sees(computer->workspace().talk(m_conversation), QStringLiteral("My kettle whistles")));
}

void TestHistory::olderKeysThanBeforeAreNotUsed()
{
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    m_anna->tampering().set(
        editing<protocol::Archive>([](protocol::Archive &message) { --message.version; }));
    QVERIFY(m_anna->isConnected());
    QVERIFY(m_anna->isWarned(QStringLiteral("gave older keys")));
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the older keys"))); // there is something to be kept
    QCOMPARE(m_anna->tampering().uploads(), 0);
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
    QVERIFY(hasKept(*m_anna));
}

// The account has no password: the words open it, and the new computer takes the lost one's place.
void TestHistory::aCustomerComesBackOnANewComputer()
{
    m_ginas_words = makesWords(*m_gina);
    QCOMPARE(m_ginas_words.size(), 12);
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the warranty")));
    QVERIFY(hasKept(*m_gina));
    const QStringList rows = rowsOf(m_gina->talk());
    m_gina.reset();

    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina 2")));
    QVERIFY(comesBack(*m_gina, m_ginas_words.join(u' ')));
    QVERIFY(m_gina->isConnected());
    QCOMPARE(m_gina->talk()->id(), m_conversation);
    QCOMPARE(m_gina->workspace().ownName(), QStringLiteral("Gina"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("My kettle whistles")));
    QVERIFY(hasKept(*m_gina));
    const QStringList brought = rowsOf(m_gina->talk());
    for (const QString &row : rows)
        QVERIFY2(brought.contains(row), qPrintable(row));

    // And goes on in it: in the group again, by itself, in place of the first computer.
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs);
    QVERIFY(talks(*m_anna, *m_gina, QStringLiteral("the new kettle")));
}

void TestHistory::aCustomerWithOtherWordsDoesNotComeBack()
{
    crypto::SodiumRandom random;
    const QString others = crypto::recoveryWordsOf(crypto::RecoverySecret::random(random)).join(u' ');
    Client stranger(m_company.home(QStringLiteral("stranger")));
    QVERIFY(comesBack(stranger, others));
    QVERIFY(stranger.isWarned(QStringLiteral("Nobody here has these recovery words")));
    stranger.workspace().comeBackAsCustomer(m_words.join(u' ')); // a member of staff's
    QTRY_COMPARE_WITH_TIMEOUT(stranger.problems.size(), 2, kPatienceMs);
    QVERIFY(stranger.problems.constLast().sentence.contains(QStringLiteral("Nobody here has")));
    QCOMPARE(stranger.workspace().state(), Workspace::State::Empty);
}

// Its database is put back to what it was before the newest words and the last words of the talk.
void TestHistory::aServerFromABackupGetsTheNewestKeysAgain()
{
    const QString folder = m_company.home(QStringLiteral("server"));
    const QString backup = m_company.home(QStringLiteral("backup"));
    QVERIFY(m_company.server().stop());
    QVERIFY(e2e::copyDatabase(folder, backup));
    QVERIFY(m_company.server().start());
    QTRY_VERIFY_WITH_TIMEOUT(!(m_words = makesWords(*m_anna)).isEmpty(), kPatienceMs); // once it is connected
    QVERIFY(hasKept(*m_anna));
    QVERIFY(m_company.server().stop());
    QVERIFY(e2e::restoreDatabase(backup, folder));
    QVERIFY(m_company.server().start());
    QVERIFY(m_anna->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().history().state == State::Kept, kPatienceMs);
    const auto computer = newComputer(QStringLiteral("after the backup"));
    QVERIFY(computer);
    QTRY_COMPARE_WITH_TIMEOUT(typed(*computer, m_words.join(u' ')), QString(), kPatienceMs);
    QVERIFY(computer->sees(computer->workspace().talk(m_conversation), QStringLiteral("My kettle whistles")));
}

void TestHistory::aLostAnswerLeavesTheOldWordsOrTheNewOnes()
{
    const auto is_lost = std::make_shared<std::atomic<bool>>(false);
    m_anna->tampering().set([is_lost](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::Archive) return {frame};
        *is_lost = true;
        return {};
    });
    m_anna->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_VERIFY_WITH_TIMEOUT(is_lost->load(), kPatienceMs);
    m_anna.reset(); // the server has them, and nobody has seen them
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
    QVERIFY(hasKept(*m_anna));
    QVERIFY(m_anna->workspace().history().is_offered); // they are not written down
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    m_anna->workspace().showRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    m_words = told.first().first().toStringList();
    const auto computer = newComputer(QStringLiteral("after the loss"));
    QVERIFY(computer);
    QCOMPARE(typed(*computer, m_words.join(u' ')), QString());
    QVERIFY(computer->sees(computer->workspace().talk(m_conversation), QStringLiteral("My kettle whistles")));
}

CHAT121_TEST_MAIN(TestHistory)
#include "tst_history.moc"
