// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Questions before the first words, in the windows: the owner writes them in several languages, the customer
// answers what is needed and passes over the rest.
#include "client/ui/desk/questions_dialog.h"
#include "client/ui/desk/rules_dialog.h"
#include "common/base/limits.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestQuestionWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup()
    {
        m_sheet.reset();
        closeWindow();
    }
    void theOwnerWritesThem();
    void inAnotherLanguage();
    void whatMakesNoSenseIsSaid_data();
    void whatMakesNoSenseIsSaid();
    void theRulesLeadToThem();
    void theCustomerAnswersFirst();
    void whatIsNotNeededIsPassedOver();
    void whatIsTypedStays();
    void termsComeBefore();
    void remoteWordsArePlain();

private:
    void open(const QList<StartQuestion> &questions)
    {
        newWorkspace();
        m_workspace->billing_desk.questions = questions;
        m_sheet = std::make_unique<ui::QuestionsDialog>(*m_workspace, DepartmentId{2});
        m_sheet->show();
    }
    void write(const QString &name, const QString &text)
    {
        auto *edit = m_sheet->findChild<QLineEdit *>(name);
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    QString read(const QString &name) { return m_sheet->findChild<QLineEdit *>(name)->text(); }
    QAbstractButton *button(const QString &name) { return m_sheet->findChild<QAbstractButton *>(name); }
    void playQuestions(const QList<AskedQuestion> &questions)
    {
        newWorkspace();
        showWindow();
        playCustomerAt(*m_workspace, QueueStanding::Step::NotStarted, m_clock.now());
        ask(questions);
    }
    void ask(const QList<AskedQuestion> &questions)
    {
        QueueStanding standing = m_workspace->standing();
        standing.questions = questions;
        m_workspace->setStanding(standing);
    }

    std::unique_ptr<ui::QuestionsDialog> m_sheet;
};

void TestQuestionWindows::theOwnerWritesThem()
{
    open({});
    QVERIFY(!button(u"questionsSaveButton"_s)->isEnabled());
    write(u"questionEdit1"_s, u"Which one?"_s);
    write(u"questionChoicesEdit1"_s, u"Red; Blue ;"_s);
    button(u"questionRequiredBox1"_s)->click();
    write(u"questionEdit3"_s, u"Number"_s);
    QVERIFY(button(u"questionsSaveButton"_s)->isEnabled());
    button(u"questionsSaveButton"_s)->click();
    const QList<StartQuestion> wanted{{true, {{{}, u"Which one?"_s, {u"Red"_s, u"Blue"_s}}}},
                                      {false, {{{}, u"Number"_s, {}}}}};
    QCOMPARE(m_workspace->desk_rules.size(), 1);
    QCOMPARE(m_workspace->desk_rules.first().questions, wanted);
    m_workspace->billing_desk.questions = wanted;
    Q_EMIT m_workspace->departmentsChanged();
    QVERIFY(!m_sheet->isVisible());
}

void TestQuestionWindows::inAnotherLanguage()
{
    open({{false, {{{}, u"Number"_s, {}}}}});
    write(u"questionsTagEdit"_s, u"no tag!"_s);
    button(u"questionsAddButton"_s)->click();
    auto *language = m_sheet->findChild<QComboBox *>(u"questionsLanguageCombo"_s);
    QCOMPARE(language->count(), 1);
    write(u"questionsTagEdit"_s, u"de"_s);
    button(u"questionsAddButton"_s)->click();
    QCOMPARE(language->count(), 2);
    QCOMPARE(language->currentData().toString(), u"de"_s);
    QCOMPARE(read(u"questionEdit1"_s), QString());
    write(u"questionEdit1"_s, u"Nummer"_s);
    language->setCurrentIndex(0);
    QCOMPARE(read(u"questionEdit1"_s), u"Number"_s);
    button(u"questionsSaveButton"_s)->click();
    const QList<StartQuestion> wanted{{false, {{{}, u"Number"_s, {}}, {u"de"_s, u"Nummer"_s, {}}}}};
    QCOMPARE(m_workspace->desk_rules.first().questions, wanted);
}

