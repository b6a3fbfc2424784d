// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/terms_dialog.h"

#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kLines = 12; // that are seen at once

} // namespace

TermsDialog::TermsDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column = build(
        tr("Terms"),
        tr("Customers read this before their first words, and agree or do not write. Their computer signs "
           "the agreement, the computer of whoever answers signs that it has it, and both keep text and "
           "version. Empty: nothing of its own is agreed to."),
        QStringLiteral("terms"));
    m_text = new QPlainTextEdit(form());
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(kLines * m_text->fontMetrics().lineSpacing());
    add(column, m_text, tr("Text"), QStringLiteral("termsEdit"));
    m_version = new PlainLabel({}, TextRole::Small, Tone::Hint, form());
    m_version->setObjectName(QStringLiteral("termsNextVersionLabel"));
    column->addWidget(m_version);
    column->addStretch(1);
    m_text->setPlainText(this->department().desk.terms);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { fieldsChanged(); });
    fieldsChanged();
}

QString TermsDialog::text() const
{
    return m_text->toPlainText().trimmed();
}

DeskRules TermsDialog::chosen() const
{
    DeskRules rules = department().desk;
    if (text() != rules.terms.trimmed()) rules.terms = text();
    return rules;
}

QString TermsDialog::whatIsWrong()
{
    const DeskRules signed_now = department().desk;
    const bool is_changed = chosen().terms != signed_now.terms;
    const QString version = locale().toString(signed_now.terms_version);
    const QString next = locale().toString(signed_now.terms_version + 1);
    if (is_changed)
        m_version->setText(text().isEmpty() ? tr("Customers will not be asked any more.")
                                            : tr("When it is saved, this is version %1.").arg(next));
    else
        m_version->setText(text().isEmpty() ? tr("Customers are not asked.")
                                            : tr("This is version %1.").arg(version));
    if (text().toUtf8().size() <= limits::kConsentBytesMax) return {};
    return tr("This is longer than a signed document has room for.");
}

} // namespace chat121::ui
