// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages about the passphrase of the local store.
#include "client/ui/first_run/pages.h"

#include "client/ui/theme/button.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/new_password.h"

namespace chat121::ui {

PassphrasePage::PassphrasePage(QWidget *parent)
    : WayInPage(tr("A passphrase for this computer"),
                tr("This computer has nothing that keeps your secrets for you. The passphrase locks what is "
                   "stored here, and you enter it at every start."),
                Back::Hidden, parent)
{
    m_passphrase = new NewPassword(tr("Passphrase"), QStringLiteral("passphraseEdit"),
                                   QStringLiteral("passphraseAgainEdit"), this);
    addWidget(m_passphrase);
    Button *go = addPrimary(tr("Continue"), QStringLiteral("passphraseButton"));
    const auto submit = [this] {
        if (m_passphrase->check()) Q_EMIT given(m_passphrase->text());
    };
    connect(go, &Button::clicked, this, submit);
    connect(m_passphrase, &NewPassword::submitted, this, submit);
}

UnlockPage::UnlockPage(QWidget *parent)
    : WayInPage(tr("Welcome back"), tr("Enter the passphrase of this computer."), Back::Hidden, parent)
{
    m_passphrase = new PasswordField(tr("Passphrase"), this);
    addField(m_passphrase, QStringLiteral("unlockEdit"));
    Button *go = addPrimary(tr("Open"), QStringLiteral("unlockButton"));
    auto *anew = new Button(ButtonKind::Quiet, tr("Forgotten? Start anew"), this);
    anew->setObjectName(QStringLiteral("startAnewButton"));
    anew->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWidget(anew);
    connect(anew, &Button::clicked, this, &UnlockPage::startAnewWanted);
    const auto submit = [this] {
        if (m_passphrase->text().isEmpty())
            m_passphrase->setError(tr("Enter the passphrase."));
        else
            Q_EMIT given(m_passphrase->text());
    };
    connect(go, &Button::clicked, this, submit);
    connect(m_passphrase, &FormField::submitted, this, submit);
}

void UnlockPage::start()
{
    forget();
    WayInPage::start();
}

} // namespace chat121::ui
