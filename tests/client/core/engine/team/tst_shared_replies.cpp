// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies with real clients and a real server: who has them, who never does, who has them later, and
// that all have the same.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

// "refund: We have sent it."
QStringList libraryOf(Client &client)
{
    QStringList all;
    const ReplyLibrary library = client.workspace().cannedReplies();
    for (const CannedReply &reply : library.replies)
        all.append(reply.shortcut + u": "_s + reply.text);
    all.sort();
    return all;
}

bool isWaiting(Client &client)
{
    const QList<CannedReply> replies = client.workspace().cannedReplies().replies;
    return std::any_of(replies.cbegin(), replies.cend(),
                       [](const CannedReply &reply) { return reply.is_waiting; });
}

CannedReply only(Client &client)
{
    return client.workspace().cannedReplies().replies.value(0);
}

} // namespace

class TestSharedReplies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void colleaguesHaveItAndNobodyElse();
    void whoComesLaterHasTheNewest();
    void twoChangesAtOnceEndAlike();
    void aChangeOutlivesItsComputersSleep();
    void deletedOnesAreGoneForAll();

private:
    void write(Client &author, const QString &shortcut, const QString &text)
    {
        const QList<ReplyDepartment> departments = author.workspace().cannedReplies().departments;
        QVERIFY(!departments.isEmpty());
        CannedReply reply;
        reply.department = departments.constFirst().id;
        reply.shortcut = shortcut;
        reply.text = text;
        author.workspace().saveCannedReply(reply);
    }
    void change(Client &author, const QString &text)
    {
        CannedReply reply = only(author);
        reply.text = text;
        author.workspace().saveCannedReply(reply);
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Client> m_anna;
};

void TestSharedReplies::init()
{
    QVERIFY(crypto::initialise());
    m_company = std::make_unique<Company>();
    QVERIFY(m_company->opens());
    m_anna = m_company->agent(u"Anna"_s);
    QVERIFY(m_anna);
    QTRY_VERIFY_WITH_TIMEOUT(!m_anna->workspace().cannedReplies().departments.isEmpty(), kPatienceMs);
}

void TestSharedReplies::cleanup()
{
    m_anna.reset();
    m_company.reset();
}

void TestSharedReplies::colleaguesHaveItAndNobodyElse()
{
    const QString link = m_company->founder().invites(u"customers"_s);
    auto gina = m_company->guest(link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(*m_anna, *gina, u"My order is late."_s));
    const QString text = u"Sealed-for-colleagues-4711"_s;
    write(*m_anna, u"refund"_s, text);
    const QStringList wanted{u"refund: "_s + text};
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), wanted, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()), wanted, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(*m_anna), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(only(m_company->founder()).changed_by, u"Anna"_s, kPatienceMs);
    QVERIFY(gina->workspace().cannedReplies().replies.isEmpty());

    // How often it is used concerns nobody else.
    m_anna->workspace().countCannedReply(only(*m_anna).id);
    QTRY_COMPARE_WITH_TIMEOUT(only(*m_anna).uses, 1, kPatienceMs);
    write(*m_anna, u"bye"_s, u"Good bye"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()).size(), 2, kPatienceMs);
    for (const CannedReply &reply : m_company->founder().workspace().cannedReplies().replies)
        QCOMPARE(reply.uses, 0);

    gina.reset();
    m_anna.reset();
    for (const QString &who : {u"Gina"_s, u"server"_s, u"anna"_s})
        QVERIFY2(e2e::searchFolders({m_company->home(who)}, {text}).isEmpty(), qPrintable(who));
}

void TestSharedReplies::whoComesLaterHasTheNewest()
{
    write(*m_anna, u"refund"_s, u"first"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), QStringList{u"refund: first"_s}, kPatienceMs);
    change(*m_anna, u"second"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()), QStringList{u"refund: second"_s}, kPatienceMs);
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*bert), QStringList{u"refund: second"_s}, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!bert->workspace().cannedReplies().is_locked, kPatienceMs);
    change(*bert, u"third"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), QStringList{u"refund: third"_s}, kPatienceMs);
    QVERIFY(bert->problems.isEmpty());
}

void TestSharedReplies::twoChangesAtOnceEndAlike()
{
    write(*m_anna, u"refund"_s, u"first"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()), QStringList{u"refund: first"_s}, kPatienceMs);
    change(*m_anna, u"hers"_s);
    change(m_company->founder(), u"the owner's"_s);
    const auto have_ended = [&] {
        return !isWaiting(*m_anna) && !isWaiting(m_company->founder()) &&
               libraryOf(*m_anna) == libraryOf(m_company->founder()) && only(*m_anna).revision >= 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(have_ended(), kPatienceMs);
    // Whoever reads all of it later decides the same.
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*bert), libraryOf(*m_anna), kPatienceMs);
    QCOMPARE(libraryOf(m_company->founder()), libraryOf(*m_anna));
}

void TestSharedReplies::aChangeOutlivesItsComputersSleep()
{
    m_anna->tampering().loseSent(
        [](const QByteArray &frame) { return protocol::typeOf(frame) == protocol::MessageType::Append; });
    write(*m_anna, u"refund"_s, u"kept"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), QStringList{u"refund: kept"_s}, kPatienceMs);
    QVERIFY(isWaiting(*m_anna));
    m_anna.reset();
    QCOMPARE(libraryOf(m_company->founder()), QStringList());
    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()), QStringList{u"refund: kept"_s}, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), QStringList{u"refund: kept"_s}, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!isWaiting(*m_anna), kPatienceMs);
}

void TestSharedReplies::deletedOnesAreGoneForAll()
{
    QSignalSpy refused(&m_anna->workspace(), &Workspace::cannedReplyRefused);
    write(*m_anna, u"refund"_s, u"first"_s);
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(m_company->founder()), QStringList{u"refund: first"_s}, kPatienceMs);
    const CannedReply before = only(*m_anna);
    m_company->founder().workspace().deleteCannedReply(only(m_company->founder()));
    QTRY_COMPARE_WITH_TIMEOUT(libraryOf(*m_anna), QStringList(), kPatienceMs);
    QCOMPARE(libraryOf(m_company->founder()), QStringList());
    m_anna->workspace().saveCannedReply(before); // a window that had it open
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatienceMs);
    QCOMPARE(libraryOf(*m_anna), QStringList());
}

CHAT121_TEST_MAIN(TestSharedReplies)
#include "tst_shared_replies.moc"
