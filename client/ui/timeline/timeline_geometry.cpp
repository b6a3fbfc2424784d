// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where rows are: measuring what is visible, the anchor, the scroll bar.
#include "client/ui/timeline/jump_button.h"
#include "client/ui/timeline/timeline_view.h"

#include <QDateTime>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr size_t kLayoutsKept = 300;
constexpr int kRowsKeptAround = 100;
constexpr int kWheelLines = 3;
constexpr int kOwnRowSearched = 500; // further up the state's word is of no interest
constexpr int kDegreesPerStep = 120; // QWheelEvent: eighths of a degree, 15 degrees a notch

} // namespace

// A short conversation stands at the bottom, next to the line to write in.
qint64 TimelineView::topPadding() const
{
    if (!m_metrics) return 0;
    const qint64 least = qRound64(m_metrics->theme.exact(space::kXs));
    return std::max(least, viewport()->height() - m_heights.total() - footHeight());
}

qint64 TimelineView::footHeight() const
{
    return m_metrics ? qRound64(m_metrics->foot_height) : 0;
}

qint64 TimelineView::contentHeight() const
{
    return topPadding() + m_heights.total() + footHeight();
}

qint64 TimelineView::rowTop(int row) const
{
    return topPadding() + m_heights.top(row);
}

// The newest own message, as long as nobody would have to scroll far to see it.
int TimelineView::newestOwnRow() const
{
    if (m_newest_own != -2) return m_newest_own;
    m_newest_own = -1;
    const int last = rowCount() - 1;
    for (int row = last; row >= 0 && last - row < kOwnRowSearched; --row) {
        const TimelineRow &value = m_model->at(row);
        if (!value.is_mine || value.kind != RowKind::Message) continue;
        m_newest_own = row;
        break;
    }
    return m_newest_own;
}

Surroundings TimelineView::surroundingsOf(int row) const
{
    const TimelineRow &value = m_model->at(row);
    Surroundings around;
    around.starts_unread = row == m_unread_row;
    around.starts_day = row == 0 || dayOf(m_model->at(row - 1).sent_at) != dayOf(value.sent_at);
    around.starts_group =
        around.starts_day || around.starts_unread || !isSameGroup(m_model->at(row - 1), value);
    const bool is_last = row + 1 == m_model->size();
    around.ends_group = is_last || row + 1 == m_unread_row || !isSameGroup(value, m_model->at(row + 1)) ||
                        dayOf(value.sent_at) != dayOf(m_model->at(row + 1).sent_at);
    around.names_state = row == newestOwnRow();
    if (around.names_state) around.read_by = readersOf(m_model->at(row));
    return around;
}

const RowLayout *TimelineView::laidAlready(int row) const
{
    const auto found = m_layouts.find(row);
    return found == m_layouts.end() ? nullptr : found->second.get();
}

const RowLayout &TimelineView::laid(int row)
{
    auto &entry = m_layouts[row];
    if (!entry) {
        entry = std::make_unique<RowLayout>(m_model->at(row), surroundingsOf(row), *m_metrics);
        m_heights.set(row, entry->height());
    }
    return *entry;
}

std::vector<int> TimelineView::estimates(int first, int count) const
{
    std::vector<int> heights(static_cast<size_t>(count));
    if (!m_metrics) return heights;
    for (int i = 0; i < count; ++i) {
        const int row = first + i;
        const TimelineRow *before = row > 0 ? &m_model->at(row - 1) : nullptr;
        heights[static_cast<size_t>(i)] = estimatedHeight(m_model->at(row), before, *m_metrics);
    }
    return heights;
}

void TimelineView::forgetLayouts()
{
    m_layouts.clear();
}

// The layout is made anew when the row is seen; until then its height stays as it was.
void TimelineView::forgetLayout(int row)
{
    const auto found = m_layouts.find(row);
    if (found != m_layouts.end()) found->second.reset();
}

void TimelineView::trimLayouts()
{
    if (m_layouts.size() <= kLayoutsKept) return;
    const int first = m_heights.rowAt(m_top - topPadding());
    std::erase_if(m_layouts, [first](const auto &entry) {
        return entry.first < first - kRowsKeptAround || entry.first > first + kRowsKeptAround;
    });
}

