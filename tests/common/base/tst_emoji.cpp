// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What counts as one emoji, and what somebody might send in its place.
#include "common/base/emoji.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;

class TestEmoji : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneEmojiAndNothingElse_data();
    void oneEmojiAndNothingElse();
};

void TestEmoji::oneEmojiAndNothingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("is_emoji");
    const QString thumb = QStringLiteral("\U0001F44D");
    QTest::newRow("a thumb") << thumb << true;
    QTest::newRow("with a skin tone") << thumb + QStringLiteral("\U0001F3FD") << true;
    QTest::newRow("a heart, as an emoji") << QStringLiteral("\u2764\uFE0F") << true;
    QTest::newRow("a family, joined") << QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467") << true;
    QTest::newRow("a doctor, joined with a symbol") << QStringLiteral("\U0001F469\u200D\u2695\uFE0F") << true;
    QTest::newRow("a flag") << QStringLiteral("\U0001F1E9\U0001F1EA") << true;
    QTest::newRow("the flag of a region")
        << QStringLiteral("\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F") << true;
    QTest::newRow("a key") << QStringLiteral("7\uFE0F\u20E3") << true;

    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("a letter") << QStringLiteral("a") << false;
    QTest::newRow("a digit") << QStringLiteral("7") << false;
    QTest::newRow("a word") << QStringLiteral("no") << false;
    QTest::newRow("two") << thumb + thumb << false;
    QTest::newRow("one and a letter") << thumb + u'x' << false;
    QTest::newRow("a space before it") << u' ' + thumb << false;
    QTest::newRow("half a flag") << QStringLiteral("\U0001F1E9") << false;
    QTest::newRow("three letters of flags") << QStringLiteral("\U0001F1E9\U0001F1EA\U0001F1E9") << false;
    QTest::newRow("a joiner and nothing behind it") << thumb + QChar(0x200D) << false;
    QTest::newRow("only a joiner") << QString(QChar(0x200D)) << false;
    QTest::newRow("marks piled up") << thumb + QString(10, QChar(0x0301)) << false;
    QTest::newRow("a turn of the writing's direction") << thumb + QChar(0x202E) << false;
    QTest::newRow("half of a pair") << QString(QChar(0xD83D)) << false;
    QTest::newRow("a region's flag without an end") << QStringLiteral("\U0001F3F4\U000E0067") << false;
    QString chain = thumb;
    for (int i = 0; i < 20; ++i)
        chain += QChar(0x200D) + thumb;
    QTest::newRow("a chain beyond the bound") << chain << false;
}

void TestEmoji::oneEmojiAndNothingElse()
{
    QFETCH(QString, text);
    QTEST(isEmoji(text), "is_emoji");
}

CHAT121_TEST_MAIN(TestEmoji)
#include "tst_emoji.moc"
