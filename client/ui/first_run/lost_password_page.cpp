// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A member of staff who has lost the password; see pages.h.
#include "client/ui/first_run/pages.h"
#include "client/ui/history/words_entry.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/new_password.h"

namespace chat121::ui {

LostPasswordPage::LostPasswordPage(QWidget *parent)
    : WayInPage(tr("A new password"),
                tr("Your recovery words let you in, and bring your earlier conversations along. Without the "
                   "words, ask the owner of your organisation for a new way in: you can work again then, but "
                   "only the words open the earlier conversations."),
                Back::Shown, parent)
    , m_address(new FormField(tr("A link of your organisation"), this))
    , m_name(new FormField(tr("Your name"), this))
    , m_entry(new WordsEntry(this))
    , m_password(new NewPassword(tr("New password"), QStringLiteral("lostNewPasswordEdit"),
                                 QStringLiteral("lostNewPasswordAgainEdit"), this))
{
    m_address->setHint(tr("Any link of your organisation will do."));
    addField(m_address, QStringLiteral("lostAddressEdit"));
    addField(m_name, QStringLiteral("lostNameEdit"));
    addWidget(m_entry);
    addWidget(m_password);
    auto *key = new Button(ButtonKind::Quiet, tr("Organisation's key…"), this);
    key->setObjectName(QStringLiteral("haveRootKeyButton"));
    key->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWidget(key);
    connect(key, &Button::clicked, this, [this] { Q_EMIT keyWanted(m_address->text().trimmed()); });
    Button *go = addPrimary(tr("Set the new password"), QStringLiteral("lostPasswordNowButton"));
    connect(go, &Button::clicked, this, &LostPasswordPage::submit);
    connect(m_password, &NewPassword::submitted, this, &LostPasswordPage::submit);
    connect(m_entry, &WordsEntry::changed, this, [this] { showProblem({}); });
    connect(m_entry, &WordsEntry::submitted, m_password, qOverload<>(&QWidget::setFocus));
}

void LostPasswordPage::begin(const QString &address, const QString &name)
{
    forget();
    m_address->setText(address);
    m_name->setText(name);
}

void LostPasswordPage::submit()
{
    if (m_address->text().trimmed().isEmpty())
        return m_address->setError(tr("Paste any link of your organisation."));
    if (m_name->text().trimmed().isEmpty()) return m_name->setError(tr("Enter the name that you chose."));
    if (!m_entry->isComplete()) {
        showProblem(tr("The words are not complete yet, or one of them is wrong. Nothing has changed. Look "
                       "at the line below them."));
        return m_entry->takeFocus();
    }
    if (!m_password->check()) return;
    Q_EMIT given(m_address->text().trimmed(), m_name->text().trimmed(), m_entry->text(), m_password->text());
}

} // namespace chat121::ui
