// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation of 100,000 messages in a real local store, shown by the real timeline: it opens at its
// end, and page by page a reader comes to its beginning. Times are printed, not judged.
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "common/base/limits.h"
#include "common/crypto/init.h"
#include "tests/client/core/local_store/store_fixture.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QElapsedTimer>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr quint32 kMessages = 100'000;
constexpr ConversationId kTalk{121};
constexpr int kNotches = 2000;
constexpr int kNotchUp = 120; // QWheelEvent: eighths of a degree

TimelineRow rowOf(quint32 number)
{
    TimelineRow row = message(number, number);
    row.is_mine = number % 3 == 0;
    row.state = row.is_mine ? SendState::Read : SendState::None;
    row.author = AccountId{row.is_mine ? 1u : 2u};
    row.sent_at = {1'700'000'000'000 + qint64{number} * 45'000};
    row.text = QStringLiteral("Message %1. ").arg(number) +
               QStringLiteral("Some words to read. ").repeated(static_cast<int>(number) % 9);
    return row;
}

void tell(const char *what, qint64 nanoseconds)
{
    std::printf("  %-48s %8.1f ms\n", what, static_cast<double>(nanoseconds) / 1e6);
}

void tell(const char *what, const QElapsedTimer &timer)
{
    tell(what, timer.nsecsElapsed());
}

// What the engine does for a Talk: a page when it opens, an older one whenever the view asks.
class Scroller : public QObject {
public:
    Scroller(LocalStore &store, const Clock &clock)
        : m_store(store)
        , view(clock)
    {
        connect(&view, &ui::TimelineView::olderWanted, this, &Scroller::fetchOlder);
    }

    bool open()
    {
        const auto page = m_store.messages().newest(kTalk, limits::kTalkPageRows);
        if (!page) return false;
        m_first = page->first;
        model.reset(page->rows);
        model.setHasOlder(page->has_older);
        view.setModel(&model);
        return true;
    }

    TimelineModel model;
    int pages = 1;
    qint64 reading_ns = 0; // so far; in the program the engine's thread does it, between two frames

private:
    void fetchOlder()
    {
        if (!model.hasOlder()) return;
        QElapsedTimer reading;
        reading.start();
        const auto page = m_store.messages().older(kTalk, m_first, limits::kTalkPageRows);
        reading_ns += reading.nsecsElapsed();
        if (!page) return;
        m_first = page->first;
        ++pages;
        model.prepend(page->rows);
        model.setHasOlder(page->has_older);
    }

    LocalStore &m_store;
    MessagePlace m_first;

public:
    ui::TimelineView view;
};

} // namespace

class TestLongTalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itOpensAtItsEnd();
    void wheelReachesOlderPages();
    void pageByPageItsBeginningIsReached();

private:
    FakeClock m_clock{{1'700'000'000'000 + qint64{kMessages} * 45'000}};
    std::unique_ptr<ui::Theme> m_theme;
    StoreFixture m_fixture;
};

void TestLongTalk::initTestCase()
{
    QVERIFY(crypto::initialise());
    m_theme = std::make_unique<ui::Theme>();
    m_theme->install();
    QElapsedTimer timer;
    timer.start();
    QVERIFY_OK(m_fixture.open());
    auto transaction = m_fixture.store().begin();
    QVERIFY_OK(transaction);
    for (quint32 number = 1; number <= kMessages; ++number)
        QVERIFY_OK(m_fixture.store().messages().put(kTalk, rowOf(number)));
    QVERIFY_OK(transaction->commit());
    tell("100,000 messages sealed and written", timer);
}

void TestLongTalk::itOpensAtItsEnd()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY_OK(m_fixture.open());
    tell("store opened", timer);
    Scroller reader(m_fixture.store(), m_clock);
    reader.view.resize(800, 700);
    reader.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&reader.view));
    timer.restart();
    QVERIFY(reader.open());
    reader.view.viewport()->repaint();
    tell("newest page read and painted", timer);
    QVERIFY(reader.view.isAtEnd());
    const int last = reader.model.size() - 1;
    QCOMPARE(reader.model.at(last).sequence, Sequence{kMessages});
    QVERIFY(!reader.view.rowRect(last).isEmpty());
}

// As a reader does it: one notch after the other, with pages coming from the store on the way.
void TestLongTalk::wheelReachesOlderPages()
{
    Scroller reader(m_fixture.store(), m_clock);
    reader.view.resize(800, 700);
    reader.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&reader.view));
    QVERIFY(reader.open());
    std::vector<qint64> frames;
    QElapsedTimer frame;
    for (int notch = 0; notch < kNotches; ++notch) {
        const QPointF place(400, 350);
        QWheelEvent event(place, reader.view.mapToGlobal(place), {}, {0, kNotchUp}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        const qint64 read_before = reader.reading_ns;
        frame.start();
        QCoreApplication::sendEvent(reader.view.viewport(), &event);
        reader.view.viewport()->repaint();
        frames.push_back(frame.nsecsElapsed() - (reader.reading_ns - read_before));
        QCoreApplication::processEvents();
    }
    QVERIFY(reader.pages > 1);
    std::sort(frames.begin(), frames.end());
    tell("frame of the wheel, median", frames.at(frames.size() / 2));
    tell("frame of the wheel, 99 of 100", frames.at(frames.size() * 99 / 100));
    tell("frame of the wheel, slowest", frames.back());
}

void TestLongTalk::pageByPageItsBeginningIsReached()
{
    Scroller reader(m_fixture.store(), m_clock);
    reader.view.resize(800, 700);
    reader.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&reader.view));
    QVERIFY(reader.open());
    QElapsedTimer whole;
    QElapsedTimer frame;
    whole.start();
    std::vector<qint64> frames;
    qint64 slowest_page = 0;
    while (reader.model.hasOlder()) {
        const int before = reader.model.size();
        const qint64 read_before = reader.reading_ns;
        frame.start();
        reader.view.showRow(0);
        reader.view.viewport()->repaint();
        const qint64 reading = reader.reading_ns - read_before;
        frames.push_back(frame.nsecsElapsed() - reading);
        slowest_page = qMax(slowest_page, reading);
        QCoreApplication::processEvents();
        if (reader.model.size() == before) QTRY_VERIFY(reader.model.size() > before);
    }
    tell("scrolled to the first message", whole);
    std::sort(frames.begin(), frames.end());
    tell("frame that gets a page, median", frames.at(frames.size() / 2));
    tell("frame that gets a page, 99 of 100", frames.at(frames.size() * 99 / 100));
    tell("frame that gets a page, slowest", frames.back());
    tell("page read and opened, slowest", slowest_page);
    reader.view.showRow(0);
    reader.view.viewport()->repaint();
    QVERIFY(!reader.view.rowRect(0).isEmpty());
    QCOMPARE(reader.model.size(), static_cast<int>(kMessages));
    QCOMPARE(reader.pages, (static_cast<int>(kMessages) + limits::kTalkPageRows - 1) / limits::kTalkPageRows);
    for (int row = 0; row < reader.model.size(); ++row)
        QCOMPARE(reader.model.at(row).sequence.value, static_cast<quint64>(row) + 1);
    reader.view.jumpToEnd();
    QVERIFY(!reader.view.rowRect(reader.model.size() - 1).isEmpty());
}

CHAT121_GUI_TEST_MAIN(TestLongTalk)
#include "tst_long_talk.moc"
