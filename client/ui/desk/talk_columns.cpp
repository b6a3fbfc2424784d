// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The columns of the desk; see talk_columns.h.
#include "client/ui/desk/talk_columns.h"

#include "client/ui/desk/talk_column.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "common/base/limits.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr qreal kColumnWidth = 360; // units: that a conversation needs beside others
const QString kDragged = QStringLiteral("application/x-chat121-conversation");

// Where Tab stops within. What hands the keys on to a part of its own is one stop: its parts move with it.
QList<QWidget *> stopsIn(QWidget *widget)
{
    QList<QWidget *> stops;
    const QWidget *whole = nullptr;
    QWidget *next = widget;
    do {
        const bool is_inside = next == widget || widget->isAncestorOf(next);
        const bool is_part = whole != nullptr && whole->isAncestorOf(next);
        if (is_inside && !is_part && (next->focusPolicy() & Qt::TabFocus) != 0) {
            stops.append(next);
            whole = next->focusProxy() != nullptr ? next : nullptr;
        }
        next = next->nextInFocusChain();
    } while (next != widget);
    return stops;
}

} // namespace

QMimeData *makeDragged(ConversationId conversation)
{
    auto *data = new QMimeData;
    data->setData(kDragged, QByteArray::number(conversation.value));
    return data;
}

qreal TalkColumns::columnUnits()
{
    return kColumnWidth;
}

TalkColumns::TalkColumns(Workspace &workspace, const Clock &clock, ElapsedTicker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_ticker(ticker)
    , m_row(new QHBoxLayout)
    , m_others(new Button(ButtonKind::Quiet, {}, this))
    , m_notice(new Banner(this))
{
    setAcceptDrops(true);
    m_others->setObjectName(QStringLiteral("otherColumnsButton"));
    m_others->hide();
    m_notice->setObjectName(QStringLiteral("columnsNotice"));
    m_notice->hide();
    m_row->setContentsMargins({});
    m_row->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_others, 0, Qt::AlignLeft);
    column->addLayout(m_row, 1);
    m_current = add(0);
    connect(m_others, &Button::clicked, this, &TalkColumns::pickOther);
    connect(m_notice, &Banner::actionClicked, m_notice, &QWidget::hide);
    connect(qApp, &QApplication::focusChanged, this, &TalkColumns::followFocus);
    qApp->installEventFilter(this);
    arrange();
}

// The keyboard leaves its place while that is taken down.
TalkColumns::~TalkColumns()
{
    qApp->removeEventFilter(this);
    disconnect(qApp, nullptr, this, nullptr);
}

TalkColumn *TalkColumns::columnOf(ConversationId conversation) const
{
    if (!conversation.isValid()) return nullptr;
    for (TalkColumn *column : m_columns)
        if (column->conversation() == conversation) return column;
    return nullptr;
}

QList<ConversationId> TalkColumns::conversations() const
{
    QList<ConversationId> open;
    for (const TalkColumn *column : m_columns)
        if (column->conversation().isValid()) open.append(column->conversation());
    return open;
}

// --- which there are ------------------------------------------------------------------------------

TalkColumn *TalkColumns::add(qsizetype place)
{
    auto *column = new TalkColumn(m_workspace, m_clock, m_ticker, this);
    m_columns.insert(place, column);
    m_row->insertWidget(static_cast<int>(place), column, 1);
    column->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->setRoom(m_room);
    connect(column, &TalkColumn::endWanted, this, [this, column] { end(column); });
    chain(place);
    Q_EMIT added(column);
    return column;
}

// Tab goes from column to column in the order of reading, whenever they were made.
void TalkColumns::chain(qsizetype place)
{
    if (place == 0) return; // the first is made with the window
    const QList<QWidget *> before = stopsIn(m_columns.at(place - 1));
    const QList<QWidget *> stops = stopsIn(m_columns.at(place));
    QWidget *last = before.isEmpty() ? nullptr : before.constLast();
    for (QWidget *stop : stops) {
        if (last != nullptr) setTabOrder(last, stop);
        last = stop;
    }
}

