// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Mouse, keyboard, selection, links and the menu of a timeline.
#include "client/ui/text/names.h"
#include "client/ui/timeline/link_dialog.h"
#include "client/ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kAutoScrollMs = 30;

} // namespace

TextPoint TimelineView::pointAt(const QPoint &point)
{
    if (rowCount() == 0) return {};
    const qint64 y = m_top + point.y();
    const int row = m_heights.rowAt(y - topPadding());
    const QPointF inside(point.x(), static_cast<qreal>(y - rowTop(row)));
    return {row, laid(row).positionAt(inside)};
}

std::optional<Link> TimelineView::linkAt(const QPoint &point)
{
    const int row = rowAt(point);
    if (row < 0) return std::nullopt;
    return laid(row).linkAt(point - rowRect(row).topLeft());
}

TextRange TimelineView::selectionOf(int row) const
{
    const auto [from, to] = std::minmax(m_selection_from, m_selection_to);
    if (from == to || row < from.row || row > to.row) return {};
    const int length = static_cast<int>(m_model->at(row).text.size());
    return {row == from.row ? from.position : 0, row == to.row ? to.position : length};
}

void TimelineView::select(const TextPoint &from, const TextPoint &to)
{
    m_selection_from = from;
    m_selection_to = to;
    viewport()->update();
}

void TimelineView::showFound(int row)
{
    setCurrentRow(row);
    m_found = row;
    showRow(row);
    viewport()->update();
}

void TimelineView::forgetFound()
{
    if (std::exchange(m_found, -1) >= 0) viewport()->update();
}

void TimelineView::clearSelection()
{
    select({}, {});
}

void TimelineView::selectAll()
{
    if (rowCount() == 0) return;
    const int last = rowCount() - 1;
    select({0, 0}, {last, static_cast<int>(m_model->at(last).text.size())});
}

// Text of one message stays as it is; of several it says who wrote what, and when.
QString TimelineView::selectedText() const
{
    if (!hasSelection() || !m_model) return {};
    const auto [from, to] = std::minmax(m_selection_from, m_selection_to);
    if (from.row == to.row) return m_model->at(from.row).text.mid(from.position, to.position - from.position);
    QStringList lines;
    for (int row = from.row; row <= to.row; ++row) {
        const TextRange range = selectionOf(row);
        if (!range.isEmpty()) lines.append(copiedRow(row, range));
    }
    return lines.join(QLatin1Char('\n'));
}

QString TimelineView::copiedRow(int row, TextRange range) const
{
    const TimelineRow &value = m_model->at(row);
    const QString text = value.text.mid(range.from, range.to - range.from);
    if (value.kind == RowKind::System) return text;
    const QString author = value.is_mine ? tr("You") : cleanName(value.author_name);
    return QStringLiteral("[%1] %2: %3").arg(clockText(value.sent_at, locale()), author, text);
}

void TimelineView::copy() const
{
    QString text = selectedText();
    if (text.isEmpty() && m_current >= 0) text = m_model->at(m_current).text;
    if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    forgetFound();
    if (event->button() != Qt::LeftButton || rowCount() == 0) return;
    m_pressed_at = event->position().toPoint();
    m_pressed_link = linkAt(m_pressed_at);
    m_current_is_visible = false;
    const TextPoint point = pointAt(m_pressed_at);
    setCurrentRow(point.row);
    m_is_selecting = true;
    const bool extends = event->modifiers() & Qt::ShiftModifier && m_selection_from.row >= 0;
    select(extends ? m_selection_from : point, point);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!m_is_selecting) {
        const int row = rowAt(point);
        const bool is_on_text = row >= 0 && laid(row).isOnText(point - rowRect(row).topLeft());
        viewport()->setCursor(linkAt(point) || isOnMark(point) ? Qt::PointingHandCursor
                              : is_on_text                     ? Qt::IBeamCursor
                                                               : Qt::ArrowCursor);
        return;
    }
    const bool is_drag = (point - m_pressed_at).manhattanLength() >= QApplication::startDragDistance();
    if (!is_drag && !hasSelection()) return;
    m_pressed_link.reset();
    select(m_selection_from, pointAt(point));
    const bool is_outside = point.y() < 0 || point.y() > viewport()->height();
    if (is_outside && !m_auto_scroll.isActive()) m_auto_scroll.start(kAutoScrollMs, this);
    if (!is_outside) m_auto_scroll.stop();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) return;
    m_is_selecting = false;
    m_auto_scroll.stop();
    const QPoint point = event->position().toPoint();
    const std::optional<Link> link = linkAt(point);
    const bool is_click = link && m_pressed_link == link;
    m_pressed_link.reset();
    if (hasSelection()) {
        QClipboard *clipboard = QGuiApplication::clipboard();
        if (clipboard->supportsSelection()) clipboard->setText(selectedText(), QClipboard::Selection);
        return;
    }
    if (is_click) {
        askToOpen(link->url);
        return;
    }
    if (clickMark(point)) return;
    const int row = rowAt(point);
    const bool has_failed = row >= 0 && m_model->at(row).state == SendState::Failed;
    if (has_failed && bubbleRect(row).contains(point)) Q_EMIT retryWanted(m_model->at(row).id);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || rowCount() == 0) return;
    const TextPoint point = pointAt(event->position().toPoint());
    const TextRange word = laid(point.row).text().wordAt(point.position);
    select({point.row, word.from}, {point.row, word.to});
}

