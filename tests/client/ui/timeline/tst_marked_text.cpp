// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How marked text looks, and that places, selection and copies are those of what was typed.
#include "client/ui/timeline/link_dialog.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;
using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 300;
const QColor kBar = Qt::red;
const QColor kCode = Qt::yellow;

class TestMarkedText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void marksAreNotDrawn();
    void strongWordsAreHeavier();
    void whatHasNoMarksIsAsBefore();
    void listsAndQuotesStandFurtherIn();
    void barsStandWhereTheLineBegins();
    void aListMirrors();
    void codeHasASurface();
    void codeLetsReadWhatItSays();
    void theTimeStandsBelowCode();
    void narrowIsHarmless();
    void placesAreOfWhatWasTyped_data();
    void placesAreOfWhatWasTyped();
    void copyingGivesWhatWasTyped();
    void keysSelectOverMarks();
    void aWordIsSelectedWithoutItsMarks();
    void aLinkBetweenMarksIsOne();
    void codeHasNoLinks();
    void whoHearsItHearsWords();
    void systemLinesHaveNoMarkup();

private:
    TextBlock::Style style() const;
    TextBlock block(const QString &text) const;
    QImage painted(const QString &text, Qt::LayoutDirection direction = Qt::LeftToRight) const;

    Theme m_theme;
};

TextBlock::Style TestMarkedText::style() const
{
    TextBlock::Style style;
    style.font = m_theme.body();
    style.text = Qt::black;
    style.link = Qt::blue;
    style.selection = Qt::green;
    style.has_markup = true;
    style.code = m_theme.code();
    style.code_surface = kCode;
    style.quote_bar = kBar;
    style.bar = 4;
    style.inset = 8;
    return style;
}

TextBlock TestMarkedText::block(const QString &text) const
{
    TextBlock made(text, style());
    made.lay(kWidth);
    made.align(kWidth);
    return made;
}

QImage TestMarkedText::painted(const QString &text, Qt::LayoutDirection direction) const
{
    TextBlock::Style look = style();
    look.direction = direction;
    TextBlock made(text, look);
    made.lay(kWidth);
    made.align(kWidth);
    QImage image(kWidth, static_cast<int>(made.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    made.paint(painter, {0, 0}, {});
    return image;
}

int columnsWith(const QImage &image, const QColor &colour, int from, int to)
{
    int columns = 0;
    for (int x = from; x < to; ++x) {
        bool has_colour = false;
        for (int y = 0; y < image.height(); ++y)
            has_colour = has_colour || image.pixelColor(x, y) == colour;
        columns += has_colour ? 1 : 0;
    }
    return columns;
}

// The first column that is not white, and the last.
std::pair<int, int> inkOf(const QImage &image)
{
    int first = image.width();
    int last = -1;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) == Qt::white) continue;
            first = std::min(first, x);
            last = x;
        }
    }
    return {first, last};
}

void TestMarkedText::marksAreNotDrawn()
{
    const QString word = u"important"_s;
    TextBlock::Style plain = style();
    plain.has_markup = false;
    TextBlock typed(u"`%1`"_s.arg(word), plain);
    typed.lay(kWidth);
    TextBlock without(word, plain);
    without.lay(kWidth);
    QVERIFY(typed.naturalWidth() > without.naturalWidth());
    QCOMPARE(block(u"*%1*"_s.arg(word)).height(), without.height());
    QCOMPARE(painted(u"**%1**"_s.arg(word)), painted(u"**%1**"_s.arg(word)));
    QVERIFY(painted(u"*%1*"_s.arg(word)) != painted(word));
    QCOMPARE(block(u"- a\n```\nb\n```\nc"_s).text(), u"- a\n```\nb\n```\nc"_s);
    const auto wide = block(u"**i** "_s.repeated(6)).naturalWidth();
    QVERIFY(wide < block(u"** i** "_s.repeated(6)).naturalWidth()); // those are typed stars
}

void TestMarkedText::strongWordsAreHeavier()
{
    const auto ink = [this](const QString &text) {
        const QImage image = painted(text);
        qint64 sum = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                sum += 255 - qGray(image.pixel(x, y));
        return sum;
    };
    QVERIFY(ink(u"**important**"_s) > ink(u"important"_s));
}

