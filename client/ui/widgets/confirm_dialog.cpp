// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A question; see confirm_dialog.h.
#include "client/ui/widgets/confirm_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QVBoxLayout>

namespace chat121::ui {

ConfirmDialog::ConfirmDialog(const Words &words, QWidget *parent)
    : QDialog(parent)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(words.question);
    setAccessibleDescription(words.sentence);
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(words.sentence, TextRole::Body, Tone::Secondary, this));
    column->addSpacing(theme.px(space::kXs));

    auto *buttons = new QHBoxLayout;
    auto *keep = new Button(ButtonKind::Secondary, words.keep, this);
    keep->setObjectName(QStringLiteral("keepButton"));
    auto *destroy = new Button(ButtonKind::Danger, words.destroy, this);
    destroy->setObjectName(QStringLiteral("destroyButton"));
    buttons->addStretch(1);
    buttons->addWidget(keep);
    buttons->addWidget(destroy);
    column->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(destroy, &QPushButton::clicked, this, &QDialog::accept);
    keep->setDefault(true);
    keep->setFocus();
}

} // namespace chat121::ui
