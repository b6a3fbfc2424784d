// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/pages.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"

#include <QVBoxLayout>

namespace chat121::ui {

ConsentPage::ConsentPage(QWidget *parent)
    : WayInPage(tr("How can we help?"), {}, Back::Shown, parent)
{
    const Theme &theme = Theme::of(this);
    auto *name = new QWidget(this);
    auto *row = new QHBoxLayout(name);
    row->setContentsMargins({});
    row->setSpacing(theme.px(space::kS));
    m_organisation = new PlainLabel({}, TextRole::Title, Tone::Primary, name);
    m_organisation->setObjectName(QStringLiteral("organisationLabel"));
    m_tick = new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon, name);
    row->addWidget(m_organisation, 1);
    row->addWidget(m_tick);

    m_duty = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    const int margin = theme.px(space::kL);
    inside->setContentsMargins(margin, margin, margin, margin);
    m_consent = new PlainLabel({}, TextRole::Body, Tone::Primary, card);
    m_consent->setObjectName(QStringLiteral("consentLabel"));
    inside->addWidget(m_consent);
    m_name = new FormField(tr("Your name, if you like"), this);
    addWidget(name);
    addWidget(m_duty);
    addWidget(card);
    addField(m_name, QStringLiteral("ownNameEdit"));
    Button *go = addPrimary(tr("Agree and start"), QStringLiteral("startButton"));
    connect(go, &Button::clicked, this, [this] { Q_EMIT given(m_name->text().trimmed()); });
    connect(m_name, &FormField::submitted, go, &Button::click);
}

void ConsentPage::setPreview(const InvitationPreview &preview)
{
    const QString organisation = cleanName(preview.organisation);
    m_organisation->setText(preview.department.isEmpty()
                                ? organisation
                                : tr("%1, %2").arg(organisation, cleanName(preview.department)));
    m_tick->setAccessibleName(tr("signed by %1").arg(organisation));
    m_duty->setText(
        preview.is_anybody_on_duty
            ? tr("Somebody is here to answer you.")
            : tr("Nobody is here at the moment. Leave a message, and they answer when they are back."));
    const QString promise =
        tr("Only you and the people named above the conversation can read what is written.");
    m_consent->setText(
        preview.consent_text.isEmpty() ? promise : preview.consent_text + QStringLiteral("\n\n") + promise);
}

} // namespace chat121::ui
