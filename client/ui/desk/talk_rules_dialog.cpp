// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/talk_rules_dialog.h"

#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace chat121::ui {

TalkRulesDialog::TalkRulesDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column = build(tr("While people talk"),
                                tr("Everybody in this department's conversations, customers too, may choose "
                                   "otherwise for themselves. It is signed with your key."),
                                QStringLiteral("talkRules"));
    const DeskRules rules = this->department().desk;
    m_reading = addBox(column, tr("Others see how far somebody has read"), QStringLiteral("talkReadingBox"),
                       rules.is_reading_told);
    m_typing = addBox(column, tr("Others see that somebody is typing"), QStringLiteral("talkTypingBox"),
                      rules.is_typing_told);
    column->addWidget(new PlainLabel(tr("Who does not tell this is not shown it of others either. Under a "
                                        "metadata shield nobody sees who is typing."),
                                     TextRole::Small, Tone::Secondary, form()));
    column->addStretch(1);
    fieldsChanged();
}

QCheckBox *TalkRulesDialog::addBox(QVBoxLayout *column, const QString &words, const QString &object,
                                   bool is_on)
{
    auto *box = new QCheckBox(words, form());
    box->setObjectName(object);
    box->setMinimumHeight(Theme::of(this).px(space::kXl));
    box->setChecked(is_on);
    connect(box, &QCheckBox::toggled, this, [this] { fieldsChanged(); });
    column->addWidget(box);
    return box;
}

DeskRules TalkRulesDialog::chosen() const
{
    DeskRules rules = department().desk;
    rules.is_reading_told = m_reading->isChecked();
    rules.is_typing_told = m_typing->isChecked();
    return rules;
}

} // namespace chat121::ui
