// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/reply_picker.h"

#include "client/ui/replies/reply_list.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QAccessible>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kRowsShown = 6; // then it scrolls

} // namespace

ReplyPicker::ReplyPicker(QWidget *parent)
    : QWidget(parent)
    , m_list(new ReplyList(this))
    , m_keys(new PlainLabel({}, TextRole::Small, Tone::Hint, this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("replyPicker"));
    setAccessibleName(tr("Canned replies"));
    setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(QStringLiteral("replyPickerList"));
    m_list->setAccessibleName(tr("Canned replies"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_keys->setText(tr("Enter puts it in, Escape goes on writing"));
    m_keys->setOverflow(Overflow::Elide);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXs);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(m_list, 1);
    auto *below = new QHBoxLayout; // begins where the rows do
    below->setContentsMargins(theme.px(space::kM), 0, theme.px(space::kM), margin);
    below->addWidget(m_keys);
    column->addLayout(below);
    connect(m_list, &QListWidget::itemClicked, this, &ReplyPicker::clicked);
    hide();
}

void ReplyPicker::offer(const QList<CannedReply> &replies, const QRect &cursor)
{
    m_list->setReplies(replies);
    m_list->setCurrentRow(0);
    m_list->scrollToTop();
    place(cursor);
    show();
    raise();
    tell();
}

void ReplyPicker::walk(int step)
{
    const int count = m_list->count();
    if (count == 0) return;
    m_list->setCurrentRow((m_list->currentRow() + step % count + count) % count);
    m_list->scrollToItem(m_list->currentItem());
    tell();
}

const CannedReply *ReplyPicker::chosen() const
{
    return m_list->chosen();
}

// Above the line, where the words that it is about stay in sight; below it where there is more room. It
// begins where the writing does, in either direction.
void ReplyPicker::place(const QRect &cursor)
{
    const Theme &theme = Theme::of(this);
    const QRect room = parentWidget()->rect();
    const int gap = theme.px(space::kXs);
    const int width = std::min(theme.px(size::kReadableWidthMax), room.width() - 2 * gap);
    const int rows = std::min(m_list->count(), kRowsShown);
    const int wanted =
        rows * m_list->rowHeight() + m_keys->sizeHint().height() + 4 * theme.px(space::kXs) + 2;
    const int above = cursor.top() - room.top() - 2 * gap;
    const int below = room.bottom() - cursor.bottom() - 2 * gap;
    const bool is_above = above >= wanted || above >= below;
    const int height = std::min(wanted, std::max(is_above ? above : below, m_list->rowHeight()));
    const int top = is_above ? cursor.top() - gap - height : cursor.bottom() + gap;
    const int start = layoutDirection() == Qt::RightToLeft ? cursor.right() - width : cursor.left();
    const int left = std::clamp(start, room.left() + gap, std::max(room.right() - gap - width, gap));
    setGeometry(left, top, width, height);
}

void ReplyPicker::tell()
{
    const QString spoken = m_list->spoken();
    setAccessibleDescription(spoken);
    m_keys->setAccessibleName(spoken);
    if (!QAccessible::isActive()) return;
    QAccessibleEvent chosen(m_list, QAccessible::Selection);
    chosen.setChild(m_list->currentRow());
    QAccessible::updateAccessibility(&chosen);
    QAccessibleEvent news(m_keys, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&news);
}

void ReplyPicker::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    paintCard(painter, rect(), theme.exact(size::kRadius), tokens.surface_1, tokens.line_strong,
              theme.exact(size::kHairline));
}

} // namespace chat121::ui
