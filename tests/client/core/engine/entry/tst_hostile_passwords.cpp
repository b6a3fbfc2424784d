// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row D6 of the threat list: a server that asks for a weaker (or a ruinous) protection of a password gets
// nothing that is derived from the password, and the person is told.
#include "common/crypto/init.h"
#include "common/protocol/messages/passwords.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr quint64 kMiB = 1024 * 1024;

} // namespace

class TestHostilePasswords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsAskedForIsRefused_data();
    void whatIsAskedForIsRefused();

private:
    Company m_company;
    QString m_link;
};

void TestHostilePasswords::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
}

void TestHostilePasswords::whatIsAskedForIsRefused_data()
{
    QTest::addColumn<quint64>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<bool>("refused");
    QTest::newRow("as it was set") << quint64(256 * kMiB) << 3u << false;
    QTest::newRow("as for guests") << quint64(64 * kMiB) << 2u << true;
    QTest::newRow("a byte less memory") << quint64(256 * kMiB - 1) << 3u << true;
    QTest::newRow("a pass less") << quint64(256 * kMiB) << 2u << true;
    QTest::newRow("next to nothing") << quint64(8192) << 1u << true;
    QTest::newRow("nothing") << quint64(0) << 0u << true;
    QTest::newRow("more than the computer has") << (1ull << 60) << 3u << true;
    QTest::newRow("for ever") << quint64(256 * kMiB) << ~0u << true;
}

void TestHostilePasswords::whatIsAskedForIsRefused()
{
    QFETCH(quint64, memory);
    QFETCH(quint32, passes);
    QFETCH(bool, refused);
    Client victim(m_company.home(QString::fromLatin1(QTest::currentDataTag())));
    auto was_asked = std::make_shared<std::atomic<int>>(0);
    auto was_tried = std::make_shared<std::atomic<int>>(0); // the server has answered a try
    victim.tampering().set([=](const QByteArray &frame) -> QList<QByteArray> {
        if (auto settings = protocol::decodeFrame<protocol::PasswordSettings>(frame)) {
            ++*was_asked;
            settings->memory_bytes = memory;
            settings->passes = passes;
            return {protocol::encodeFrame(*settings)};
        }
        if (*was_asked > 0) ++*was_tried;
        return {frame};
    });
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
    victim.workspace().logIn(m_link, QStringLiteral("Fiona"), QStringLiteral("not the right one"));
    if (refused) {
        QVERIFY(victim.isWarned(QStringLiteral("weaker protection of your password")));
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(!victim.problems.isEmpty(), kPatienceMs);
        QVERIFY(!victim.problems.constLast().sentence.contains(QStringLiteral("weaker")));
    }
    QCOMPARE(was_asked->load(), 1);
    QCOMPARE(was_tried->load(), refused ? 0 : 1);
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
}

CHAT121_TEST_MAIN(TestHostilePasswords)
#include "tst_hostile_passwords.moc"
