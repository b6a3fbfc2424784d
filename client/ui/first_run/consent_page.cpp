// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/pages.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"

namespace chat121::ui {

ConsentPage::ConsentPage(QWidget *parent)
    : WayInPage(tr("Start a conversation"), {}, Back::Shown, parent)
{
    m_organisation = new PlainLabel({}, TextRole::Title, Tone::Primary, this);
    m_organisation->setObjectName(QStringLiteral("organisationLabel"));
    m_duty = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_consent = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    m_consent->setObjectName(QStringLiteral("consentLabel"));
    m_name = new FormField(tr("Your name, if you like"), this);
    addWidget(m_organisation);
    addWidget(m_duty);
    addWidget(m_consent);
    addField(m_name, QStringLiteral("ownNameEdit"));
    Button *go = addPrimary(tr("Agree and start"), QStringLiteral("startButton"));
    connect(go, &Button::clicked, this, [this] { Q_EMIT given(m_name->text().trimmed()); });
    connect(m_name, &FormField::submitted, go, &Button::click);
}

void ConsentPage::setPreview(const InvitationPreview &preview)
{
    m_organisation->setText(preview.department.isEmpty()
                                ? preview.organisation
                                : tr("%1, %2").arg(preview.organisation, preview.department));
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