void TestQuestionWindows::whatMakesNoSenseIsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("choices");
    QTest::newRow("choices of nothing") << QString() << u"Red; Blue"_s;
    QTest::newRow("a single choice") << u"Which?"_s << u"Red"_s;
    QTest::newRow("a choice twice") << u"Which?"_s << u"Red; Red"_s;
    QTest::newRow("too long") << QString(limits::kQuestionBytesMax + 1, u'x') << QString();
    QTest::newRow("a choice that is too long")
        << u"Which?"_s << u"Red; "_s + QString(limits::kChoiceBytesMax + 1, u'x');
}

void TestQuestionWindows::whatMakesNoSenseIsSaid()
{
    QFETCH(QString, text);
    QFETCH(QString, choices);
    open({});
    write(u"questionEdit2"_s, text);
    write(u"questionChoicesEdit2"_s, choices);
    QVERIFY(!button(u"questionsSaveButton"_s)->isEnabled());
    auto *wrong = m_sheet->findChild<QLabel *>(u"questionsWrongLabel"_s);
    QVERIFY(wrong->isVisible() && !wrong->text().isEmpty());
}

void TestQuestionWindows::theRulesLeadToThem()
{
    newWorkspace();
    ui::RulesDialog rules(*m_workspace);
    rules.show();
    bool was_open = false;
    whenDialogOpens(
        [&](QDialog *dialog) { was_open = qobject_cast<ui::QuestionsDialog *>(dialog) != nullptr; });
    rules.findChild<QAbstractButton *>(u"questionsButton"_s)->click();
    QVERIFY(was_open);
}

void TestQuestionWindows::theCustomerAnswersFirst()
{
    playQuestions(sampleQuestions());
    QVERIFY(!visible(u"composerEdit"_s));
    QCOMPARE(focused(), u"questionField1"_s);
    QVERIFY(!visible(u"questionsGoButton"_s)->isEnabled()); // the first is needed
    visible<QComboBox>(u"questionField1"_s)->setCurrentIndex(2);
    QVERIFY(visible(u"questionsGoButton"_s)->isEnabled());
    type(u"questionField2"_s, u" 4711 "_s);
    click(u"questionsGoButton"_s);
    const QList<AskedQuestion> asked = sampleQuestions();
    const QList<StartAnswer> wanted{{asked.at(0).text, asked.at(0).choices.at(1)},
                                    {asked.at(1).text, u"4711"_s}};
    QCOMPARE(m_workspace->start_answers, QList<QList<StartAnswer>>{wanted});
    ask({});
    QVERIFY(!visible(u"questionField1"_s));
    QCOMPARE(focused(), u"composerEdit"_s);
}

void TestQuestionWindows::whatIsNotNeededIsPassedOver()
{
    playQuestions({{u"Number"_s, {}, false}});
    QVERIFY(visible(u"questionsGoButton"_s)->isEnabled());
    press(Qt::Key_Tab);
    QCOMPARE(focused(), u"questionsGoButton"_s);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->start_answers.size(), 1);
    QVERIFY(m_workspace->start_answers.first().isEmpty());
}

// The queue moves while somebody thinks about an answer.
void TestQuestionWindows::whatIsTypedStays()
{
    playQuestions(sampleQuestions());
    type(u"questionField2"_s, u"47"_s);
    QueueStanding standing = m_workspace->standing();
    standing.agents_on_duty += 1;
    m_workspace->setStanding(standing);
    QCOMPARE(visible<QLineEdit>(u"questionField2"_s)->text(), u"47"_s);
}

void TestQuestionWindows::termsComeBefore()
{
    playQuestions(sampleQuestions());
    QueueStanding standing = m_workspace->standing();
    standing.terms = {1, u"We keep it."_s, false};
    m_workspace->setStanding(standing);
    QVERIFY(visible(u"termsText"_s));
    QVERIFY(!visible(u"questionField1"_s));
    standing.terms = {};
    m_workspace->setStanding(standing);
    QVERIFY(!visible(u"termsText"_s));
    QCOMPARE(focused(), u"questionField1"_s);
}

void TestQuestionWindows::remoteWordsArePlain()
{
    const auto hostile = u"<img src=/etc/hostname><b>bold</b>"_s;
    playQuestions({{hostile, {}, false}});
    const auto labels = m_window->findChildren<QLabel *>();
    const bool is_there = std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) {
        return label->text() == hostile && label->textFormat() == Qt::PlainText;
    });
    QVERIFY(is_there);
}

CHAT121_GUI_TEST_MAIN(TestQuestionWindows)
#include "tst_question_windows.moc"
