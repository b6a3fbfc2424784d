// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/trust/proof_field.h"

#include "client/ui/widgets/form_field.h"

#include <QVBoxLayout>

namespace chat121::ui {

ProofField::ProofField(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_field(new PasswordField({}, this))
{
    m_field->edit()->setObjectName(QStringLiteral("proofEdit"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_field);
    setFocusProxy(m_field->edit());
    connect(m_field, &FormField::submitted, this, &ProofField::submitted);
    start();
}

bool ProofField::start()
{
    m_field->setText({});
    m_field->setError({});
    switch (m_workspace.neededProof()) {
    case Workspace::Proof::Passphrase:
        m_field->setLabel(tr("The passphrase of this computer"));
        break;
    case Workspace::Proof::Password:
        m_field->setLabel(tr("Your password"));
        break;
    case Workspace::Proof::Nothing:
        hide();
        return false;
    }
    show();
    return true;
}

bool ProofField::check()
{
    if (m_workspace.neededProof() == Workspace::Proof::Nothing || !m_field->text().isEmpty()) return true;
    m_field->setError(m_workspace.neededProof() == Workspace::Proof::Passphrase
                          ? tr("Enter the passphrase of this computer.")
                          : tr("Enter your password."));
    m_field->edit()->setFocus();
    return false;
}

std::optional<QString> ProofField::take()
{
    if (!check()) return std::nullopt;
    if (m_workspace.neededProof() == Workspace::Proof::Nothing) return QString();
    const QString proof = m_field->text();
    m_field->setText({});
    return proof;
}

} // namespace chat121::ui