void TestMarkedText::whatHasNoMarksIsAsBefore()
{
    const QString text = u"Hello, 2*3 is 6\nand https://a.example/ is a site"_s;
    TextBlock::Style plain = style();
    plain.has_markup = false;
    TextBlock before(text, plain);
    before.lay(kWidth);
    const TextBlock now = block(text);
    QCOMPARE(now.naturalWidth(), before.naturalWidth());
    QCOMPARE(now.height(), before.height());
    QCOMPARE(now.links(), before.links());
}

void TestMarkedText::listsAndQuotesStandFurtherIn()
{
    const auto width = [this](const QString &text) { return block(text).naturalWidth(); };
    QVERIFY(width(u"- item"_s) > width(u"item"_s));
    QVERIFY(width(u"- a\n  - item"_s) > width(u"- a\n- item"_s));
    QVERIFY(width(u"> item"_s) > width(u"item"_s));
    QVERIFY(width(u"> > item"_s) > width(u"> item"_s));
    QCOMPARE(block(u"- words that wrap "_s.repeated(9)).naturalWidth() <= kWidth, true);
}

void TestMarkedText::barsStandWhereTheLineBegins()
{
    const QImage left = painted(u"> Hello"_s);
    QCOMPARE(columnsWith(left, kBar, 0, kWidth / 2), 4);
    QCOMPARE(columnsWith(left, kBar, kWidth / 2, kWidth), 0);
    const QImage right = painted(u"> שלום"_s);
    QCOMPARE(columnsWith(right, kBar, 0, kWidth / 2), 0);
    QCOMPARE(columnsWith(right, kBar, kWidth / 2, kWidth), 4);
    QCOMPARE(columnsWith(painted(u"> > Hello"_s), kBar, 0, kWidth), 8);
}

void TestMarkedText::aListMirrors()
{
    QVERIFY(inkOf(painted(u"- Hello"_s)).first < kWidth / 4);
    const auto [first, last] = inkOf(painted(u"- שלום"_s));
    QVERIFY(first > kWidth / 2);
    QVERIFY(last > kWidth - m_theme.px(space::kXl)); // the bullet
    QVERIFY(inkOf(painted(u"12. שלום"_s)).first > kWidth / 2);
}

void TestMarkedText::codeHasASurface()
{
    QCOMPARE(columnsWith(painted(u"```\nx\n```"_s), kCode, 0, kWidth), kWidth);
    QVERIFY(columnsWith(painted(u"a `x` b"_s), kCode, 0, kWidth) > 0);
    QCOMPARE(columnsWith(painted(u"a x b"_s), kCode, 0, kWidth), 0);
    const TextBlock code = block(u"```\nx\ny\n```"_s);
    QVERIFY(code.height() > block(u"x\ny"_s).height()); // room inside of it
}

void TestMarkedText::codeLetsReadWhatItSays()
{
    constexpr qreal kEnough = 4.5;
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
        m_theme.setScheme(scheme);
        const Tokens &t = m_theme.tokens();
        const std::pair<QColor, QColor> pairs[] = {
            {t.bubble_mine_text, t.bubble_mine}, {t.text_1, t.bubble_theirs}, {t.note_text, t.note}};
        for (const auto &[text, surface] : pairs) {
            QImage image(1, 1, QImage::Format_RGB32);
            image.fill(surface);
            QColor tint = text;
            tint.setAlphaF(0.08f);
            QPainter(&image).fillRect(0, 0, 1, 1, tint);
            QVERIFY(contrast(text, image.pixelColor(0, 0)) >= kEnough);
        }
    }
    m_theme.setScheme(Scheme::Light);
}

void TestMarkedText::theTimeStandsBelowCode()
{
    QVERIFY(block(u"a"_s).endsToward(Qt::LeftToRight));
    QVERIFY(!block(u"a"_s).endsToward(Qt::RightToLeft));
    QVERIFY(block(u"```\na\n```\nb"_s).endsToward(Qt::LeftToRight));
    QVERIFY(!block(u"b\n```\na\n```"_s).endsToward(Qt::LeftToRight));
}

