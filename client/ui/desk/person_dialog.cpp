// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/people_dialogs.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/person_list.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kRowsShown = 5; // of a long list; then it scrolls

} // namespace

PersonDialog::PersonDialog(const Words &words, const QList<Person> &people, QWidget *parent)
    : QDialog(parent)
    , m_list(new PersonList(this))
{
    setWindowTitle(words.title);
    const Theme &theme = Theme::of(this);
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(people.isEmpty() ? words.empty : words.sentence, TextRole::Body,
                                     Tone::Secondary, this));
    column->addWidget(m_list);
    m_list->setObjectName(words.list_object);
    m_list->setAccessibleName(words.title);
    m_list->setVisible(!people.isEmpty());
    for (const Person &person : people)
        m_list->add(person.account, person.name, person.more);
    const auto rows = std::clamp<qsizetype>(people.size(), 1, kRowsShown);
    m_list->setFixedHeight(m_list->rowHeight() * static_cast<int>(rows) + 2 * m_list->frameWidth());
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
    connect(m_list, &PersonList::itemActivated, this, &QDialog::accept);
    setMinimumWidth(theme.px(size::kReadableWidthMax));
}

AccountId PersonDialog::chosen() const
{
    return m_list->chosen();
}

} // namespace chat121::ui
