// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/save_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QComboBox>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qsizetype kNameLetters = 60; // of a title, in a name of a file

QString documents()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return folder.isEmpty() || !QFileInfo(folder).isDir() ? QDir::homePath() : folder;
}

} // namespace

QString fileNameFor(const QString &title, const QDate &today)
{
    QString name;
    for (const QChar c : cleanName(title).left(kNameLetters)) {
        const bool is_letter = c.isLetterOrNumber() || c.isMark();
        if (is_letter)
            name.append(c);
        else if (!name.endsWith(QLatin1Char('-')))
            name.append(QLatin1Char('-'));
    }
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    while (name.startsWith(QLatin1Char('-')))
        name.remove(0, 1);
    if (name.isEmpty()) name = QStringLiteral("conversation");
    return name + QLatin1Char('-') + today.toString(Qt::ISODate);
}

SaveDialog::SaveDialog(Talk &talk, const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_talk(talk)
    , m_name(fileNameFor(talk.title(), today))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("saveDialog"));
    setWindowTitle(tr("Save the conversation as a file"));
    QVBoxLayout *column = titledColumn(*this);
    makeWords(column);
    makeForm(column);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));

    connect(&m_talk, &Talk::rulesChanged, this, &SaveDialog::refresh);
    connect(&m_talk, &Talk::savingProgressed, this, &SaveDialog::showProgress);
    connect(&m_talk, &Talk::saved, this, &SaveDialog::showSaved);
    connect(&m_talk, &Talk::savingRefused, this, &SaveDialog::showProblem);
    connect(&m_talk, &QObject::destroyed, this, [this] {
        m_is_saving = false; // there is nothing left to give up
        reject();
    });
    connect(m_path->edit(), &QLineEdit::textChanged, this, &SaveDialog::beginAgain);
    m_path->setText(documents() + QLatin1Char('/') + m_name + suffix());
    refresh();
}

void SaveDialog::makeWords(QVBoxLayout *column)
{
    column->addWidget(new PlainLabel(
        tr("Everything of this conversation that this computer can read: who wrote what and when, who came "
           "and went, and the rules of the department. What was deleted is not in it."),
        TextRole::Body, Tone::Secondary, this));
    auto *warning = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this);
    warning->words()->setText(
        tr("The file is not encrypted. Whoever can read it can read the conversation. Locking this program "
           "does not lock it, and it is not deleted when the messages are."));
    warning->words()->setObjectName(QStringLiteral("saveWarningLabel"));
    column->addWidget(warning);
    m_told = new PlainLabel(tr("Everybody in the conversation reads a line that you have saved it."),
                            TextRole::Body, Tone::Secondary, this);
    m_told->setObjectName(QStringLiteral("saveToldLabel"));
    column->addWidget(m_told);
    m_forbidden = new MarkedLabel(Icon::Lock, Tone::Danger, TextRole::Body, this);
    m_forbidden->words()->setObjectName(QStringLiteral("saveForbiddenLabel"));
    column->addWidget(m_forbidden);
}

void SaveDialog::makeForm(QVBoxLayout *column)
{
    const Theme &theme = Theme::of(this);
    m_format = new QComboBox(this);
    m_format->setObjectName(QStringLiteral("saveFormatCombo"));
    m_format->setAccessibleName(tr("Form"));
    m_format->addItem(tr("A page to read and print (HTML)"), static_cast<int>(SavedFormat::Page));
    m_format->addItem(tr("Plain text"), static_cast<int>(SavedFormat::Text));
    m_format->addItem(tr("Data for programs (JSON)"), static_cast<int>(SavedFormat::Data));
    auto *label = new PlainLabel(m_format->accessibleName(), TextRole::SmallStrong, Tone::Secondary, this);
    label->setBuddy(m_format);
    auto *form = new QVBoxLayout;
    form->setSpacing(theme.px(space::kXs));
    form->addWidget(label);
    form->addWidget(m_format);
    column->addLayout(form);
    connect(m_format, &QComboBox::currentIndexChanged, this, &SaveDialog::refreshName);
    connect(m_format, &QComboBox::currentIndexChanged, this, &SaveDialog::beginAgain);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(space::kS));
    m_path = new FormField(tr("File"), this);
    m_path->edit()->setObjectName(QStringLiteral("savePathEdit"));
    m_choose = new Button(ButtonKind::Secondary, tr("Choose…"), this);
    m_choose->setObjectName(QStringLiteral("saveChooseButton"));
    m_choose->setAccessibleName(tr("Choose where to save it"));
    row->addWidget(m_path, 1);
    row->addWidget(m_choose, 0, Qt::AlignBottom);
    column->addLayout(row);
    connect(m_choose, &Button::clicked, this, &SaveDialog::chooseFile);

    m_progress = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_progress->setObjectName(QStringLiteral("saveProgressLabel"));
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->words()->setObjectName(QStringLiteral("problemLabel"));
    m_saved = new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this);
    m_saved->words()->setObjectName(QStringLiteral("savedLabel"));
    const QList<QWidget *> answers{m_progress, m_problem, m_saved};
    for (QWidget *answer : answers) {
        answer->hide();
        column->addWidget(answer);
    }
}

