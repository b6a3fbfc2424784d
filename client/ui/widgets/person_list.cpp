// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/widgets/person_list.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace chat121::ui {

namespace {

constexpr int kMoreRole = Qt::UserRole + 1;
constexpr int kNameRole = Qt::UserRole + 2;
constexpr int kIsThereRole = Qt::UserRole + 3;

int heightIn(const Theme &theme)
{
    return theme.px(size::kAvatar + 2 * space::kS);
}

class PersonDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, heightIn(Theme::of(option.widget))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        const Tokens &tokens = theme.tokens();
        painter->save();
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, theme, option.rect, theme.exact(size::kRadius));

        const int pad = theme.px(space::kS);
        const int side = theme.px(size::kAvatar);
        const QRect inner = option.rect.adjusted(pad, pad, -pad, -pad);
        const auto place = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, inner, rect);
        };
        const QString name = index.data(kNameRole).toString();
        paintAvatar(*painter, theme, place(QRect(inner.topLeft(), QSize(side, side))), name);
        const QRect texts = inner.adjusted(side + theme.px(space::kM), 0, 0, 0);
        const int line = QFontMetrics(theme.body()).height();
        const int below = QFontMetrics(theme.small()).height();
        QRect first(texts.left(), texts.center().y() - (line + below) / 2, texts.width(), line);
        const auto write = [&](const QRect &rect, const QString &text, const QFont &font,
                               const QColor &colour) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->setLayoutDirection(option.direction);
            painter->drawText(place(rect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
        };
        const bool is_there = index.data(kIsThereRole).toBool();
        write(first, name, theme.body(), is_there ? tokens.text_1 : tokens.text_3);
        write({texts.left(), first.bottom() + 1, texts.width(), below}, index.data(kMoreRole).toString(),
              theme.small(), is_there ? tokens.text_2 : tokens.text_3);
        painter->restore();
    }
};

} // namespace

PersonList::PersonList(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new PersonDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void PersonList::add(AccountId account, const QString &name, const QString &more, Reach reach)
{
    const QString clean_name = cleanName(name);
    const QString clean_more = cleanName(more);
    auto *item = new QListWidgetItem(
        clean_more.isEmpty() ? clean_name : tr("%1, %2").arg(clean_name, clean_more), this);
    item->setData(Qt::UserRole, account.value);
    item->setData(kMoreRole, clean_more);
    item->setData(kNameRole, clean_name);
    item->setData(kIsThereRole, reach == Reach::There);
}

AccountId PersonList::chosen() const
{
    const QListWidgetItem *chosen = currentItem();
    return chosen ? AccountId{chosen->data(Qt::UserRole).toULongLong()} : AccountId{};
}

void PersonList::choose(AccountId account)
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(Qt::UserRole).toULongLong() == account.value) setCurrentRow(row);
    }
}

int PersonList::rowHeight() const
{
    return heightIn(Theme::of(this));
}

} // namespace chat121::ui