void TestMarkedText::narrowIsHarmless()
{
    for (const QString &text : {u"> > > - a **word** of some length"_s, u"```\nint main();\n```"_s}) {
        TextBlock made(text, style());
        made.lay(20);
        made.align(20);
        QVERIFY(made.height() > 0);
        QImage image(20, static_cast<int>(made.height()), QImage::Format_RGB32);
        QPainter painter(&image);
        made.paint(painter, {0, 0}, {0, static_cast<int>(text.size())});
    }
}

void TestMarkedText::placesAreOfWhatWasTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("marks") << u"a **bold** and *b* word"_s;
    QTest::newRow("only marked") << u"***all***"_s;
    QTest::newRow("lines") << u"> a\n>\n- *b*\n12. c"_s;
    QTest::newRow("code first") << u"```\na\n```\nb"_s;
    QTest::newRow("code last") << u"b\n```\na\n\n```"_s;
    QTest::newRow("right to left") << u"> שלום **עולם**\n- abc"_s;
}

// Every step leads on, and the way back leads to the beginning.
void TestMarkedText::placesAreOfWhatWasTyped()
{
    QFETCH(QString, text);
    const TextBlock made = block(text);
    const int size = static_cast<int>(text.size());
    QCOMPARE(made.positionAt({0, -1}), 0);
    QCOMPARE(made.positionAt({0, made.height() + 1}), size);
    int place = 0;
    while (place < size) {
        const int next = made.nextPosition(place);
        QVERIFY(next > place && next <= size);
        place = next;
    }
    while (place > 0) {
        const int before = made.previousPosition(place);
        QVERIFY(before < place && before >= 0);
        place = before;
    }
}

void TestMarkedText::copyingGivesWhatWasTyped()
{
    const QString text = u"> Hello\n- **Maria** `x`\n```\ny\n```"_s;
    ShownTimeline shown({timelineRow(0, text)});
    shown.view.selectAll();
    QCOMPARE(shown.view.selectedText(), text);
    shown.view.clearSelection();
    shown.view.setCurrentRow(0);
    shown.view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
}

void TestMarkedText::keysSelectOverMarks()
{
    ShownTimeline shown({timelineRow(0, u"a **b** c"_s)});
    shown.view.setCurrentRow(0);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedText(), u"a **b**"_s);
    QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedText(), u"a **"_s);
}

void TestMarkedText::aWordIsSelectedWithoutItsMarks()
{
    ShownTimeline shown({timelineRow(0, u"**Supercalifragilistic**"_s)});
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.bubbleRect(0).center());
    QCOMPARE(shown.view.selectedText(), u"Supercalifragilistic"_s);
}

void TestMarkedText::aLinkBetweenMarksIsOne()
{
    const TextBlock made = block(u"- **https://a.example/page**"_s);
    const qreal middle = made.height() / 2;
    const auto link = made.linkAt({made.naturalWidth() - 4, middle});
    QVERIFY(link);
    QCOMPARE(link->url, QUrl(u"https://a.example/page"_s));
    QVERIFY(!made.linkAt({1, middle})); // the bullet
}

void TestMarkedText::codeHasNoLinks()
{
    ShownTimeline shown({timelineRow(0, u"`https://a.example`"_s)});
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(shown.view.findChildren<LinkDialog *>().isEmpty());
}

void TestMarkedText::whoHearsItHearsWords()
{
    TimelineRow answer = timelineRow(1, u"yes"_s);
    answer.quote = {messageId(0), {}, u"Anna"_s, u"**really** now?"_s, true};
    ShownTimeline shown({timelineRow(0, u"> **a**\nb"_s), answer});
    QVERIFY(shown.view.accessibleText(0).contains(u"Quote: a\nb"_s));
    QVERIFY(!shown.view.accessibleText(0).contains(u'*'));
    QVERIFY(shown.view.accessibleText(1).contains(u"really now?"_s));
}

void TestMarkedText::systemLinesHaveNoMarkup()
{
    TimelineRow row = timelineRow(0, u"*Anna* joined"_s);
    row.kind = RowKind::System;
    ShownTimeline shown({row});
    QVERIFY(shown.view.accessibleText(0).contains(u"*Anna*"_s));
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestMarkedText)

#include "tst_marked_text.moc"
