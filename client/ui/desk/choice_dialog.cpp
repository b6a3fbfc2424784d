// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/choice_dialog.h"

#include "client/ui/text/customer_words.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "common/base/limits.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr auto kBetween = u',';

QStringList tagsIn(const QString &text)
{
    QStringList tags;
    const QStringList parts = text.split(kBetween, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString tag = part.trimmed();
        if (!tag.isEmpty() && !tags.contains(tag)) tags.append(tag);
    }
    return tags;
}

} // namespace

ChoiceDialog::ChoiceDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column = build(
        tr("Customers' choice"),
        tr("Before their first words customers may choose among the departments that are offered to "
           "everybody and the one that they were invited to. The server learns which one they write to, "
           "and the language."),
        QStringLiteral("choice"));
    m_offered = new QCheckBox(tr("Customers of other departments may choose this one"), form());
    m_offered->setObjectName(QStringLiteral("choiceOfferedBox"));
    m_offered->setMinimumHeight(Theme::of(this).px(space::kXl));
    column->addWidget(m_offered);
    m_languages = new FormField(tr("Languages that it answers in"), form());
    m_languages->edit()->setObjectName(QStringLiteral("choiceLanguagesEdit"));
    m_languages->setHint(tr("Their tags, such as de, pt-BR. Empty: it does not say."));
    column->addWidget(m_languages);
    column->addStretch(1);
    const DeskRules rules = this->department().desk;
    m_offered->setChecked(rules.is_offered);
    m_languages->setText(rules.languages.join(QStringLiteral(", ")));
    connect(m_offered, &QCheckBox::clicked, this, [this] { fieldsChanged(); });
    connect(m_languages, &FormField::textEdited, this, [this] { fieldsChanged(); });
    fieldsChanged();
}

DeskRules ChoiceDialog::chosen() const
{
    DeskRules rules = department().desk;
    rules.is_offered = m_offered->isChecked();
    rules.languages = tagsIn(m_languages->text());
    return rules;
}

QString ChoiceDialog::whatIsWrong()
{
    const QStringList tags = chosen().languages;
    if (tags.size() > limits::kServedLanguagesMax)
        return tr("These are more languages than there is room for.");
    for (const QString &tag : tags)
        if (!isLanguageTag(tag)) return tr("%1 is no tag of a language.").arg(tag);
    return {};
}

} // namespace chat121::ui
