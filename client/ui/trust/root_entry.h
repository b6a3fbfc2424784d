// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the organisation's key comes to a computer: its file is chosen, or its sheet of paper is typed. For the
// owner's dialog and for the way in. Threads: main.
#pragma once

#include <QWidget>

namespace chat121::ui {

class FormField;

// The lines of the sheet, one field each; Enter goes to the next that is empty.
class RootSheetEntry final : public QWidget {
    Q_OBJECT

public:
    // `object` and a number name the fields.
    explicit RootSheetEntry(const QString &object, QWidget *parent = nullptr);

    // False: the next line that is empty has the focus.
    bool check();
    QString text() const; // as the core reads it

Q_SIGNALS:
    void submitted(); // Enter, in any of them

private:
    QList<FormField *> m_lines;
};

// What file dialogs show of such files.
QString rootFileFilter();

// Empty: none was chosen.
QString chooseRootFile(QWidget *parent);

} // namespace chat121::ui
