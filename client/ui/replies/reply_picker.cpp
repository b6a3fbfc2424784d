// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/reply_picker.h"

#include "client/ui/replies/reply_list.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/popover.h"

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

void ReplyPicker::place(const QRect &cursor)
{
    const Theme &theme = Theme::of(this);
    const int rows = std::min(m_list->count(), kRowsShown);
    const int height =
        rows * m_list->rowHeight() + m_keys->sizeHint().height() + 4 * theme.px(space::kXs) + 2;
    setGeometry(popoverPlace(cursor, parentWidget()->rect(),
                             {theme.px(size::kReadableWidthMax), height, m_list->rowHeight()}, theme,
                             layoutDirection()));
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
