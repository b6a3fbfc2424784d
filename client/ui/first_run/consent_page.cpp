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
    : WayInPage({}, {}, Back::Shown, parent)
{
    const Theme &theme = Theme::of(this);
    title()->setObjectName(QStringLiteral("organisationLabel"));
    auto *seal = new MarkedLabel(Icon::ShieldCheck, Tone::Accent, TextRole::Small, this);
    m_signed_by = seal->words();

    m_duty = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    const int margin = theme.px(space::kL);
    inside->setContentsMargins(margin, margin, margin, margin);
    m_consent = new PlainLabel({}, TextRole::Body, Tone::Primary, card);
    m_consent->setObjectName(QStringLiteral("consentLabel"));
    inside->addWidget(m_consent);
    m_version = new PlainLabel({}, TextRole::Small, Tone::Hint, card);
    m_version->setObjectName(QStringLiteral("consentVersionLabel"));
    m_version->hide();
    inside->addWidget(m_version);
    m_name = new FormField(tr("Your name, if you like"), this);
    addWidget(seal);
    addWidget(new PlainLabel(tr("How can we help?"), TextRole::Title, Tone::Primary, this));
    addWidget(m_duty);
    addWidget(card);
    addField(m_name, QStringLiteral("ownNameEdit"));
    Button *go = addPrimary(tr("Agree and start"), QStringLiteral("startButton"));
    connect(go, &Button::clicked, this, [this] { Q_EMIT given(m_name->text().trimmed()); });
    auto *back = new Button(ButtonKind::Quiet, Icon::Key, tr("I have recovery words"), this);
    back->setObjectName(QStringLiteral("comeBackButton"));
    back->setAccessibleDescription(tr("For somebody who has talked here from another computer"));
    column()->addWidget(back);
    connect(back, &Button::clicked, this, &ConsentPage::comeBackWanted);
    connect(m_name, &FormField::submitted, go, &Button::click);
}

void ConsentPage::setPreview(const InvitationPreview &preview)
{
    const QString organisation = cleanName(preview.organisation);
    const bool has_department = !preview.department.isEmpty();
    setTexts(has_department ? tr("%1, %2").arg(organisation, cleanName(preview.department)) : organisation,
             {});
    m_signed_by->setText(tr("signed by %1").arg(organisation));
    m_duty->setText(
        preview.is_anybody_on_duty
            ? tr("Somebody is here to answer you.")
            : tr("Nobody is here at the moment. Leave a message, and they answer when they are back."));
    m_version->setText(tr("Version %1. Your agreement is signed by this computer, and you keep it.")
                           .arg(locale().toString(preview.consent_version)));
    m_version->setVisible(preview.consent_version > 0);
    const QString promise =
        tr("Only you and the people named above the conversation can read what is written.");
    m_consent->setText(
        preview.consent_text.isEmpty() ? promise : preview.consent_text + QStringLiteral("\n\n") + promise);
}

} // namespace chat121::ui