QLayout *SaveDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    m_close = new Button(ButtonKind::Secondary, tr("Close"), this);
    m_close->setObjectName(QStringLiteral("saveCloseButton"));
    m_save = new Button(ButtonKind::Primary, tr("Save"), this);
    m_save->setObjectName(QStringLiteral("saveNowButton"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    connect(m_close, &Button::clicked, this, &QDialog::reject);
    connect(m_save, &Button::clicked, this, &SaveDialog::save);
    return buttons;
}

QString SaveDialog::suffix() const
{
    switch (static_cast<SavedFormat>(m_format->currentData().toInt())) {
    case SavedFormat::Page:
        return QStringLiteral(".html");
    case SavedFormat::Data:
        return QStringLiteral(".json");
    case SavedFormat::Text:
        return QStringLiteral(".txt");
    }
    return {};
}

QString SaveDialog::filter() const
{
    return m_format->currentText().section(QLatin1Char('('), 0, 0).trimmed() +
           QStringLiteral(" (*%1)").arg(suffix());
}

// The ending follows the form, where it is one of ours.
void SaveDialog::refreshName()
{
    static const QStringList ours{QStringLiteral(".html"), QStringLiteral(".json"), QStringLiteral(".txt")};
    QString path = m_path->text();
    for (const QString &ending : ours) {
        if (!path.endsWith(ending)) continue;
        path.chop(ending.size());
        m_path->setText(path + suffix());
        return;
    }
}

void SaveDialog::refresh()
{
    const QString why = m_talk.notSavedBecause();
    m_forbidden->words()->setText(why);
    m_forbidden->setVisible(!why.isEmpty());
    m_told->setVisible(why.isEmpty() && m_talk.isSavingTold());
    const bool is_possible = why.isEmpty() && !m_is_saving;
    const QList<QWidget *> fields{m_format, m_path, m_choose, m_save};
    for (QWidget *field : fields)
        field->setEnabled(is_possible);
    m_close->setText(m_is_saving ? tr("Cancel") : tr("Close"));
    if (!is_possible) m_close->setFocus();
}

// Another file is wanted than the one that is there now.
void SaveDialog::beginAgain()
{
    m_saved->hide();
    m_save->setDefault(true);
}

void SaveDialog::setSaving(bool is_saving)
{
    m_is_saving = is_saving;
    m_progress->setVisible(is_saving);
    refresh();
}

void SaveDialog::chooseFile()
{
    const QString path = QFileDialog::getSaveFileName(this, windowTitle(), m_path->text(), filter());
    if (path.isEmpty()) return;
    m_path->setText(QDir::toNativeSeparators(path));
    m_agreed = path; // the question whether to replace it was asked there
}

void SaveDialog::save()
{
    if (!m_save->isEnabled()) return;
    const QString path = m_path->text().trimmed();
    if (path.isEmpty() || !QDir::isAbsolutePath(path)) {
        m_path->setError(tr("Write the whole path, or choose a folder."));
        m_path->edit()->setFocus();
        return;
    }
    if (QFileInfo::exists(path) && path != m_agreed) {
        ConfirmDialog question({tr("Replace this file?"),
                                tr("There is a file of this name already. What is in it is lost."),
                                tr("Cancel"), tr("Replace")},
                               this);
        if (question.exec() != QDialog::Accepted) return;
        m_agreed = path;
    }
    m_problem->hide();
    m_saved->hide();
    m_progress->setText(tr("It is being saved."));
    setSaving(true);
    m_talk.saveAsFile({static_cast<SavedFormat>(m_format->currentData().toInt()), path, path == m_agreed});
}

void SaveDialog::showProgress(int done, int all)
{
    if (!m_is_saving || all <= 0) return;
    const QLocale locale;
    m_progress->setText(tr("%1 of %2 lines").arg(locale.toString(done), locale.toString(all)));
}

void SaveDialog::showSaved(const SavedFile &file)
{
    if (!m_is_saving) return;
    setSaving(false);
    QString sentence =
        tr("Saved: %n line(s) in %1.", nullptr, file.rows).arg(isolated(QFileInfo(file.path).fileName()));
    if (file.unreadable > 0)
        sentence +=
            QLatin1Char(' ') + tr("%n of them could not be read on this computer; the file says where.",
                                  nullptr, file.unreadable);
    m_saved->words()->setText(sentence);
    m_saved->show();
    m_agreed.clear();
    m_close->setDefault(true); // Enter saves it once
    m_close->setFocus();
}

void SaveDialog::showProblem(const Problem &problem)
{
    if (!m_is_saving) return;
    setSaving(false);
    if (problem.isEmpty()) return; // given up
    m_problem->words()->setText(problem.sentence);
    // Said already, where the rule itself stands.
    m_problem->setVisible(problem.sentence != m_talk.notSavedBecause());
    if (m_path->isEnabled()) m_path->edit()->setFocus();
}

void SaveDialog::done(int result)
{
    if (std::exchange(m_is_saving, false)) m_talk.cancelSaving();
    QDialog::done(result);
}

} // namespace chat121::ui