void TalkColumns::open(ConversationId conversation)
{
    m_notice->hide();
    TalkColumn *there = columnOf(conversation);
    if (there != nullptr && there != m_current) return setCurrent(there);
    const bool is_new = m_current->conversation() != conversation;
    m_current->open(conversation);
    Q_EMIT currentChanged();
    if (is_new) Q_EMIT changed();
}

void TalkColumns::showBeside(ConversationId conversation)
{
    m_notice->hide();
    if (!m_current->conversation().isValid()) return open(conversation);
    TalkColumn *there = columnOf(conversation);
    const bool is_full = m_columns.size() >= limits::kColumnsMax;
    if (there != nullptr) {
        const ConversationId before = there->before();
        if (!before.isValid() || holds(before) || is_full) return setCurrent(there);
        there->open(before);
    } else if (is_full) {
        return tell(tr("As many conversations stand beside each other as there may be. Close one of the "
                       "columns first."));
    }
    TalkColumn *column = add(m_columns.indexOf(there != nullptr ? there : m_current) + 1);
    column->open(conversation);
    setCurrent(column);
    Q_EMIT changed();
}

void TalkColumns::restore(const QList<ConversationId> &conversations)
{
    for (const ConversationId conversation : conversations) {
        if (!conversation.isValid() || holds(conversation) || m_columns.size() >= limits::kColumnsMax)
            continue;
        TalkColumn *column =
            m_columns.constFirst()->conversation().isValid() ? add(m_columns.size()) : m_columns.constFirst();
        column->await(conversation);
    }
    arrange();
    Q_EMIT currentChanged();
}

void TalkColumns::endCurrent()
{
    end(m_current);
}

// What was written in it is kept; the keyboard goes to what takes its place.
void TalkColumns::end(TalkColumn *column)
{
    m_notice->hide();
    if (m_columns.size() == 1) {
        if (column->row()) return;
        column->open({}); // what is gone from here
        return Q_EMIT currentChanged();
    }
    const qsizetype place = m_columns.indexOf(column);
    const QWidget *focus = window()->focusWidget();
    const bool had_focus = focus != nullptr && column->isAncestorOf(focus);
    m_columns.removeAt(place);
    TalkColumn *next = column == m_current ? m_columns.at(qMin(place, m_columns.size() - 1)) : m_current;
    m_current = nullptr;
    setCurrent(next);
    if (had_focus) next->focusTalk();
    column->leave();
    column->hide();
    m_row->removeWidget(column);
    column->deleteLater();
    Q_EMIT changed();
}

// --- which is the current one ---------------------------------------------------------------------

void TalkColumns::setCurrent(TalkColumn *column)
{
    if (column == m_current || !m_columns.contains(column)) return;
    m_current = column;
    arrange();
    Q_EMIT currentChanged();
}

void TalkColumns::walk(int step)
{
    const qsizetype count = m_columns.size();
    if (count == 1) return;
    setCurrent(m_columns.at((m_columns.indexOf(m_current) + step + count) % count));
    m_current->focusTalk();
}

TalkColumn *TalkColumns::columnAround(const QWidget *widget) const
{
    for (TalkColumn *column : m_columns)
        if (widget != nullptr && column->isAncestorOf(widget)) return column;
    return nullptr;
}

// Where the keyboard goes is the current one. It never goes to another customer because the place where it
// was is hidden: Qt would hand it to whatever comes next.
void TalkColumns::followFocus(QWidget *old, QWidget *now)
{
    TalkColumn *to = columnAround(now);
    if (to == nullptr) return;
    const TalkColumn *from = columnAround(old);
    const bool was_hidden = from != nullptr && from != to && !old->isVisible() && from->isVisible();
    if (!was_hidden) return setCurrent(to);
    m_current = m_columns.at(m_columns.indexOf(from));
    bringKeyboard();
    arrange();
}

// What is clicked into is the current one, also where nothing takes the keyboard.
bool TalkColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType())
        if (TalkColumn *column = columnAround(static_cast<QWidget *>(watched))) setCurrent(column);
    return QWidget::eventFilter(watched, event);
}

