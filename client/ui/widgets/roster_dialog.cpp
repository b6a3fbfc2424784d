// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Who can read this": the people in full; see roster_bar.h.
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/roster_bar.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QVBoxLayout>

namespace chat121::ui {

namespace {

QString organisationOf(const QList<RosterRow> &roster)
{
    for (const RosterRow &person : roster) {
        if (!person.signed_by.isEmpty()) return cleanName(person.signed_by);
    }
    return {};
}

} // namespace

RosterDialog::RosterDialog(const QList<RosterRow> &roster, Shield shield, QWidget *parent)
    : QDialog(parent)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Who can read this"));
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    QVBoxLayout *column = titledColumn(*this);
    for (const RosterRow &person : roster) {
        column->addWidget(rowOf(person));
    }
    column->addSpacing(theme.px(space::kXs));
    const QString organisation = organisationOf(roster);
    QString text =
        tr("Only the people above can read this conversation. Messages are locked on the writer's "
           "computer and opened on the readers' computers; the server in between cannot read them.");
    if (!organisation.isEmpty()) {
        text +=
            QLatin1Char(' ') + tr("%1 has signed for everybody with a tick, and this program has checked it.")
                                   .arg(isolated(organisation));
    }
    column->addWidget(new PlainLabel(text, TextRole::Body, Tone::Secondary, this));
    if (shield == Shield::Metadata) column->addWidget(makeRule());
    auto *buttons = new QHBoxLayout;
    auto *knowledge = new Button(ButtonKind::Quiet, tr("What the server knows"), this);
    knowledge->setObjectName(QStringLiteral("serverKnowledgeButton"));
    connect(knowledge, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT serverKnowledgeWanted();
    });
    auto *close = new Button(ButtonKind::Primary, tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(knowledge);
    buttons->addStretch();
    buttons->addWidget(close);
    column->addLayout(buttons);
    close->setFocus();
}

QWidget *RosterDialog::makeRule()
{
    const QString text = tr(
        "Metadata shield: by the department's rule the server also learns less about who writes "
        "when. Everything leaves in few sizes, nobody sees who is typing, and receipts come %1 to %2 seconds "
        "later.");
    const auto shortest = limits::kShieldReceiptDelayMin.count();
    const auto longest = limits::kShieldReceiptDelayMax.count();
    auto *rule = new PlainLabel(text.arg(shortest).arg(longest), TextRole::Body, Tone::Secondary, this);
    rule->setObjectName(QStringLiteral("shieldLabel"));
    return rule;
}

QWidget *RosterDialog::rowOf(const RosterRow &person)
{
    const Theme &theme = Theme::of(this);
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(space::kM));
    auto *avatar = new Avatar(size::kAvatar, line);
    avatar->setPerson(person.name);
    row->addWidget(avatar);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    const QString name = person.is_me ? tr("You") : cleanName(person.name);
    texts->addWidget(new PlainLabel(name, TextRole::BodyStrong, Tone::Primary, line));
    const QString role = cleanName(person.role);
    if (!role.isEmpty()) texts->addWidget(new PlainLabel(role, TextRole::Small, Tone::Secondary, line));
    if (!person.is_me) texts->addWidget(makeComparison(person, name), 0, Qt::AlignLeading);
    row->addLayout(texts, 1);
    if (!person.signed_by.isEmpty()) {
        auto *seal = new QHBoxLayout;
        seal->setSpacing(theme.px(space::kXs));
        row->addLayout(seal);
        seal->addWidget(new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon, line));
        auto *words = new PlainLabel(tr("signed by %1").arg(isolated(cleanName(person.signed_by))),
                                     TextRole::Small, Tone::Accent, line);
        words->setOverflow(Overflow::Elide);
        seal->addWidget(words);
    }
    return line;
}

QWidget *RosterDialog::makeComparison(const RosterRow &person, const QString &name)
{
    const QString words = person.is_verified ? tr("Safety words compared") : tr("Compare safety words");
    auto *button = person.is_verified ? new Button(ButtonKind::Quiet, Icon::Check, words, this)
                                      : new Button(ButtonKind::Quiet, words, this);
    button->setObjectName(QStringLiteral("safetyWordsButton"));
    button->setAccessibleName(person.is_verified ? tr("Safety words compared with %1").arg(name)
                                                 : tr("Compare safety words with %1").arg(name));
    connect(button, &QPushButton::clicked, this, [this, account = person.account] {
        accept();
        Q_EMIT safetyWordsWanted(account);
    });
    return button;
}

} // namespace chat121::ui
