// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a department asks before the first words: what can be signed, and who reads it in which language.
#include "client/core/engine/desk/start_questions.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QList<chat121::StartQuestion>)

namespace {

const QuestionWording kEnglish{{}, u"What is it about?"_s, {u"Order"_s, u"Return"_s}};
const QuestionWording kGerman{u"de"_s, u"Worum geht es?"_s, {u"Bestellung"_s, u"Rückgabe"_s}};
const QuestionWording kBrazilian{u"pt-BR"_s, u"Qual é o assunto?"_s, {u"Pedido"_s, u"Devolução"_s}};

QList<StartQuestion> asking(const QList<QuestionWording> &wordings)
{
    return {{true, wordings}};
}

} // namespace

class TestStartQuestions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyComeBack();
    void whatMakesNoSenseIsNotSigned_data();
    void whatMakesNoSenseIsNotSigned();
    void everybodyReadsTheirLanguage_data();
    void everybodyReadsTheirLanguage();
};

void TestStartQuestions::theyComeBack()
{
    const QList<StartQuestion> questions{{true, {kEnglish, kGerman}},
                                         {false, {{{}, u"Number of the order"_s, {}}}}};
    const auto signed_ones = signedQuestions(questions);
    QVERIFY(signed_ones);
    const auto read = decode<identity::StartQuestions>(encode(*signed_ones));
    QVERIFY(read);
    QCOMPARE(questionsOf(*read), questions);
    QVERIFY(signedQuestions({}));
}

void TestStartQuestions::whatMakesNoSenseIsNotSigned_data()
{
    QTest::addColumn<QList<StartQuestion>>("questions");
    QTest::addColumn<bool>("is_signed");
    const auto text = [](const QString &of) { return asking({{{}, of, {}}}); };
    QTest::newRow("a text") << text(u"Which?"_s) << true;
    QTest::newRow("the longest") << text(QString(limits::kQuestionBytesMax, u'x')) << true;
    QTest::newRow("a longer one") << text(QString(limits::kQuestionBytesMax + 1, u'x')) << false;
    QTest::newRow("no words") << text(u" "_s) << false;
    QTest::newRow("in no language") << asking({}) << false;
    QTest::newRow("in two") << asking({kEnglish, kGerman}) << true;
    QTest::newRow("in one language twice") << asking({kEnglish, kGerman, kGerman}) << false;
    QTest::newRow("a second one for everybody") << asking({kGerman, kEnglish}) << false;
    QTest::newRow("a single choice") << asking({{{}, u"Which?"_s, {u"This"_s}}}) << false;
    QTest::newRow("a choice twice") << asking({{{}, u"Which?"_s, {u"This"_s, u"This"_s}}}) << false;
    QTest::newRow("an empty choice") << asking({{{}, u"Which?"_s, {u"This"_s, {}}}}) << false;
    QTest::newRow("other choices in German")
        << asking({kEnglish, {u"de"_s, u"Worum geht es?"_s, {u"Bestellung"_s, u"Rückgabe"_s, u"Sonst"_s}}})
        << false;
    QList<StartQuestion> most;
    for (qsizetype i = 0; i < limits::kStartQuestionsMax; ++i)
        most += asking({kEnglish});
    QTest::newRow("as many as there may be") << most << true;
    QTest::newRow("one more") << most + asking({kEnglish}) << false;
}

void TestStartQuestions::whatMakesNoSenseIsNotSigned()
{
    QFETCH(QList<StartQuestion>, questions);
    QFETCH(bool, is_signed);
    QCOMPARE(signedQuestions(questions).has_value(), is_signed);
}

void TestStartQuestions::everybodyReadsTheirLanguage_data()
{
    QTest::addColumn<QStringList>("languages");
    QTest::addColumn<QString>("text");
    QTest::newRow("German") << QStringList{u"de"_s} << kGerman.text;
    QTest::newRow("German in Austria") << QStringList{u"de-AT"_s, u"en"_s} << kGerman.text;
    QTest::newRow("Portuguese in Portugal") << QStringList{u"pt-PT"_s} << kBrazilian.text;
    QTest::newRow("another one, then German") << QStringList{u"fr-FR"_s, u"de-DE"_s} << kGerman.text;
    QTest::newRow("whatever its letters") << QStringList{u"DE"_s} << kGerman.text;
    QTest::newRow("one that is not there") << QStringList{u"fr"_s} << kEnglish.text;
    QTest::newRow("none") << QStringList() << kEnglish.text;
}

void TestStartQuestions::everybodyReadsTheirLanguage()
{
    QFETCH(QStringList, languages);
    const auto questions = signedQuestions(asking({kEnglish, kGerman, kBrazilian}));
    QVERIFY(questions);
    const QList<AskedQuestion> asked = askedIn(languages, *questions);
    QCOMPARE(asked.size(), 1);
    QTEST(asked.first().text, "text");
    QCOMPARE(asked.first().choices.size(), 2);
    QVERIFY(asked.first().is_required);
}

CHAT121_TEST_MAIN(TestStartQuestions)
#include "tst_start_questions.moc"
