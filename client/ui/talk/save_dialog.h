// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation as a file: in which form, where to, and what such a file is no longer protected by.
//
// Where the department's rule forbids it, it says so and saves nothing. Closing it while the file is written
// gives the file up. Ownership: borrows the Talk, and closes when that ends. Threads: main.
#pragma once

#include "client/core/talk.h"

#include <QDialog>

class QComboBox;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class FormField;
class MarkedLabel;
class PlainLabel;

class SaveDialog final : public QDialog {
    Q_OBJECT

public:
    // `today` goes into the name that is proposed.
    SaveDialog(Talk &talk, const QDate &today, QWidget *parent = nullptr);

    void done(int result) override;

private:
    void makeWords(QVBoxLayout *column);
    void makeForm(QVBoxLayout *column);
    QLayout *makeButtons();
    void refresh();
    void refreshName();
    void beginAgain();
    void chooseFile();
    void save();
    void showProgress(int done, int all);
    void showSaved(const SavedFile &file);
    void showProblem(const Problem &problem);
    void setSaving(bool is_saving);
    QString suffix() const;
    QString filter() const;

    Talk &m_talk;
    const QString m_name; // without its ending
    PlainLabel *m_told = nullptr;
    MarkedLabel *m_forbidden = nullptr;
    QComboBox *m_format = nullptr;
    FormField *m_path = nullptr;
    Button *m_choose = nullptr;
    Button *m_save = nullptr;
    Button *m_close = nullptr;
    PlainLabel *m_progress = nullptr;
    MarkedLabel *m_problem = nullptr;
    MarkedLabel *m_saved = nullptr;
    QString m_agreed; // a path whose file may be replaced
    bool m_is_saving = false;
};

// A name for a file, from names that others chose: letters and digits of any script, no folders.
QString fileNameFor(const QString &title, const QDate &today);

} // namespace chat121::ui
