// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/languages_dialog.h"

#include "client/ui/text/language_name.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QListWidget>
#include <QLocale>
#include <QMap>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kRowsShown = 9;

// Whatever a tag says of regions and scripts.
QString languageOf(const QString &tag)
{
    return tag.section(u'-', 0, 0).toLower();
}

// By their tags.
QMap<QString, QString> allLanguages()
{
    QMap<QString, QString> names;
    const QList<QLocale> locales =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    for (const QLocale &one : locales) {
        const QString tag = languageOf(one.bcp47Name());
        if (names.contains(tag)) continue;
        if (const QString name = languageName(one.language()); !name.isEmpty()) names.insert(tag, name);
    }
    return names;
}

} // namespace

LanguagesDialog::LanguagesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    build();
    fill();
    connect(m_list, &QListWidget::itemChanged, this, &LanguagesDialog::refresh);
    connect(m_save, &Button::clicked, this, &LanguagesDialog::save);
    refresh();
}

void LanguagesDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Your languages"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(tr("Customers who speak one of them are offered to you first. The server "
                          "and your colleagues see which you chose."),
                       TextRole::Body, Tone::Secondary, this));
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("languagesList"));
    m_list->setAccessibleName(windowTitle());
    m_list->setMinimumHeight(kRowsShown * theme.px(space::kXl));
    column->addWidget(m_list, 1);
    m_full = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this);
    m_full->words()->setObjectName(QStringLiteral("languagesFullLabel"));
    m_full->words()->setText(tr("Choose %n at most.", nullptr, static_cast<int>(limits::kAgentLanguagesMax)));
    m_full->hide();
    column->addWidget(m_full);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("languagesCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_save = new Button(ButtonKind::Primary, tr("Save"), this);
    m_save->setObjectName(QStringLiteral("languagesSaveButton"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax));
}

void LanguagesDialog::fill()
{
    QStringList spoken;
    for (const QString &tag : m_workspace.languages())
        spoken.append(languageOf(tag));
    const QMap<QString, QString> names = allLanguages();
    QStringList tags = names.keys();
    std::ranges::sort(tags, [&](const QString &a, const QString &b) {
        const bool is_a = spoken.contains(a), is_b = spoken.contains(b);
        if (is_a != is_b) return is_a;
        return names.value(a).localeAwareCompare(names.value(b)) < 0;
    });
    for (const QString &tag : std::as_const(tags)) {
        auto *item = new QListWidgetItem(names.value(tag), m_list);
        item->setData(Qt::UserRole, tag);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(spoken.contains(tag) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(0);
}

QStringList LanguagesDialog::chosen() const
{
    QStringList shown, ticked;
    for (int row = 0; row < m_list->count(); ++row) {
        const QString tag = m_list->item(row)->data(Qt::UserRole).toString();
        shown.append(tag);
        if (m_list->item(row)->checkState() == Qt::Checked) ticked.append(tag);
    }
    QStringList tags;
    for (const QString &tag : m_workspace.languages()) {
        const QString language = languageOf(tag);
        if (ticked.removeAll(language) > 0 || !shown.contains(language)) tags.append(tag);
    }
    return tags + ticked;
}

void LanguagesDialog::refresh()
{
    const bool is_too_many = chosen().size() > limits::kAgentLanguagesMax;
    m_full->setVisible(is_too_many);
    m_save->setEnabled(!is_too_many && chosen() != m_workspace.languages());
}

void LanguagesDialog::save()
{
    m_workspace.setLanguages(chosen());
    accept();
}

} // namespace chat121::ui