void TimelineView::remeasureAll()
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms).date();
    m_metrics = std::make_unique<TimelineMetrics>(Theme::of(this), viewport()->width(), layoutDirection(),
                                                  locale(), today);
    forgetLayouts();
    m_heights.reset(estimates(0, rowCount()));
    settle();
}

// Measures what is visible and derives everything else from the anchor.
void TimelineView::settle()
{
    if (!m_metrics) return;
    if (m_is_at_end) {
        settleAtEnd();
    } else {
        settleAtAnchor();
    }
    trimLayouts();
    syncScrollBar();
    placeJumpButton();
    viewport()->update();
    askForOlder();
    noticeNewest();
}

void TimelineView::settleAtEnd()
{
    const int height = viewport()->height();
    int covered = qRound(m_metrics->foot_height);
    for (int row = rowCount() - 1; row >= 0 && covered < height; --row) {
        covered += laid(row).height();
    }
    m_top = std::max<qint64>(0, contentHeight() - height);
    const int row = std::max(0, m_heights.rowAt(m_top - topPadding()));
    m_anchor = {row, m_top - (rowCount() > 0 ? rowTop(row) : 0)};
}

void TimelineView::settleAtAnchor()
{
    const int height = viewport()->height();
    m_anchor.row = std::clamp(m_anchor.row, 0, std::max(0, rowCount() - 1));
    qint64 covered = -m_anchor.offset;
    for (int row = m_anchor.row; row < rowCount() && covered < height; ++row) {
        covered += laid(row).height();
    }
    m_top = rowCount() > 0 ? std::max<qint64>(0, rowTop(m_anchor.row) + m_anchor.offset) : 0;
    if (m_top >= contentHeight() - height) {
        setAtEnd(true);
        settleAtEnd();
    }
}

void TimelineView::syncScrollBar()
{
    m_is_syncing = true;
    QScrollBar *bar = verticalScrollBar();
    const int height = viewport()->height();
    bar->setPageStep(height);
    bar->setSingleStep(qRound(m_metrics->body_metrics.lineSpacing()));
    bar->setRange(0, static_cast<int>(std::max<qint64>(0, contentHeight() - height)));
    bar->setValue(static_cast<int>(m_top));
    m_is_syncing = false;
}

// Exact over rows that were only estimated: each is measured as it comes into sight.
void TimelineView::scrollBy(qint64 distance)
{
    if (!m_metrics || rowCount() == 0 || distance == 0) return;
    int row = m_anchor.row;
    qint64 offset = m_anchor.offset + distance;
    while (offset < 0 && row > 0) {
        --row;
        offset += laid(row).height();
    }
    if (row == 0) offset = std::max(offset, -topPadding());
    while (row + 1 < rowCount() && offset >= laid(row).height()) {
        offset -= laid(row).height();
        ++row;
    }
    m_anchor = {row, offset};
    setAtEnd(false);
    settle();
}

void TimelineView::scrollTo(qint64 top)
{
    if (!m_metrics || rowCount() == 0) return;
    const int row = m_heights.rowAt(top - topPadding());
    m_anchor = {row, top - rowTop(row)};
    setAtEnd(false);
    settle();
}

// A drag of the scroll bar goes far: by estimates. Everything near is exact.
void TimelineView::scrollContentsBy(int, int dy)
{
    if (m_is_syncing) return;
    const bool is_near = std::abs(dy) <= 2 * viewport()->height();
    if (is_near) {
        scrollBy(-dy);
    } else {
        scrollTo(verticalScrollBar()->value());
    }
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    int distance = -event->pixelDelta().y();
    if (distance == 0 && m_metrics) {
        const qreal notches = event->angleDelta().y() / static_cast<qreal>(kDegreesPerStep);
        distance = -qRound(notches * kWheelLines * m_metrics->body_metrics.lineSpacing());
    }
    scrollBy(distance);
    event->accept();
}

void TimelineView::setAtEnd(bool is_at_end)
{
    if (is_at_end) m_new_below = 0;
    if (m_is_at_end == is_at_end) return;
    m_is_at_end = is_at_end;
    Q_EMIT atEndChanged(is_at_end);
}

