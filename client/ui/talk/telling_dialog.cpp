// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/telling_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace chat121::ui {

TellingDialog::TellingDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("What others see of you"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(tr("What you do not tell others, you are not told of them either. This counts on this "
                          "computer; once you tell again, others see all that you have read by then."),
                       TextRole::Body, Tone::Secondary, this));
    m_reading =
        add(column, tr("How far you have read"), QStringLiteral("tellReadingCombo"), &TellingChoice::reading);
    m_typing =
        add(column, tr("That you are typing"), QStringLiteral("tellTypingCombo"), &TellingChoice::typing);
    column->addWidget(new PlainLabel(tr("That a message has reached your computer is always told."),
                                     TextRole::Small, Tone::Secondary, this));
    auto *buttons = new QHBoxLayout;
    auto *done = new Button(ButtonKind::Primary, tr("Close"), this);
    done->setObjectName(QStringLiteral("tellingDoneButton"));
    done->setDefault(true);
    connect(done, &Button::clicked, this, &QDialog::accept);
    buttons->addStretch(1);
    buttons->addWidget(done);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    connect(&m_workspace, &Workspace::tellingChanged, this, &TellingDialog::refresh);
    refresh();
}

QComboBox *TellingDialog::add(QVBoxLayout *column, const QString &name, const QString &object,
                              Telling TellingChoice::*value)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(object);
    combo->setAccessibleName(name);
    combo->addItem(tr("as the department of the conversation has it"),
                   static_cast<int>(Telling::AsDepartment));
    combo->addItem(tr("told, and shown of others"), static_cast<int>(Telling::Always));
    combo->addItem(tr("not told, and not shown of others"), static_cast<int>(Telling::Never));
    auto *label = new PlainLabel(name, TextRole::SmallStrong, Tone::Secondary, this);
    label->setBuddy(combo);
    column->addWidget(label);
    column->addWidget(combo);
    connect(combo, &QComboBox::activated, this, [this, combo, value] {
        TellingChoice choice = m_workspace.telling();
        choice.*value = static_cast<Telling>(combo->currentData().toInt());
        if (choice != m_workspace.telling()) m_workspace.setTelling(choice);
    });
    return combo;
}

void TellingDialog::refresh()
{
    const TellingChoice choice = m_workspace.telling();
    m_reading->setCurrentIndex(m_reading->findData(static_cast<int>(choice.reading)));
    m_typing->setCurrentIndex(m_typing->findData(static_cast<int>(choice.typing)));
}

QString TellingDialog::sentenceOf(const Talk &talk)
{
    const bool is_reading = talk.isReadingTold(), is_typing = talk.isTypingTold();
    if (!is_reading && !is_typing)
        return tr("You do not tell others what you have read or that you are typing, and do not see it of "
                  "them.");
    if (!is_reading) return tr("You do not tell others what you have read, and do not see it of them.");
    if (!is_typing) return tr("You do not tell others that you are typing, and do not see it of them.");
    return {};
}

} // namespace chat121::ui
