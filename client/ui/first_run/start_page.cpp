// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/start_page.h"

#include "client/ui/first_run/choice_button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace chat121::ui {

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("firstScreen"));
    const Theme &theme = Theme::of(this);
    auto *column = new QWidget(this);
    column->setMaximumWidth(theme.px(size::kReadableWidthMax));
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(theme.px(space::kS));

    layout->addWidget(new IconLabel(Icon::Chat, Tone::Accent, size::kIconLarge, column), 0, Qt::AlignHCenter);
    layout->addSpacing(theme.px(space::kS));
    auto *title = new PlainLabel(tr("Chat Live 121"), TextRole::Display, Tone::Primary, column);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto *sentence = new PlainLabel(tr("Only the people you see in a conversation can read it."),
                                    TextRole::Body, Tone::Secondary, column);
    sentence->setAlignment(Qt::AlignCenter);
    layout->addWidget(sentence);
    layout->addSpacing(theme.px(space::kXl));
    layout->addWidget(makeChoices());

    auto *grid = new QGridLayout(this);
    const int margin = theme.px(space::kXl);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->addWidget(column, 1, 1);
    grid->setRowStretch(0, 2);
    grid->setRowStretch(2, 3);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 100);
    grid->setColumnStretch(2, 1);
}

QWidget *StartPage::makeChoices()
{
    auto *choices = new QWidget(this);
    auto *layout = new QVBoxLayout(choices);
    layout->setContentsMargins({});
    layout->setSpacing(Theme::of(this).px(space::kS));
    const auto add = [&](ChoiceButton::Weight weight, Icon icon, const QString &title,
                         const QString &sentence, const QString &object, void (StartPage::*wanted)()) {
        auto *button = new ChoiceButton(weight, icon, title, sentence, choices);
        button->setObjectName(object);
        connect(button, &ChoiceButton::clicked, this, wanted);
        layout->addWidget(button);
        return button;
    };
    using Weight = ChoiceButton::Weight;
    add(Weight::First, Icon::Mail, tr("I have an invitation"), tr("A link or a file that somebody gave you."),
        QStringLiteral("inviteButton"), &StartPage::invitationWanted);
    add(Weight::Other, Icon::Login, tr("Log in"), tr("You work here already and sit at a new computer."),
        QStringLiteral("logInButton"), &StartPage::logInWanted);
    add(Weight::Other, Icon::Computer, tr("I have a code from my other computer"),
        tr("This computer joins the account that you have there."), QStringLiteral("linkButton"),
        &StartPage::linkWanted);
    add(Weight::Other, Icon::Building, tr("Set up an organisation"),
        tr("You have started a server and have its set-up link."), QStringLiteral("setUpButton"),
        &StartPage::setUpWanted);
    m_try_here = add(Weight::Other, Icon::Spark, tr("Try it here"),
                     tr("A server and a customer of your own, on this computer only."),
                     QStringLiteral("tryHereButton"), &StartPage::tryHereWanted);
    m_try_here->hide();
    return choices;
}

void StartPage::offerTryHere(bool is_possible)
{
    m_try_here->setVisible(is_possible);
}

} // namespace chat121::ui
