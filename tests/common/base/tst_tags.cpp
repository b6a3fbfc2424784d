// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tags as people type them, and as others may send them.
#include "common/base/limits.h"
#include "common/base/tags.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace Qt::StringLiterals;

class TestTags : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneWord_data();
    void oneWord();
    void aLine_data();
    void aLine();
    void aTextHasIt_data();
    void aTextHasIt();
};

void TestTags::oneWord_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("tag");
    QTest::newRow("as it is") << u"refund"_s << u"refund"_s;
    QTest::newRow("capitals and a hash") << u"#Refund"_s << u"refund"_s;
    QTest::newRow("two words in one") << u"late-delivery_2"_s << u"late-delivery_2"_s;
    QTest::newRow("composed or not") << u"ru\u0308ckgabe"_s << u"r\u00fcckgabe"_s;
    QTest::newRow("another script") << u"退款"_s << u"退款"_s;
    QTest::newRow("letters beyond 16 bits") << u"\U00010400"_s << u"\U00010428"_s;
    QTest::newRow("marks that turn the line round are left out") << u"re\u202efund\u2066"_s << u"refund"_s;
    QTest::newRow("nothing is left") << u"#!?"_s << u""_s;
    QTest::newRow("half a pair is left out") << QString(u"a"_s + QChar(0xd800)) << u"a"_s;
    QTest::newRow("cut at a whole letter")
        << QString(u"x"_s + QString(40, u'ü')) << QString(u"x"_s + QString(31, u'ü'));
}

void TestTags::oneWord()
{
    QFETCH(const QString, typed);
    QTEST(tagOf(typed), "tag");
    QCOMPARE(tagOf(tagOf(typed)), tagOf(typed));
    QVERIFY(tagOf(typed).toUtf8().size() <= limits::kTagBytesMax);
}

void TestTags::aLine_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("tags");
    QTest::newRow("nothing") << u" , ; # "_s << QStringList();
    QTest::newRow("commas, spaces, hashes")
        << u"refund, late;#vip  new"_s << QStringList{u"refund"_s, u"late"_s, u"vip"_s, u"new"_s};
    QTest::newRow("each once") << u"vip VIP #vip"_s << QStringList{u"vip"_s};
    QStringList many, first;
    for (int i = 0; i < 30; ++i) {
        many.append(QString::number(i));
        if (i < limits::kWrapUpTagsMax) first.append(many.constLast());
    }
    QTest::newRow("no more than fit") << many.join(u' ') << first;
}

void TestTags::aLine()
{
    QFETCH(const QString, typed);
    QTEST(tagsIn(typed), "tags");
}

void TestTags::aTextHasIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("has");
    QTest::newRow("alone") << u"#refund"_s << true;
    QTest::newRow("in capitals, among others") << u"Solved\n#vip #REFUND, done"_s << true;
    QTest::newRow("right behind another") << u"#vip#refund"_s << true;
    QTest::newRow("with a full stop") << u"See #refund."_s << true;
    QTest::newRow("only the word") << u"refund"_s << false;
    QTest::newRow("a longer tag") << u"#refunds #re-refund"_s << false;
    QTest::newRow("only a hash") << u"# refund #"_s << false;
    QTest::newRow("nothing") << u""_s << false;
}

void TestTags::aTextHasIt()
{
    QFETCH(const QString, text);
    QTEST(hasTag(text, u"refund"_s), "has");
    QVERIFY(!hasTag(text, {}));
}

CHAT121_TEST_MAIN(TestTags)
#include "tst_tags.moc"
