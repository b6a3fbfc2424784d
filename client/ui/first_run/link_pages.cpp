// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/link_pages.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"

#include <QVBoxLayout>

namespace chat121::ui {

LinkCodePage::LinkCodePage(QWidget *parent)
    : WayInPage({}, {}, Back::Shown, parent)
{
    m_code = new FormField(tr("Code"), this);
    m_code->setPlaceholder(QStringLiteral("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"));
    m_code->setHint(tr("Your other computer shows it: Your computers, then Add a computer."));
    m_address = new FormField(tr("Link of your organisation"), this);
    m_address->setPlaceholder(QStringLiteral("chat121://…"));
    m_address->setHint(
        tr("Any invitation that you were given. A link from your other computer needs no code."));
    addField(m_code, QStringLiteral("linkCodeEdit"));
    addField(m_address, QStringLiteral("linkAddressEdit"));
    Button *go = addPrimary(tr("Add this computer"), QStringLiteral("linkGoButton"));
    connect(go, &Button::clicked, this, &LinkCodePage::submit);
    connect(m_code, &FormField::submitted, this, &LinkCodePage::submit);
    connect(m_address, &FormField::submitted, this, &LinkCodePage::submit);
    askForAll();
}

void LinkCodePage::askForAll()
{
    m_is_carried = false;
    m_code->show();
    m_address->show();
    setTexts(tr("A code from your other computer"),
             tr("With it this computer joins your account. You confirm it on the other one."));
}

void LinkCodePage::setPreview(const InvitationPreview &preview)
{
    m_is_carried = true;
    m_code->hide();
    m_address->hide();
    setTexts(tr("Add this computer to your account"),
             tr("Your other computer at %1 has made this link. You confirm it there in a moment.")
                 .arg(isolated(cleanName(preview.organisation))));
}

void LinkCodePage::submit()
{
    if (m_is_carried) {
        Q_EMIT given({}, {});
        return;
    }
    const QString code = m_code->text().trimmed();
    const QString address = m_address->text().trimmed();
    if (code.startsWith(QStringLiteral("chat121://"), Qt::CaseInsensitive)) { // copied as one
        Q_EMIT given(code, {});
        return;
    }
    const bool is_link = address.startsWith(QStringLiteral("chat121://"), Qt::CaseInsensitive);
    if (code.isEmpty() && !is_link) m_code->setError(tr("Type the code that your other computer shows."));
    if (address.isEmpty()) m_address->setError(tr("Paste a link of your organisation."));
    if (address.isEmpty() || (code.isEmpty() && !is_link)) return;
    Q_EMIT given(address, code);
}

LinkWaitPage::LinkWaitPage(QWidget *parent)
    : WayInPage({}, {}, Back::Hidden, parent)
    , m_number(new PlainLabel({}, TextRole::Display, Tone::Primary, this))
{
    auto *card = new Card(this); // as the other computer shows it
    auto *line = new QVBoxLayout(card);
    const int margin = Theme::of(this).px(space::kXl);
    line->setContentsMargins(margin, margin, margin, margin);
    line->addWidget(m_number);
    m_number->setObjectName(QStringLiteral("linkNumberLabel"));
    m_number->setAlignment(Qt::AlignCenter);
    m_number->setFocusPolicy(Qt::TabFocus); // for screen readers
    addWidget(card);
    auto *stop = new Button(ButtonKind::Secondary, tr("Stop"), this);
    stop->setObjectName(QStringLiteral("linkStopButton"));
    column()->addWidget(stop);
    connect(stop, &Button::clicked, this, &LinkWaitPage::givenUp);
}

void LinkWaitPage::setRequest(const LinkRequest &request)
{
    const QString name = cleanName(request.own_name);
    const QString organisation = isolated(cleanName(request.organisation));
    setTexts(tr("Confirm it on your other computer"),
             name.isEmpty()
                 ? tr("It belongs to an account at %1 and shows this number. Compare them, and choose Add it "
                      "there.")
                       .arg(organisation)
                 : tr("It belongs to %1 at %2 and shows this number. Compare them, and choose Add it there.")
                       .arg(isolated(name), organisation));
    m_number->setText(request.number);
    m_number->setAccessibleName(tr("The number: %1").arg(request.number));
    m_number->setFocus();
}

} // namespace chat121::ui
