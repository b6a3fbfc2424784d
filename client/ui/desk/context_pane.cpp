// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/context_pane.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QVBoxLayout>

namespace chat121::ui {

ContextPane::ContextPane(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("contextPane"));
    setAccessibleName(tr("About the customer"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(this);
    m_column = new QVBoxLayout(inside);
    const Theme &theme = Theme::of(this);
    const int margin = theme.px(space::kL);
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme.px(space::kXs));
    m_column->addStretch();
    setWidget(inside);
}

void ContextPane::show(const std::optional<ConversationRow> &row, const QList<RosterRow> &roster)
{
    while (m_column->count() > 1)
        delete m_column->takeAt(0)->widget();
    if (!row) return;
    addHeading(tr("Customer"));
    addFact(tr("Name"), cleanName(row->title));
    addFact(tr("Department"), cleanName(row->department));
    addFact(tr("Now"), row->is_online ? tr("on-line") : tr("not on-line"));
    if (!row->taken_by.isEmpty()) addFact(tr("With"), cleanName(row->taken_by));
    if (roster.isEmpty()) return;
    addHeading(tr("Can read this conversation"));
    for (const RosterRow &person : roster) {
        const QString who = person.is_me ? tr("You") : cleanName(person.name);
        addFact(who, person.signed_by.isEmpty()
                         ? person.role
                         : tr("%1, signed by %2").arg(person.role, cleanName(person.signed_by)));
    }
}

void ContextPane::addHeading(const QString &text)
{
    auto *heading = new PlainLabel(text, TextRole::SmallStrong, Tone::Secondary, widget());
    heading->setContentsMargins(0, m_column->count() > 1 ? Theme::of(this).px(space::kL) : 0, 0, 0);
    m_column->insertWidget(m_column->count() - 1, heading);
}

void ContextPane::addFact(const QString &what, const QString &value)
{
    auto *fact = new QWidget(widget());
    auto *column = new QVBoxLayout(fact);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new PlainLabel(what, TextRole::Small, Tone::Hint, fact));
    column->addWidget(new PlainLabel(value, TextRole::Body, Tone::Primary, fact));
    m_column->insertWidget(m_column->count() - 1, fact);
}

} // namespace chat121::ui
