// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/people_dialogs.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace chat121::ui {

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
    }
    if (!people.isEmpty()) m_list->setCurrentRow(0);

    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    auto *go = new Button(ButtonKind::Primary, words.action, this);
    go->setObjectName(words.action_object);
    go->setEnabled(!people.isEmpty());
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
