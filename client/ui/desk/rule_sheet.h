// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A sheet with some of a department's rules: fields in a column that scrolls, what is wrong with them, Cancel
// and Save. What is saved is signed into the organisation's document; the sheet closes when everybody has it.
// What was changed and not saved is not thrown away without a question.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QVBoxLayout;

namespace chat121::ui {

class Button;
class MarkedLabel;

class RuleSheet : public QDialog {
    Q_OBJECT

public:
    void reject() override; // asks, if something was changed

protected:
    RuleSheet(Workspace &workspace, DepartmentId department, QWidget *parent);

    Workspace &workspace() { return m_workspace; }
    DepartmentInfo department() const; // as it is signed
    // Title and sentence above, room for fields between, buttons below. `object` begins the buttons' names.
    QVBoxLayout *build(const QString &title, const QString &sentence, const QString &object);
    QWidget *form() const { return m_form; }
    // A name above the field, which is its accessible name as well.
    void add(QVBoxLayout *column, QWidget *field, const QString &name, const QString &object);
    void fieldsChanged(); // by the person; looks at them again

    bool eventFilter(QObject *field, QEvent *event) override;

    virtual DeskRules chosen() const = 0; // as the fields say
    virtual QString whatIsWrong() = 0;    // one sentence; empty: it can be saved

private:
    bool isChanged() const { return chosen() != department().desk; }
    void save();
    void onChanged();
    void tell(const Problem &problem);

    Workspace &m_workspace;
    const DepartmentId m_department;
    QWidget *m_form = nullptr;
    MarkedLabel *m_wrong = nullptr;
    MarkedLabel *m_problem = nullptr;
    Button *m_save = nullptr;
    bool m_is_saving = false;
};

} // namespace chat121::ui
