// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/reply_list.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace chat121::ui {

namespace {

constexpr int kHeadRole = Qt::UserRole + 1;
constexpr int kTextRole = Qt::UserRole + 2;
constexpr qsizetype kExcerpt = 200; // characters: more than a row has room for

int heightIn(const Theme &theme)
{
    return QFontMetrics(theme.bodyStrong()).height() + QFontMetrics(theme.small()).height() +
           theme.px(2 * space::kS);
}

class ReplyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, heightIn(Theme::of(option.widget))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintRow(*painter, option, theme);
        const int pad = theme.px(space::kM);
        const QRect inner = option.rect.adjusted(pad, theme.px(space::kS), -pad, -theme.px(space::kS));
        const int head = QFontMetrics(theme.bodyStrong()).height();
        write(*painter, option, {inner.left(), inner.top(), inner.width(), head},
              index.data(kHeadRole).toString(), theme.bodyStrong(), theme.tokens().text_1);
        write(*painter, option, {inner.left(), inner.top() + head, inner.width(), inner.height() - head},
              index.data(kTextRole).toString(), theme.small(), theme.tokens().text_2);
        painter->restore();
    }

private:
    static void write(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                      const QString &text, const QFont &font, const QColor &colour)
    {
        painter.setFont(font);
        painter.setPen(colour);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width());
        const auto side = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
        painter.setLayoutDirection(directionOf(text, option.direction));
        painter.drawText(area, side | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        painter.setLayoutDirection(option.direction);
    }
};

} // namespace

ReplyList::ReplyList(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new ReplyDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
}

void ReplyList::setReplies(const QList<CannedReply> &replies)
{
    if (replies == m_replies && count() == replies.size()) return;
    const CannedReply *before = chosen();
    const ReplyId kept = before != nullptr ? before->id : ReplyId{};
    clear();
    m_replies = replies;
    for (const CannedReply &reply : replies) {
        const QString shortcut = QLatin1Char('/') + cleanName(reply.shortcut);
        const QString title = cleanName(reply.title);
        const QString language = cleanName(reply.language);
        QStringList head{isolated(shortcut)};
        if (!title.isEmpty()) head.append(isolated(title));
        if (!language.isEmpty()) head.append(isolated(language));
        const QString text = cleanName(reply.text.left(kExcerpt));
        auto *item = new QListWidgetItem(head.join(QStringLiteral(", ")) + QStringLiteral(": ") + text, this);
        item->setData(kHeadRole, head.join(QStringLiteral("  ")));
        item->setData(kTextRole, text);
    }
    choose(kept);
}

const CannedReply *ReplyList::chosen() const
{
    const int row = currentRow();
    return row >= 0 && row < m_replies.size() ? &m_replies.at(row) : nullptr;
}

void ReplyList::choose(const ReplyId &reply)
{
    int found = -1;
    for (int row = 0; row < m_replies.size(); ++row)
        if (!reply.isZero() && m_replies.at(row).id == reply) found = row;
    setCurrentRow(found);
}

QString ReplyList::spoken() const
{
    if (currentItem() == nullptr) return {};
    //: A canned reply as it is read out; which one of how many.
    return tr("%1. %2 of %3").arg(currentItem()->text()).arg(currentRow() + 1).arg(count());
}

int ReplyList::rowHeight() const
{
    return heightIn(Theme::of(this));
}

} // namespace chat121::ui