// Into the current one, from another; away from there where the current one has no place for it.
void TalkColumns::bringKeyboard()
{
    const auto isElsewhere = [this] {
        const TalkColumn *holder = columnAround(window()->focusWidget());
        return holder != nullptr && holder != m_current;
    };
    if (isElsewhere()) m_current->focusTalk();
    if (isElsewhere()) window()->focusWidget()->clearFocus();
}

// --- where there is room --------------------------------------------------------------------------

int TalkColumns::shown() const
{
    const int fit = width() / Theme::of(this).px(kColumnWidth);
    return qBound(1, fit, static_cast<int>(m_columns.size()));
}

// The current one always; nothing moves that need not.
void TalkColumns::arrange()
{
    const qsizetype count = m_columns.size();
    const qsizetype here = m_columns.indexOf(m_current);
    m_first = qMin(qMax(m_first, here + 1 - shown()), qMin(here, count - shown()));
    QList<TalkColumn *> hidden;
    for (qsizetype place = 0; place < count; ++place) {
        TalkColumn *column = m_columns.at(place);
        const bool is_shown = place >= m_first && place < m_first + shown();
        const TalkColumn::Look look =
            column == m_current ? TalkColumn::Look::Current : TalkColumn::Look::Beside;
        column->setLook(count == 1 ? TalkColumn::Look::Alone : look);
        if (is_shown) column->show();
        if (!is_shown) hidden.append(column);
    }
    bringKeyboard(); // before its place is hidden
    for (TalkColumn *column : std::as_const(hidden))
        column->hide();
    refreshOthers(hidden);
}

void TalkColumns::refreshOthers(const QList<TalkColumn *> &hidden)
{
    m_others->setVisible(!hidden.isEmpty());
    if (hidden.isEmpty()) return;
    QStringList names;
    for (const TalkColumn *column : hidden)
        if (const auto row = column->row()) names.append(isolated(cleanName(row->title)));
    m_others->setText(tr("%n more beside…", nullptr, static_cast<int>(hidden.size())));
    m_others->setAccessibleDescription(names.join(tr(", ")));
    m_others->setToolTip(m_others->accessibleDescription());
}

void TalkColumns::pickOther()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("otherColumnsMenu"));
    for (TalkColumn *column : std::as_const(m_columns)) {
        if (!column->isHidden()) continue;
        const auto row = column->row();
        QString name = row ? cleanName(row->title) : tr("Not here any more");
        name.replace(u'&', QStringLiteral("&&")); // no mnemonic of a stranger's
        menu->addAction(name, column, [this, column] {
            setCurrent(column);
            column->focusTalk();
        });
    }
    menu->popup(m_others->mapToGlobal(QPoint(0, m_others->height())));
}

void TalkColumns::setRoom(Room room)
{
    m_room = room;
    for (TalkColumn *column : std::as_const(m_columns))
        column->setRoom(room);
}

void TalkColumns::tell(const QString &sentence)
{
    m_notice->show(Banner::Kind::Info, sentence, tr("Hide"));
}

void TalkColumns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// Of one column: with less room fewer are shown.
QSize TalkColumns::minimumSizeHint() const
{
    QSize least = QWidget::minimumSizeHint();
    int widest = m_others->isHidden() ? 0 : m_others->minimumSizeHint().width();
    for (const TalkColumn *column : m_columns)
        widest = qMax(widest, column->minimumSizeHint().width());
    least.setWidth(widest);
    return least;
}

// --- what is dragged here -------------------------------------------------------------------------

bool TalkColumns::isKnown(ConversationId conversation) const
{
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed(), m_workspace.team(),
                                                   m_workspace.snoozed()};
    return std::any_of(models.begin(), models.end(),
                       [&](const ConversationListModel *model) { return model->rowOf(conversation) >= 0; });
}

void TalkColumns::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(kDragged)) event->acceptProposedAction();
}

// Other programs may say anything.
void TalkColumns::dropEvent(QDropEvent *event)
{
    bool is_number = false;
    const ConversationId conversation{event->mimeData()->data(kDragged).toULongLong(&is_number)};
    if (!is_number || !isKnown(conversation)) return;
    event->acceptProposedAction();
    showBeside(conversation);
    m_current->focusTalk();
}

} // namespace chat121::ui
