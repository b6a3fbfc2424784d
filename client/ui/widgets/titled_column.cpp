// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/widgets/titled_column.h"

#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QDialog>
#include <QVBoxLayout>

namespace chat121::ui {

QVBoxLayout *titledColumn(QDialog &dialog)
{
    const Theme &theme = Theme::of(&dialog);
    auto *column = new QVBoxLayout(&dialog);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(dialog.windowTitle(), TextRole::Title, Tone::Primary, &dialog));
    return column;
}

} // namespace chat121::ui
