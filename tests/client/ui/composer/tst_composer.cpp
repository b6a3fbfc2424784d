// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The editor for replies, with real keys.
#include "client/ui/composer/composer.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "common/base/limits.h"
#include "tests/support/gui_test_main.h"

#include <QClipboard>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

class TestComposer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void init();
    void cleanup() { m_composer.reset(); }
    void enterSends();
    void shiftEnterStartsALine();
    void blankIsNotSent_data();
    void blankIsNotSent();
    void sendButtonFollowsTheText();
    void growsToSixLines();
    void tooLongIsToldAndKept();
    void exactlyTheLimitIsSent();
    void typingIsSignalledSeldom();
    void settingADraftIsNotTyping();
    void pasteIsPlain();
    void upInAnEmptyEditorWantsTheLastMessage();
    void tabLeavesTheEditor();
    void anAnswerNamesWhatItAnswers();
    void anEditPutsTheDraftAside();
    void escapeEndsIt_data();
    void escapeEndsIt();
    void mirrors();
    void emptyLineBeginsWhereTheLayoutDoes();
    void aPrivateNumberIsAskedAbout();
    void aPrivateNumberIsHidden();
    void whoSaysYesIsNotAskedAgain();
    void whoGoesOnWritingIsNotAskedYet();

private:
    Banner *question() { return m_composer->findChild<Banner *>(); }
    QPushButton *answer(const QString &text);
    QPlainTextEdit *edit() { return m_composer->edit(); }

    Theme m_theme;
    std::unique_ptr<Composer> m_composer;
};

void TestComposer::init()
{
    m_composer = std::make_unique<Composer>();
    m_composer->resize(400, m_composer->sizeHint().height());
    m_composer->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
    edit()->setFocus();
}

void TestComposer::enterSends()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClicks(edit(), u"  Hello  "_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(submitted.at(0).at(0).toString(), u"Hello"_s);
    QCOMPARE(m_composer->draft(), QString());
}

void TestComposer::shiftEnterStartsALine()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClicks(edit(), u"a"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit(), u"b"_s);
    QCOMPARE(submitted.size(), 0);
    QTest::mouseClick(m_composer->sendButton(), Qt::LeftButton);
    QCOMPARE(submitted.at(0).at(0).toString(), u"a\nb"_s);
}

void TestComposer::blankIsNotSent_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("spaces") << u"   "_s;
    QTest::newRow("lines") << u"\n\n"_s;
}

void TestComposer::blankIsNotSent()
{
    QFETCH(QString, text);
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(text);
    QTest::keyClick(edit(), Qt::Key_Enter);
    QCOMPARE(submitted.size(), 0);
}

void TestComposer::sendButtonFollowsTheText()
{
    QVERIFY(!m_composer->sendButton()->isEnabled());
    QVERIFY(!m_composer->sendButton()->accessibleName().isEmpty());
    m_composer->setDraft(u"x"_s);
    QVERIFY(m_composer->sendButton()->isEnabled());
}

void TestComposer::growsToSixLines()
{
    QList<int> heights;
    for (int lines = 1; lines <= 8; ++lines) {
        m_composer->setDraft(QStringList(lines, u"x"_s).join(u'\n'));
        heights.append(edit()->height());
    }
    QVERIFY(heights.at(5) > heights.at(1));
    QVERIFY(heights.at(1) > heights.at(0));
    QCOMPARE(heights.at(7), heights.at(5));
    m_composer->setDraft(u"words that wrap "_s.repeated(10));
    QTRY_VERIFY(edit()->height() > heights.at(0));
}

void TestComposer::tooLongIsToldAndKept()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(QString(limits::kTextBytesMax / 2 + 1, u'\u00E9')); // two bytes each
    QVERIFY(m_composer->problem().contains(u"too long"));
    QVERIFY(!m_composer->sendButton()->isEnabled());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QVERIFY(!m_composer->draft().isEmpty());
}

void TestComposer::exactlyTheLimitIsSent()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(QString(limits::kTextBytesMax, u'x'));
    QCOMPARE(m_composer->problem(), QString());
    m_composer->submit();
    QCOMPARE(submitted.size(), 1);
}

