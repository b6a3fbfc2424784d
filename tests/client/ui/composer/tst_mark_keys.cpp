// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ctrl+B and Ctrl+I put marks around words, and take them away again.
#include "client/ui/composer/composer.h"
#include "client/ui/theme/theme.h"
#include "tests/support/gui_test_main.h"

#include <QTest>

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

class TestMarkKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void marks_data();
    void marks();
    void againTakesThemAway_data();
    void againTakesThemAway();
    void oneStepUndoesIt();
    void wordsGoBetweenThem();

private:
    Theme m_theme;
};

// | are the ends of the selection, or the cursor.
void put(QPlainTextEdit &edit, QString text)
{
    const int from = static_cast<int>(text.indexOf(u'|'));
    text.remove(from, 1);
    const int to = static_cast<int>(text.indexOf(u'|'));
    if (to >= 0) text.remove(to, 1);
    edit.setPlainText(text);
    QTextCursor cursor = edit.textCursor();
    cursor.setPosition(from);
    cursor.setPosition(to < 0 ? from : to, QTextCursor::KeepAnchor);
    edit.setTextCursor(cursor);
}

QString shown(const QPlainTextEdit &edit)
{
    QString text = edit.toPlainText();
    const QTextCursor cursor = edit.textCursor();
    text.insert(cursor.selectionEnd(), u'|');
    if (cursor.hasSelection()) text.insert(cursor.selectionStart(), u'|');
    return text;
}

void TestMarkKeys::marks_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("strong");
    QTest::addColumn<QString>("emphasis");

    QTest::newRow("what is selected") << u"a |word| b"_s << u"a **|word|** b"_s << u"a *|word|* b"_s;
    QTest::newRow("without the spaces") << u"a| word |b"_s << u"a **|word|** b"_s << u"a *|word|* b"_s;
    QTest::newRow("nothing") << u"a |"_s << u"a **|**"_s << u"a *|*"_s;
    QTest::newRow("in a word") << u"a wo|rd"_s << u"a **|word|**"_s << u"a *|word|*"_s;
    QTest::newRow("every line") << u"|a\n\nb c|"_s << u"**|a**\n\n**b c|**"_s << u"*|a*\n\n*b c|*"_s;
    QTest::newRow("a part of what is marked otherwise") << u"`|a|`"_s << u"`**|a|**`"_s << u"`*|a|*`"_s;
}

void TestMarkKeys::marks()
{
    QFETCH(QString, before);
    Composer composer;
    put(*composer.edit(), before);
    QTest::keyClick(composer.edit(), Qt::Key_B, Qt::ControlModifier);
    QTEST(shown(*composer.edit()), "strong");
    put(*composer.edit(), before);
    QTest::keyClick(composer.edit(), Qt::Key_I, Qt::ControlModifier);
    QTEST(shown(*composer.edit()), "emphasis");
}

void TestMarkKeys::againTakesThemAway_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("strong");
    QTest::addColumn<QString>("emphasis");

    QTest::newRow("inside") << u"**|word|**"_s << u"|word|"_s << u"***|word|***"_s;
    QTest::newRow("with the marks") << u"|*word*|"_s << u"***|word|***"_s << u"|word|"_s;
    QTest::newRow("both") << u"***|word|***"_s << u"*|word|*"_s << u"**|word|**"_s;
    QTest::newRow("nothing yet") << u"a ****"_s.insert(4, u'|') << u"a |"_s << u"a ***|***"_s;
    QTest::newRow("one of two lines") << u"|**a**\nb|"_s << u"**|a**\n**b|**"_s << u"***|a***\n*b|*"_s;
}

void TestMarkKeys::againTakesThemAway()
{
    QFETCH(QString, before);
    Composer composer;
    put(*composer.edit(), before);
    QTest::keyClick(composer.edit(), Qt::Key_B, Qt::ControlModifier);
    QTEST(shown(*composer.edit()), "strong");
    put(*composer.edit(), before);
    QTest::keyClick(composer.edit(), Qt::Key_I, Qt::ControlModifier);
    QTEST(shown(*composer.edit()), "emphasis");
}

void TestMarkKeys::oneStepUndoesIt()
{
    Composer composer;
    put(*composer.edit(), u"|a\nb|"_s);
    QTest::keyClick(composer.edit(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(composer.draft(), u"**a**\n**b**"_s);
    composer.edit()->undo();
    QCOMPARE(composer.draft(), u"a\nb"_s);
}

void TestMarkKeys::wordsGoBetweenThem()
{
    Composer composer;
    QTest::keyClicks(composer.edit(), u"so "_s);
    QTest::keyClick(composer.edit(), Qt::Key_I, Qt::ControlModifier);
    QTest::keyClicks(composer.edit(), u"good"_s);
    QCOMPARE(composer.draft(), u"so *good*"_s);
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestMarkKeys)

#include "tst_mark_keys.moc"
