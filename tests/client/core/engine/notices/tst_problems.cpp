// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every problem says what happened, what is not lost and what to do; no codes in the sentence.

#include "client/core/engine/notices/problems.h"
#include "common/protocol/messages/answers.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using protocol::Reason;

class TestProblems : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsASentenceForPeople_data();
    void everyKindIsASentenceForPeople();
    void refusalsHaveTheirOwnSentence_data();
    void refusalsHaveTheirOwnSentence();
    void codesStandInTheDetails();
};

void TestProblems::everyKindIsASentenceForPeople_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= static_cast<int>(ProblemKind::KeyStoreSilent); ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

void TestProblems::everyKindIsASentenceForPeople()
{
    QFETCH(int, kind);
    const QString sentence = problem(static_cast<ProblemKind>(kind)).sentence;
    QVERIFY(sentence.endsWith(u'.'));
    QVERIFY2(sentence.count(u'.') >= 2, qPrintable(sentence)); // what happened; what is safe or what to do
    QVERIFY2(!sentence.contains(u'!'), qPrintable(sentence));
    static const QRegularExpression jargon(QStringLiteral("error|code|epoch|commit|cipher|MLS|TLS|HPKE|null"),
                                           QRegularExpression::CaseInsensitiveOption);
    QVERIFY2(!sentence.contains(jargon), qPrintable(sentence));
}

void TestProblems::refusalsHaveTheirOwnSentence_data()
{
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("paced invitation") << Reason::InvitationPaced << ProblemKind::InvitationPaced;
    QTest::newRow("blocked") << Reason::Blocked << ProblemKind::Blocked;
    QTest::newRow("used-up invitation") << Reason::InvitationUsedUp << ProblemKind::InvitationUsedUp;
    QTest::newRow("expired invitation") << Reason::InvitationExpired << ProblemKind::InvitationExpired;
    QTest::newRow("unknown invitation") << Reason::InvitationUnknown << ProblemKind::InvitationUnknown;
    QTest::newRow("other version") << Reason::VersionUnsupported << ProblemKind::OtherVersion;
    QTest::newRow("wrong password") << Reason::BadPassword << ProblemKind::BadPassword;
    QTest::newRow("name taken") << Reason::NameTaken << ProblemKind::NameTaken;
    QTest::newRow("rolled back") << Reason::StateRolledBack << ProblemKind::StateRolledBack;
    QTest::newRow("server's disk full") << Reason::DiskFull << ProblemKind::ServerDiskFull;
    QTest::newRow("colleague was faster") << Reason::AlreadyTaken << ProblemKind::AlreadyTaken;
    QTest::newRow("anything else") << Reason::None << ProblemKind::ServerRefused;
}

void TestProblems::refusalsHaveTheirOwnSentence()
{
    QFETCH(Reason, reason);
    QFETCH(ProblemKind, kind);
    const protocol::Refused refused{{1}, Code::Forbidden, reason, 0};
    QCOMPARE(kindOf(refused), kind);
    QCOMPARE(problem(refused).sentence, problem(kind).sentence);
}

void TestProblems::codesStandInTheDetails()
{
    const Problem refused = problem(protocol::Refused{{1}, Code::Expired, Reason::InvitationExpired, 0});
    QVERIFY(refused.details.contains(QString::number(static_cast<int>(Code::Expired))));
    const Problem full = storeProblem({Code::TooLarge, {}});
    QVERIFY(full.is_retryable);
    QVERIFY(!full.sentence.isEmpty());
    QVERIFY(!storeProblem({Code::Crypto, {}}).is_retryable);
}

CHAT121_TEST_MAIN(TestProblems)
#include "tst_problems.moc"