void TestComposer::typingIsSignalledSeldom()
{
    QSignalSpy typing(m_composer.get(), &Composer::typing);
    QTest::keyClicks(edit(), u"Hello"_s);
    QCOMPARE(typing.size(), 1);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTest::keyClicks(edit(), u"A"_s);
    QCOMPARE(typing.size(), 2); // a new message is news
}

void TestComposer::settingADraftIsNotTyping()
{
    QSignalSpy typing(m_composer.get(), &Composer::typing);
    QSignalSpy changed(m_composer.get(), &Composer::draftChanged);
    m_composer->setDraft(u"from before the restart"_s);
    QCOMPARE(typing.size() + changed.size(), 0);
    QTest::keyClicks(edit(), u"!"_s);
    QCOMPARE(changed.last().at(0).toString(), u"from before the restart!"_s);
}

void TestComposer::pasteIsPlain()
{
    auto *data = new QMimeData;
    data->setHtml(u"<img src=\"/etc/hostname\"><b>bold</b>"_s);
    data->setText(u"bold"_s);
    QGuiApplication::clipboard()->setMimeData(data);
    edit()->paste();
    QCOMPARE(m_composer->draft(), u"bold"_s);
}

void TestComposer::upInAnEmptyEditorWantsTheLastMessage()
{
    QSignalSpy wanted(m_composer.get(), &Composer::editLastWanted);
    QTest::keyClick(edit(), Qt::Key_Up);
    QCOMPARE(wanted.size(), 1);
    QTest::keyClicks(edit(), u"x"_s);
    QTest::keyClick(edit(), Qt::Key_Up);
    QCOMPARE(wanted.size(), 1);
}

void TestComposer::anAnswerNamesWhatItAnswers()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QSignalSpy answered(m_composer.get(), &Composer::answered);
    MessageId id;
    id.data[0] = 7;
    m_composer->setDraft(u"At"_s);
    m_composer->setAbout({Composer::About::Kind::Answer, id, u"Maria"_s, u"When?\nToday?"_s});
    QCOMPARE(m_composer->draft(), u"At"_s);
    const QString words = m_composer->findChild<QWidget *>(u"aboutLabel"_s)->property("text").toString();
    QVERIFY2(words.contains(u"Maria"_s) && words.contains(u"When? Today?"_s), qPrintable(words));
    QCOMPARE(edit()->accessibleDescription(), words);
    QTest::keyClicks(edit(), u" noon"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered.at(0).at(0).value<MessageId>(), id);
    QCOMPARE(answered.at(0).at(1).toString(), u"At noon"_s);
    QTest::keyClicks(edit(), u"more"_s); // about nothing any more
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(answered.size(), 1);
}

void TestComposer::anEditPutsTheDraftAside()
{
    QSignalSpy edited(m_composer.get(), &Composer::edited);
    MessageId id;
    id.data[0] = 7;
    m_composer->setDraft(u"half a thought"_s);
    m_composer->setAbout({Composer::About::Kind::Edit, id, {}, u"at noon"_s});
    QCOMPARE(m_composer->draft(), u"at noon"_s);
    QCOMPARE(m_composer->keptDraft(), u"half a thought"_s);
    QTest::keyClicks(edit(), u"!"_s);
    QCOMPARE(m_composer->keptDraft(), u"half a thought"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.at(0).at(1).toString(), u"at noon!"_s);
    QCOMPARE(m_composer->draft(), u"half a thought"_s);
    QCOMPARE(m_composer->about().kind, Composer::About::Kind::Nothing);
}

void TestComposer::escapeEndsIt_data()
{
    QTest::addColumn<bool>("is_edit");
    QTest::addColumn<bool>("is_by_button");
    QTest::newRow("an answer") << false << false;
    QTest::newRow("an edit") << true << false;
    QTest::newRow("an answer, by the button") << false << true;
    QTest::newRow("an edit, by the button") << true << true;
}

