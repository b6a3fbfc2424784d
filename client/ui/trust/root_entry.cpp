// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/trust/root_entry.h"

#include "client/ui/theme/theme.h"
#include "client/ui/trust/root_sheet.h"
#include "client/ui/widgets/form_field.h"

#include <QFileDialog>
#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kSheetLines = 4;

} // namespace

RootSheetEntry::RootSheetEntry(const QString &object, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    for (int i = 1; i <= kSheetLines; ++i) {
        auto *field = new FormField(tr("Line %1").arg(QLocale().toString(i)), this);
        field->edit()->setObjectName(object + QString::number(i));
        field->edit()->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
        connect(field, &FormField::submitted, this, &RootSheetEntry::submitted);
        column->addWidget(field);
        m_lines.append(field);
    }
    setFocusProxy(m_lines.constFirst());
}

bool RootSheetEntry::check()
{
    for (FormField *field : std::as_const(m_lines)) {
        if (!field->text().trimmed().isEmpty()) continue;
        field->edit()->setFocus();
        return false;
    }
    return true;
}

QString RootSheetEntry::text() const
{
    QStringList lines;
    for (const FormField *field : m_lines)
        lines.append(typedRootLine(static_cast<int>(lines.size()) + 1, field->text()));
    return lines.join(QLatin1Char('\n'));
}

QString rootFileFilter()
{
    return RootSheetEntry::tr("Keys of organisations (%1)").arg(QStringLiteral("*.chat121-root"));
}

QString chooseRootFile(QWidget *parent)
{
    return QFileDialog::getOpenFileName(parent, RootSheetEntry::tr("Open the organisation's key"), {},
                                        rootFileFilter() + QStringLiteral(";;") +
                                            RootSheetEntry::tr("All files (*)"));
}

} // namespace chat121::ui
