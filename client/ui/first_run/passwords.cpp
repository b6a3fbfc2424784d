// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choosing a password or passphrase, and the pages about the key of the local store.
#include "client/ui/first_run/pages.h"

#include "client/ui/text/password_strength.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"

#include <QVBoxLayout>

namespace chat121::ui {

NewPassword::NewPassword(const QString &label, const QString &hint, const QString &object,
                         const QString &again_object, QWidget *parent)
    : QWidget(parent)
    , m_hint(hint)
    , m_password(new PasswordField(label, this))
    , m_again(new PasswordField(tr("Once more"), this))
{
    m_password->setHint(hint);
    m_password->edit()->setObjectName(object);
    m_again->edit()->setObjectName(again_object);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    column->addWidget(m_password);
    column->addWidget(m_again);
    setFocusProxy(m_password->edit());
    connect(m_password->edit(), &QLineEdit::textChanged, this, &NewPassword::showStrength);
    connect(m_again, &FormField::submitted, this, &NewPassword::submitted);
    connect(m_password, &FormField::submitted, m_again->edit(), qOverload<>(&QWidget::setFocus));
}

// In words, so that nobody needs to see a colour.
void NewPassword::showStrength()
{
    switch (strengthOf(m_password->text())) {
    case Strength::TooShort:
        return m_password->setHint(m_hint);
    case Strength::Weak:
        return m_password->setHint(tr("Easy to guess. A few more words make it strong."));
    case Strength::Fair:
        return m_password->setHint(tr("Fair. One more word makes it strong."));
    case Strength::Strong:
        return m_password->setHint(tr("Strong."));
    }
}

bool NewPassword::check()
{
    if (m_password->text().size() < kNewPasswordCharactersMin) {
        m_password->setError(
            tr("This is too short. Use at least %n characters.", nullptr, kNewPasswordCharactersMin));
        return false;
    }
    if (m_password->text() != m_again->text()) {
        m_again->setError(tr("The two are not the same."));
        return false;
    }
    return true;
}

QString NewPassword::text() const
{
    return m_password->text();
}

void NewPassword::clear()
{
    m_password->setText({});
    m_again->setText({});
}

PassphrasePage::PassphrasePage(QWidget *parent)
    : WayInPage(tr("A passphrase for this computer"),
                tr("This computer has nothing that keeps your secrets for you. The passphrase locks what is "
                   "stored here, and you enter it at every start."),
                Back::Hidden, parent)
{
    m_passphrase =
        new NewPassword(tr("Passphrase"), tr("At least 10 characters. A few words are easy to remember."),
                        QStringLiteral("passphraseEdit"), QStringLiteral("passphraseAgainEdit"), this);
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