void TimelineView::jumpToEnd()
{
    setAtEnd(true);
    settle();
}

void TimelineView::jumpToFirstNew()
{
    if (m_unread_row < 0) return moveCurrent(rowCount() - 1);
    m_current_is_visible = true;
    setCurrentRow(m_unread_row);
    showRow(m_unread_row);
    settle();
}

void TimelineView::showRow(int row)
{
    if (row < 0 || row >= rowCount() || !m_metrics) return;
    const qint64 height = viewport()->height();
    const qint64 y = rowTop(row) - m_top;
    const qint64 extent = laid(row).height();
    if (y < 0) {
        m_anchor = {row, 0};
        const bool is_near = y > -height;
        if (!is_near) m_anchor.offset = -height / 3;
    } else if (y + extent > height) {
        const bool is_near = y < 2 * height;
        if (is_near) {
            scrollBy(std::min(y, y + extent - height));
            return;
        }
        m_anchor = {row, -height / 3};
    } else {
        return;
    }
    const qint64 offset = m_anchor.offset;
    m_anchor.offset = 0;
    setAtEnd(false);
    if (offset == 0) {
        settle();
    } else {
        scrollBy(offset);
    }
}

void TimelineView::placeJumpButton()
{
    placeJumpToNew();
    const qint64 below = contentHeight() - m_top - viewport()->height();
    const bool is_wanted = !m_is_at_end && (below > viewport()->height() / 2 || m_new_below > 0);
    m_jump->setCount(m_new_below);
    m_jump->setVisible(is_wanted);
    if (!is_wanted) return;
    const int margin = m_metrics->theme.px(space::kL);
    const QSize extent = m_jump->sizeHint();
    const bool is_mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = is_mirrored ? margin : viewport()->width() - margin - extent.width();
    m_jump->setGeometry(QRect(QPoint(x, viewport()->height() - margin - extent.height()), extent));
}

// Above the messages, while the first new one is further up.
void TimelineView::placeJumpToNew()
{
    const bool is_wanted = m_unread_row >= 0 && m_unread_row < rowCount() && rowTop(m_unread_row) < m_top;
    m_jump_to_new->setVisible(is_wanted);
    if (!is_wanted) return;
    const int margin = m_metrics->theme.px(space::kL);
    const QSize extent = m_jump_to_new->sizeHint();
    const bool is_mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = is_mirrored ? margin : viewport()->width() - margin - extent.width();
    m_jump_to_new->setGeometry(QRect(QPoint(x, margin), extent));
}

void TimelineView::askForOlder()
{
    if (m_model && m_model->hasOlder() && m_top < viewport()->height()) Q_EMIT olderWanted();
}

void TimelineView::noticeNewest()
{
    if (m_is_at_end && rowCount() > 0 && isVisible() && isActiveWindow()) Q_EMIT newestSeen();
}

QRect TimelineView::rowRect(int row) const
{
    if (row == rowCount() && isTypingShown()) {
        const auto top = static_cast<int>(rowTop(row) - m_top);
        const QRect foot(0, top, viewport()->width(), static_cast<int>(footHeight()));
        return foot.intersects(viewport()->rect()) ? foot : QRect();
    }
    if (row < 0 || row >= rowCount()) return {};
    const int y = static_cast<int>(rowTop(row) - m_top);
    const QRect rect(0, y, viewport()->width(), m_heights.at(row));
    return rect.intersects(viewport()->rect()) ? rect : QRect();
}

QRect TimelineView::bubbleRect(int row) const
{
    const RowLayout *layout = laidAlready(row);
    const QRect rect = rowRect(row);
    return layout && rect.isValid() ? layout->bubble().translated(rect.topLeft()).toAlignedRect() : QRect();
}

int TimelineView::rowAt(const QPoint &viewport_point) const
{
    if (rowCount() == 0) return -1;
    const int row = m_heights.rowAt(m_top + viewport_point.y() - topPadding());
    return rowRect(row).contains(viewport_point) ? row : -1;
}

} // namespace chat121::ui
