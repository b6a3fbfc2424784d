// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/people_dialogs.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/plain_label.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kRowsShown = 5; // of a long list; then it scrolls
constexpr int kMoreRole = Qt::UserRole + 1;
constexpr int kNameRole = Qt::UserRole + 2;

// Avatar, name, and below it what more there is to say.
class PersonDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const Theme &theme = Theme::of(option.widget);
        return {0, theme.px(size::kAvatar + 2 * space::kS)};
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
        write(first, name, theme.body(), tokens.text_1);
        write({texts.left(), first.bottom() + 1, texts.width(), below}, index.data(kMoreRole).toString(),
              theme.small(), tokens.text_2);
        painter->restore();
    }
};

} // namespace

PersonDialog::PersonDialog(const Words &words, const QList<Person> &people, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setWindowTitle(words.title);
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(words.title, TextRole::Title, Tone::Primary, this));
    column->addWidget(new PlainLabel(people.isEmpty() ? words.empty : words.sentence, TextRole::Body,
                                     Tone::Secondary, this));
    column->addWidget(m_list);
    m_list->setObjectName(words.list_object);
    m_list->setAccessibleName(words.title);
    m_list->setVisible(!people.isEmpty());
    for (const Person &person : people) {
        const QString name = cleanName(person.name);
        auto *item =
            new QListWidgetItem(person.more.isEmpty() ? name : tr("%1, %2").arg(name, person.more), m_list);
        item->setData(Qt::UserRole, person.account.value);
        item->setData(kMoreRole, person.more);
        item->setData(kNameRole, name);
    }
    m_list->setItemDelegate(new PersonDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto rows = std::clamp<qsizetype>(people.size(), 1, kRowsShown);
    m_list->setFixedHeight(theme.px(size::kAvatar + 2 * space::kS) * static_cast<int>(rows) +
                           2 * m_list->frameWidth());
    if (!people.isEmpty()) m_list->setCurrentRow(0);

    column->addSpacing(theme.px(space::kXs));
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, people.isEmpty() ? tr("Close") : tr("Cancel"), this);
    auto *go = new Button(ButtonKind::Primary, words.action, this);
    go->setObjectName(words.action_object);
    go->setVisible(!people.isEmpty());
    go->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(go);
    column->addLayout(buttons);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(go, &Button::clicked, this, &QDialog::accept);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    setMinimumWidth(theme.px(size::kReadableWidthMax));
}

AccountId PersonDialog::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? AccountId{item->data(Qt::UserRole).toULongLong()} : AccountId{};
}

} // namespace chat121::ui