void TimelineView::askToOpen(const QUrl &url)
{
    auto *dialog = new LinkDialog(url, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, url] { m_open_link(url); });
    dialog->open();
}

void TimelineView::setCurrentRow(int row)
{
    if (row == m_current) return;
    m_current = row;
    viewport()->update();
    if (row < 0 || !QAccessible::isActive()) return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void TimelineView::moveCurrent(int row)
{
    if (rowCount() == 0) return;
    m_current_is_visible = true;
    setCurrentRow(std::clamp(row, 0, rowCount() - 1));
    if (m_current == rowCount() - 1) {
        jumpToEnd();
    } else {
        showRow(m_current);
    }
    viewport()->update();
}

void TimelineView::movePage(int direction)
{
    if (rowCount() == 0) return;
    const qint64 page = viewport()->height() - qRound(m_metrics->body_metrics.lineSpacing());
    scrollBy(direction * page);
    m_current_is_visible = true;
    const qint64 edge = direction < 0 ? m_top : m_top + viewport()->height();
    setCurrentRow(std::clamp(m_heights.rowAt(edge - topPadding()), 0, rowCount() - 1));
}

// A failed message is tried again, a link is asked about; anything else has nothing to open.
void TimelineView::activateCurrent()
{
    if (m_current < 0) return;
    const TimelineRow &row = m_model->at(m_current);
    if (row.state == SendState::Failed) {
        Q_EMIT retryWanted(row.id);
        return;
    }
    const QList<Link> &links = laid(m_current).text().links();
    if (links.size() == 1) askToOpen(links.constFirst().url);
    if (links.size() > 1)
        showMenu(m_current, std::nullopt, viewport()->mapToGlobal(bubbleRect(m_current).center()));
}

bool TimelineView::handleExtension(QKeyEvent *event)
{
    const bool is_extension = event->modifiers() & Qt::ShiftModifier &&
                              (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right ||
                               event->key() == Qt::Key_Up || event->key() == Qt::Key_Down);
    if (!is_extension || m_current < 0) return false;
    extendSelection(event);
    return true;
}

void TimelineView::extendSelection(QKeyEvent *event)
{
    if (!hasSelection()) m_selection_from = m_selection_to = {m_current, 0};
    TextPoint to = m_selection_to;
    const TextBlock &text = laid(to.row).text();
    const int length = static_cast<int>(text.text().size());
    const bool is_forward = event->key() == (isRightToLeft() ? Qt::Key_Left : Qt::Key_Right);
    switch (event->key()) {
    case Qt::Key_Up:
        to = to.position > 0 ? TextPoint{to.row, 0} : TextPoint{std::max(0, to.row - 1), 0};
        break;
    case Qt::Key_Down:
        if (to.position < length) {
            to.position = length;
        } else if (to.row + 1 < rowCount()) {
            to = {to.row + 1, static_cast<int>(m_model->at(to.row + 1).text.size())};
        }
        break;
    default:
        to.position = is_forward ? text.nextPosition(to.position) : text.previousPosition(to.position);
    }
    select(m_selection_from, to);
    m_current_is_visible = true;
    setCurrentRow(to.row);
    showRow(to.row);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    forgetFound();
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    if (handleExtension(event) || handleAction(event)) return;
    switch (event->key()) {
    case Qt::Key_Up:
        moveCurrent(m_current < 0 ? rowCount() - 1 : m_current - 1);
        return;
    case Qt::Key_Down:
        moveCurrent(m_current < 0 ? rowCount() - 1 : m_current + 1);
        return;
    case Qt::Key_Home:
        moveCurrent(0);
        return;
    case Qt::Key_End:
        moveCurrent(rowCount() - 1);
        return;
    case Qt::Key_PageUp:
        movePage(-1);
        return;
    case Qt::Key_PageDown:
        movePage(1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        activateCurrent();
        return;
    case Qt::Key_Escape:
        if (hasSelection()) {
            clearSelection();
            return;
        }
        break;
    default:
        break; // typed letters and shortcuts belong to the window
    }
    event->ignore();
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    if (rowCount() == 0) return;
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (m_current < 0) setCurrentRow(rowCount() - 1);
        showRow(m_current);
        showMenu(m_current, std::nullopt, viewport()->mapToGlobal(bubbleRect(m_current).center()));
        return;
    }
    const int row = rowAt(event->pos());
    if (row < 0) return;
    setCurrentRow(row);
    showMenu(row, linkAt(event->pos()), event->globalPos());
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool is_by_keyboard = event->reason() == Qt::TabFocusReason ||
                                event->reason() == Qt::BacktabFocusReason ||
                                event->reason() == Qt::ShortcutFocusReason;
    if (is_by_keyboard) {
        m_current_is_visible = true;
        if (m_current < 0 && rowCount() > 0) setCurrentRow(rowCount() - 1);
    }
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace chat121::ui