void TestComposer::escapeEndsIt()
{
    QFETCH(bool, is_edit);
    QFETCH(bool, is_by_button);
    m_composer->setDraft(u"kept"_s);
    const auto kind = is_edit ? Composer::About::Kind::Edit : Composer::About::Kind::Answer;
    m_composer->setAbout({kind, {}, u"Maria"_s, u"When?"_s});
    auto *end = m_composer->findChild<QToolButton *>(u"aboutEnd"_s);
    QVERIFY(end->isVisible() && !end->accessibleName().isEmpty());
    if (is_by_button)
        QTest::mouseClick(end, Qt::LeftButton);
    else
        QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(m_composer->about().kind, Composer::About::Kind::Nothing);
    QCOMPARE(m_composer->draft(), u"kept"_s);
    QVERIFY(!end->isVisible());
    QVERIFY(edit()->hasFocus());
}

void TestComposer::tabLeavesTheEditor()
{
    m_composer->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_composer.get()));
    m_composer->setDraft(u"x"_s);
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_Tab);
    QVERIFY(m_composer->emojiButton()->hasFocus());
    QTest::keyClick(m_composer->emojiButton(), Qt::Key_Tab);
    QVERIFY(m_composer->sendButton()->hasFocus());
}

void TestComposer::mirrors()
{
    QVERIFY(m_composer->sendButton()->x() > edit()->x());
    m_composer->setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(m_composer->sendButton()->x() < edit()->x());
}

void TestComposer::emptyLineBeginsWhereTheLayoutDoes()
{
    const auto cursorX = [this] { return edit()->cursorRect().x(); };
    const int middle = edit()->viewport()->width() / 2;
    QVERIFY(cursorX() < middle);
    m_composer->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(cursorX() > middle);
    QVERIFY(edit()->cursorRect().right() < edit()->viewport()->width()); // not behind the edge
    QTest::keyClicks(edit(), u"Hello"_s); // Latin words stand on their own side
    QVERIFY(cursorX() < middle);
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(cursorX() > middle);
}

QPushButton *TestComposer::answer(const QString &text)
{
    for (auto *button : question()->findChildren<QPushButton *>())
        if (button->text() == text) return button;
    return nullptr;
}

const QString kWithCard = u"my card is 4111 1111 1111 1111, thanks"_s;

void TestComposer::aPrivateNumberIsAskedAbout()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(kWithCard);
    QVERIFY(question()->isHidden());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QVERIFY(question()->isVisible());
    QVERIFY(question()->sentence().contains(u"payment card"));
    QCOMPARE(question()->accessibleName(), question()->sentence());
    QVERIFY(answer(u"Hide the number"_s)->hasFocus());
    QCOMPARE(m_composer->draft(), kWithCard);
    QTest::keyClick(answer(u"Hide the number"_s), Qt::Key_Escape);
    QVERIFY(question()->isHidden());
    QVERIFY(edit()->hasFocus());
    QTest::keyClick(edit(), Qt::Key_Return); // still not without an answer
    QCOMPARE(submitted.size(), 0);
}

void TestComposer::aPrivateNumberIsHidden()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QSignalSpy changed(m_composer.get(), &Composer::draftChanged);
    m_composer->setDraft(kWithCard);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTest::keyClick(answer(u"Hide the number"_s), Qt::Key_Space);
    const QString hidden = u"my card is •••• •••• •••• 1111, thanks"_s;
    QCOMPARE(m_composer->draft(), hidden);
    QCOMPARE(changed.last().at(0).toString(), hidden);
    QVERIFY(question()->isHidden());
    QVERIFY(edit()->hasFocus());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.at(0).at(0).toString(), hidden);
}

void TestComposer::whoSaysYesIsNotAskedAgain()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(kWithCard);
    QTest::mouseClick(m_composer->sendButton(), Qt::LeftButton);
    QTest::mouseClick(answer(u"Send as it is"_s), Qt::LeftButton);
    QCOMPARE(submitted.at(0).at(0).toString(), kWithCard);
    QVERIFY(question()->isHidden());
    m_composer->setDraft(u"4111-1111-1111-1111"_s); // the same one
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 2);
    m_composer->setDraft(u"5555 5555 5555 4444"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 2);
    QVERIFY(question()->isVisible());
}

void TestComposer::whoGoesOnWritingIsNotAskedYet()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setDraft(kWithCard);
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(question()->isVisible());
    m_composer->setDraft(u"of another conversation"_s);
    QVERIFY(question()->isHidden());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.at(0).at(0).toString(), u"of another conversation"_s);
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestComposer)

#include "tst_composer.moc"
