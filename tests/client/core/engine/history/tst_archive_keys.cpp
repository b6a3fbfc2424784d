// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of an account's archive: what is new gets a new key once a month, and the words open all of them;
// keys that a server pushes to a running device as newer ones are refused, and nothing is sealed under them
// (security.md A6). Keys that it bends for a new computer: tst_history.

#include "client/core/archive/keyring.h"
#include "common/crypto/init.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr auto kDay = std::chrono::hours(24);
using State = HistoryStatus::State;

// What has left a client for its archive.
class Uploads {
public:
    struct Keys {
        quint64 version = 0;
        QByteArray sealed;
    };

    void watch(Client &client)
    {
        client.tampering().watchSent([this](const QByteArray &frame) {
            const std::lock_guard lock(m_guard);
            if (const auto put = protocol::decodeFrame<protocol::PutArchiveKeys>(frame)) {
                m_keys.append({put->replaces + 1, put->keys.bytes});
                ++m_all;
            }
            const auto append = protocol::decodeFrame<protocol::AppendArchive>(frame);
            if (!append) return;
            ++m_all;
            for (const protocol::ArchiveItem &item : append->items.items) {
                const auto entry = decode<content::SealedArchiveEntry>(item.sealed.bytes);
                m_numbers.append(entry ? entry->key : 0);
            }
        });
    }

    QList<Keys> keys() const
    {
        const std::lock_guard lock(m_guard);
        return m_keys;
    }
    QList<quint32> numbers() const // of the keys, one for each entry
    {
        const std::lock_guard lock(m_guard);
        return m_numbers;
    }
    int all() const
    {
        const std::lock_guard lock(m_guard);
        return m_all;
    }

private:
    mutable std::mutex m_guard;
    QList<Keys> m_keys;
    QList<quint32> m_numbers;
    int m_all = 0;
};

} // namespace

class TestArchiveKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsNewAfterAMonthHasANewKey();
    void theWordsOpenWhatLiesUnderBoth();
    void newerKeysOfTheServersMakingAreRefused_data();
    void newerKeysOfTheServersMakingAreRefused();

private:
    bool talks(const QString &about); // Gina says something, Anna answers
    bool hasKept(Client &client);
    void starts(); // Anna's client, with its uploads watched
    QStringList wordsOf(Client &client);

    Uploads m_uploads; // before the client, which tells it
    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
    QString m_link;
    QStringList m_words;
};

void TestArchiveKeys::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    m_conversation = m_gina->talk()->id();
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    m_uploads.watch(*m_anna);
    m_anna->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    m_words = told.first().first().toStringList();
    QVERIFY(talks(u"the lid"_s));
    QVERIFY(hasKept(*m_anna));
}

bool TestArchiveKeys::talks(const QString &about)
{
    Talk *annas = m_anna->workspace().talk(m_conversation);
    m_gina->talk()->say(u"What about "_s + about);
    if (!m_anna->sees(annas, u"What about "_s + about)) return false;
    annas->say(u"About "_s + about);
    return m_gina->sees(m_gina->talk(), u"About "_s + about);
}

bool TestArchiveKeys::hasKept(Client &client)
{
    return QTest::qWaitFor(
        [&] {
            const HistoryStatus status = client.workspace().history();
            return status.state == State::Kept && !status.is_behind && !status.is_reading;
        },
        kPatienceMs);
}

void TestArchiveKeys::starts()
{
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    m_uploads.watch(*m_anna);
}

QStringList TestArchiveKeys::wordsOf(Client &client)
{
    QSignalSpy told(&client.workspace(), &Workspace::recoveryWordsTold);
    client.workspace().showRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    if (!QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs)) return {};
    return told.first().first().toStringList();
}

// --- once a month ---------------------------------------------------------------------------------

