// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The view's life: model, painting, events that are not input. Geometry and input have own files.
#include "client/ui/timeline/timeline_view.h"

#include "client/ui/emoji/emoji_picker.h"
#include "client/ui/text/markup.h"
#include "client/ui/text/names.h"
#include "client/ui/timeline/jump_button.h"
#include "client/ui/timeline/timeline_accessible.h"

#include <QAccessible>
#include <QDateTime>
#include <QDesktopServices>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

namespace chat121::ui {

namespace {

constexpr int kTypingStepMs = 350;
constexpr int kTypingDots = 3;

} // namespace

TimelineView::TimelineView(const Clock &clock, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(clock)
    , m_open_link([](const QUrl &url) { QDesktopServices::openUrl(url); })
    , m_jump(new JumpButton(JumpButton::To::Newest, viewport()))
    , m_jump_to_new(new JumpButton(JumpButton::To::FirstNew, viewport()))
{
    TimelineAccessible::install();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setAccessibleName(tr("Messages"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    m_jump->hide();
    m_jump_to_new->hide();
    m_fade.setStartValue(0.0);
    m_fade.setEndValue(1.0);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, [this] { viewport()->update(); });
    connect(&m_fade, &QVariantAnimation::finished, this, [this] { m_fading_from = -1; });
    connect(m_jump, &QAbstractButton::clicked, this, &TimelineView::jumpToEnd);
    connect(m_jump_to_new, &QAbstractButton::clicked, this, &TimelineView::jumpToFirstNew);
}

TimelineView::~TimelineView()
{
    delete m_picker.data();
    if (m_model) m_model->disconnect(this);
}

void TimelineView::setModel(TimelineModel *model)
{
    if (m_model) m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &TimelineModel::wasReset, this, &TimelineView::modelReset);
        connect(model, &TimelineModel::inserted, this, &TimelineView::rowsInserted);
        connect(model, &TimelineModel::changed, this, &TimelineView::rowsChanged);
        connect(model, &TimelineModel::removed, this, &TimelineView::rowsRemoved);
        connect(model, &TimelineModel::unreadChanged, this, [this] {
            forgetLayout(m_unread_row);
            m_unread_row = m_model->unreadRow();
            forgetLayout(m_unread_row);
            settle();
        });
        connect(model, &TimelineModel::typingChanged, this, &TimelineView::showTyping);
        connect(model, &QObject::destroyed, this, &TimelineView::modelReset);
    }
    modelReset();
}

void TimelineView::modelReset()
{
    m_current = -1;
    m_found = -1;
    m_new_below = 0;
    m_newest_own = -2;
    m_selection_from = m_selection_to = {};
    m_unread_row = m_model ? m_model->unreadRow() : -1;
    m_anchor = {};
    m_fade.stop();
    m_fading_from = -1;
    // Where reading has stopped; if all that is new has room, that is the end.
    if (m_unread_row > 0) m_anchor = {m_unread_row, 0};
    setAtEnd(m_unread_row <= 0);
    remeasureAll();
    TimelineAccessible::rowsChanged(this);
}

void TimelineView::showTyping()
{
    TimelineAccessible::rowsChanged(this);
    const bool moves = !m_model->typing().isEmpty() && Theme::of(this).motionMs() > 0;
    if (moves && !m_typing_step.isActive()) m_typing_step.start(kTypingStepMs, this);
    if (!moves) m_typing_step.stop();
    viewport()->update();
}

void TimelineView::rowsInserted(int first, int count)
{
    const int size = m_model->size();
    const bool is_appended = first + count == size;
    m_newest_own = -2;
    m_unread_row = m_model->unreadRow();
    const std::vector<int> heights = estimates(first, count);
    if (is_appended) {
        for (const int height : heights) {
            m_heights.append(height);
        }
        forgetLayout(first - 1); // it may no longer end its group
        for (auto &[row, layout] : m_layouts) {
            if (m_model->at(row).is_mine && row < first) forgetLayout(row);
        }
    } else {
        m_heights.insert(first, heights);
        m_fading_from = -1;
        const auto moved = [first, count](int row) { return row >= first ? row + count : row; };
        Layouts layouts; // what is on the screen was measured already and only counts differently now
        for (auto &[row, layout] : m_layouts)
            layouts.emplace(moved(row), std::move(layout));
        m_layouts = std::move(layouts);
        forgetLayout(first - 1);
        forgetLayout(first + count);
        m_anchor.row = moved(m_anchor.row);
        m_current = moved(m_current);
        m_found = moved(m_found);
        m_selection_from.row = moved(m_selection_from.row);
        m_selection_to.row = moved(m_selection_to.row);
        TimelineAccessible::rowsChanged(this);
    }
    bool has_own = false;
    int news = 0;
    for (int row = first; is_appended && row < size; ++row) {
        has_own = has_own || m_model->at(row).is_mine;
        news += m_model->at(row).is_mine ? 0 : 1;
    }
    if (has_own) {
        jumpToEnd();
    } else if (!m_is_at_end) {
        m_new_below += news;
    }
    settle();
    if (!is_appended) return;
    announce(first, count);
    if (!has_own && m_is_at_end && isVisible()) fadeIn(first);
}

void TimelineView::rowsChanged(int first, int count)
{
    m_newest_own = -2;
    for (int row = first; row < first + count; ++row) {
        forgetLayout(row);
    }
    settle();
    if (!QAccessible::isActive()) return;
    QAccessibleEvent event(this, QAccessible::NameChanged);
    event.setChild(first);
    QAccessible::updateAccessibility(&event);
}

void TimelineView::rowsRemoved(int first, int count)
{
    m_newest_own = -2;
    m_unread_row = m_model->unreadRow();
    m_heights.remove(first, count);
    m_layouts.clear();
    m_fading_from = -1;
    const auto moved = [first, count, size = rowCount()](int row) {
        return row < first ? row : qMin(qMax(first, row - count), size - 1);
    };
    m_anchor.row = qMax(0, moved(m_anchor.row));
    m_current = moved(m_current);
    m_found = -1;
    clearSelection();
    settle();
    TimelineAccessible::rowsChanged(this);
}

// What the reader did needs no motion; what somebody else did fades in.
void TimelineView::fadeIn(int first)
{
    const int duration = Theme::of(this).motionMs();
    if (duration == 0) return;
    m_fading_from = first;
    m_fade.setDuration(duration);
    m_fade.start();
}

// Politely: the new rows become children; nothing interrupts the reader.
void TimelineView::announce(int first, int count)
{
    if (!QAccessible::isActive()) return;
    for (int row = first; row < first + count; ++row) {
        QAccessibleEvent event(this, QAccessible::ObjectCreated);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineView::setReaders(const QList<RosterRow> &roster)
{
    QList<RosterRow> others = roster;
    others.removeIf([](const RosterRow &row) { return row.is_me; });
    const auto is_same = [](const RosterRow &a, const RosterRow &b) {
        return a.account == b.account && a.name == b.name && a.read_up_to == b.read_up_to;
    };
    const bool is_known =
        std::equal(others.cbegin(), others.cend(), m_readers.cbegin(), m_readers.cend(), is_same);
    if (is_known) return;
    m_readers = others;
    const int newest = newestOwnRow();
    if (newest >= 0) rowsChanged(newest, 1);
}

// With one other person the state says it all.
QString TimelineView::readersOf(const TimelineRow &row) const
{
    if (!row.is_mine || !row.sequence.isValid() || m_readers.size() < 2) return {};
    QStringList names;
    for (const RosterRow &reader : m_readers)
        if (reader.read_up_to >= row.sequence) names.append(cleanName(reader.name));
    return names.isEmpty() ? QString() : readByWords(names);
}

QString TimelineView::reactionText(const ReactionGroup &group)
{
    return group.emoji + QLatin1Char(' ') + group.names.join(QStringLiteral(", "));
}

// "2 reactions: (thumbs up) Anna, You"
QString TimelineView::reactionWords(const QList<ReactionGroup> &groups)
{
    QStringList words;
    int count = 0;
    for (const ReactionGroup &group : groups) {
        words.append(reactionText(group));
        count += static_cast<int>(group.names.size());
    }
    return tr("%n reaction(s): %1", nullptr, count).arg(words.join(QStringLiteral("; ")));
}

QString TimelineView::accessibleText(int line) const
{
    if (line == rowCount()) return typingText();
    const TimelineRow &value = m_model->at(line);
    if (value.kind == RowKind::System) return value.text;
    QStringList parts;
    if (value.kind == RowKind::Note) parts.append(tr("Note, staff only"));
    parts.append(value.is_mine ? tr("You") : cleanName(value.author_name));
    if (!value.is_mine && !value.author_role.isEmpty()) parts.append(cleanName(value.author_role));
    parts.append(clockText(value.sent_at, locale()));
    if (!value.quote.isEmpty()) {
        const QString person = quotedPerson(value);
        parts.append(tr("in answer to %1")
                         .arg(person.isEmpty() ? quotedWords(value)
                                               : QStringLiteral("%1 “%2”").arg(person, quotedWords(value))));
    }
    parts.append(value.is_fallback ? value.text : plainWords(value.text));
    if (value.is_starred) parts.append(tr("starred"));
    const QString edited = editedWords(value, locale());
    if (!edited.isEmpty()) parts.append(edited);
    const QList<ReactionGroup> groups = reactionGroups(value);
    if (!groups.isEmpty()) parts.append(reactionWords(groups));
    const QString readers = readersOf(value);
    if (!readers.isEmpty())
        parts.append(readers);
    else if (value.is_mine && value.state != SendState::None)
        parts.append(stateWord(value.state));
    return parts.join(QStringLiteral(", "));
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Theme &theme = Theme::of(this);
    painter.fillRect(event->rect(), theme.tokens().surface_0);
    if (!m_metrics) return;
    painter.setClipRect(event->rect());

    const int height = viewport()->height();
    int row = m_heights.rowAt(m_top - topPadding());
    for (; row >= 0 && row < rowCount(); ++row) {
        const qint64 y = rowTop(row) - m_top;
        if (y >= height) break;
        const RowLayout &layout = laid(row);
        painter.translate(0, static_cast<qreal>(y));
        painter.setOpacity(m_fading_from >= 0 && row >= m_fading_from ? m_fade.currentValue().toReal() : 1);
        const bool is_current = row == m_current && m_current_is_visible && hasFocus();
        const bool has_ring = is_current || row == m_found;
        layout.paint(painter, m_model->at(row), *m_metrics, selectionOf(row), has_ring);
        painter.translate(0, static_cast<qreal>(-y));
    }
    painter.setOpacity(1);
    paintFoot(painter, static_cast<qreal>(topPadding() + m_heights.total() - m_top));
}

QString TimelineView::typingText() const
{
    QStringList names;
    const QStringList typing = m_model->typing();
    for (const QString &name : typing)
        names.append(isolated(cleanName(name)));
    return names.size() == 1 ? tr("%1 is typing").arg(names.constFirst())
                             : tr("%1 are typing").arg(names.join(QStringLiteral(", ")));
}

void TimelineView::paintFoot(QPainter &painter, qreal y) const
{
    if (!isTypingShown()) return;
    const TimelineMetrics &m = *m_metrics;
    const qreal dot = m.theme.exact(space::kXs);
    const qreal step = dot * 1.75;
    const qreal middle = y + m.foot_height / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kTypingDots; ++i) {
        const bool is_lit = m.theme.motionMs() == 0 || i == m_typing_phase;
        painter.setBrush(is_lit ? m.tokens.accent : m.tokens.line_strong);
        const QRectF box(m.margin + m.avatar_column + i * step, middle - dot / 2, dot, dot);
        painter.drawEllipse(m.mirrored(box));
    }
    const qreal x = m.margin + m.avatar_column + kTypingDots * step + m.theme.exact(space::kXs);
    painter.setFont(m.small);
    painter.setPen(m.tokens.text_2);
    const QRectF box = m.mirrored({x, y, m.width - x - m.margin_end, m.foot_height});
    painter.setLayoutDirection(m.direction);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, typingText());
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const bool has_new_width = !m_metrics || m_metrics->width != viewport()->width();
    if (has_new_width) {
        remeasureAll();
    } else {
        settle();
    }
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    noticeNewest();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::LayoutDirectionChange:
    case QEvent::LocaleChange:
    case QEvent::StyleChange:
        remeasureAll();
        break;
    case QEvent::LanguageChange:
        setAccessibleName(tr("Messages"));
        remeasureAll();
        break;
    case QEvent::ActivationChange:
        noticeNewest();
        break;
    default:
        break; // other changes do not change how messages look
    }
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) viewport()->unsetCursor();
    if (event->type() == QEvent::ToolTip) {
        showWhoReacted(static_cast<QHelpEvent *>(event));
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_typing_step.timerId()) {
        m_typing_phase = (m_typing_phase + 1) % kTypingDots;
        viewport()->update();
        return;
    }
    if (event->timerId() == m_auto_scroll.timerId()) {
        const QPoint point = viewport()->mapFromGlobal(QCursor::pos());
        const int above = point.y() < 0 ? point.y() : 0;
        const int below = point.y() > viewport()->height() ? point.y() - viewport()->height() : 0;
        scrollBy((above + below) / 2);
        select(m_selection_from, pointAt(point));
        return;
    }
    QAbstractScrollArea::timerEvent(event);
}

} // namespace chat121::ui