void TestArchiveKeys::whatIsNewAfterAMonthHasANewKey()
{
    const auto before = m_uploads.numbers();
    QVERIFY(!before.isEmpty());
    for (const quint32 number : before)
        QCOMPARE(number, 1u);
    QCOMPARE(m_uploads.keys().size(), 1);

    m_anna->clock().shift(31 * kDay);
    QVERIFY(talks(u"the seal"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_uploads.numbers().size() >= before.size() + 2, kPatienceMs);
    QVERIFY(hasKept(*m_anna));
    const auto after = m_uploads.numbers();
    for (qsizetype i = before.size(); i < after.size(); ++i)
        QCOMPARE(after.at(i), 2u);

    QCOMPARE(m_uploads.keys().size(), 2); // once, not with each word
    const Uploads::Keys record = m_uploads.keys().constLast();
    const auto typed = crypto::readRecoveryWords(m_words.join(u' '));
    QVERIFY(typed.secret);
    AccountId annas{};
    for (const RosterRow &row : m_anna->workspace().talk(m_conversation)->roster())
        if (row.is_me) annas = row.account;
    const auto opened = archive::openKeys(record.sealed, *typed.secret, {annas, record.version});
    QVERIFY(opened);
    QCOMPARE(opened->keyring.keys.size(), size_t(2));
    QVERIFY(!(opened->keyring.keys.at(0).key == opened->keyring.keys.at(1).key));
    m_anna->clock().shift({});
}

void TestArchiveKeys::theWordsOpenWhatLiesUnderBoth()
{
    QCOMPARE(wordsOf(*m_anna), m_words); // a new key needs no new paper
    m_anna.reset();                      // everything comes out of the archive
    Client computer(m_company.home(u"a new computer"_s));
    LiveWorkspace &workspace = computer.workspace();
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), Workspace::State::Empty, kPatienceMs);
    workspace.logIn(m_link, u"Anna"_s, QString::fromLatin1(Client::kPassword));
    QVERIFY(computer.isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(workspace.history().state, State::Locked, kPatienceMs);
    workspace.enterRecoveryWords(m_words.join(u' '));
    QVERIFY(hasKept(computer));
    Talk *talk = workspace.talk(m_conversation);
    QVERIFY(computer.sees(talk, u"What about the lid"_s));  // under the first key
    QVERIFY(computer.sees(talk, u"What about the seal"_s)); // under the second one
    QVERIFY(computer.problems.isEmpty());
    starts();
    QVERIFY(m_anna->isConnected());
    QVERIFY(hasKept(*m_anna));
}

// --- newer keys that are pushed -------------------------------------------------------------------

void TestArchiveKeys::newerKeysOfTheServersMakingAreRefused_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("warning"); // empty: the window asks for the newer words
    const QString changed = u"The server changed the keys"_s;
    QTest::newRow("its own, for other words") << u"own"_s << QString();
    QTest::newRow("its own, under the mark of these words") << u"marked"_s << changed;
    QTest::newRow("the account's own, with another byte") << u"bent"_s << changed;
    QTest::newRow("the account's own, as newer than they are") << u"renumbered"_s << changed;
}

void TestArchiveKeys::newerKeysOfTheServersMakingAreRefused()
{
    QFETCH(QString, made);
    QFETCH(QString, warning);
    QVERIFY(hasKept(*m_anna));
    const auto is_told = std::make_shared<std::atomic<bool>>(false);
    const auto is_shown = std::make_shared<std::atomic<bool>>(false);
    m_anna->tampering().set([made, is_told, is_shown](const QByteArray &frame) -> QList<QByteArray> {
        if (auto archive = protocol::decodeFrame<protocol::Archive>(frame)) {
            crypto::SodiumRandom random;
            ++archive->version;
            QByteArray &keys = archive->keys.bytes;
            const QByteArray own =
                archive::sealKeys(archive::Keyring::make(random, {1}), crypto::RecoverySecret::random(random),
                                  {AccountId{1}, archive->version}, {}, random);
            if (made == u"own") keys = own;
            if (made == u"bent") keys[keys.size() - 20] = static_cast<char>(keys.at(keys.size() - 20) ^ 1);
            if (made == u"marked") {
                auto record = *decode<content::SealedArchiveKeys>(own);
                record.mark = decode<content::SealedArchiveKeys>(keys)->mark;
                keys = encode(record);
            }
            *is_shown = true;
            return {protocol::encodeFrame(*archive)};
        }
        if (protocol::typeOf(frame) != protocol::MessageType::EnvelopePushed || is_told->exchange(true))
            return {frame};
        return {frame, protocol::encodeFrame(protocol::ArchiveGrown{{9'999}, 9'999})};
    });
    m_gina->talk()->say(u"With this comes "_s + made);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(m_conversation), u"With this comes "_s + made));
    QTRY_VERIFY_WITH_TIMEOUT(is_shown->load(), kPatienceMs);
    if (warning.isEmpty())
        QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().history().state, State::Locked, kPatienceMs);
    else
        QVERIFY(m_anna->isWarned(warning));
    const int before = m_uploads.all();
    QVERIFY(talks(made)); // there is something to be kept
    QVERIFY(talks(u"more of "_s + made));
    QCOMPARE(m_uploads.all(), before);
    QCOMPARE(wordsOf(*m_anna), m_words);

    starts(); // at an honest server
    QVERIFY(m_anna->isConnected());
    QVERIFY(hasKept(*m_anna));
    QVERIFY(m_uploads.all() > before); // what was said meanwhile is kept now
    QCOMPARE(m_uploads.keys().size(), 2);
    QCOMPARE(wordsOf(*m_anna), m_words);
}

CHAT121_TEST_MAIN(TestArchiveKeys)
#include "tst_archive_keys.moc"
