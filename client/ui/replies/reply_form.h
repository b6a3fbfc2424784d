// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One canned reply to be written: shortcut, title, language, text, and how the text will look. Says what is
// in the way of keeping it, beside what it is about.
//
// Threads: main.
#pragma once

#include "client/core/models/canned_reply.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QVBoxLayout;

namespace chat121::ui {

class FormField;
class MarkedLabel;
class PlainLabel;

class ReplyForm final : public QWidget {
    Q_OBJECT

public:
    explicit ReplyForm(QWidget *parent = nullptr);

    void setDepartments(const QList<ReplyDepartment> &departments);
    // What is changed; without an id: a new one.
    void show(const CannedReply &reply);
    using QWidget::show;
    const CannedReply &shown() const { return m_shown; }
    // What is written stays, and is a change of this from now on.
    void rebase(const CannedReply &reply);
    CannedReply written() const;
    bool isChanged() const;
    // True when it can be kept; else the first field with a fault says so and has the focus.
    bool isSound(const QList<CannedReply> &others);
    void begin(); // with the keyboard

Q_SIGNALS:
    void changed();
    void submitted(); // Enter in a line

private:
    void makeText(QVBoxLayout *column);
    void onChanged();
    DepartmentId departmentChosen() const;
    void putIn(const QString &variable);
    void showPreview();
    void showLanguage();
    QString faultIn(const CannedReply &reply, QWidget *&at) const;
    void tellFault(const QString &sentence, QWidget *at);

    CannedReply m_shown;
    QWidget *m_department_row;
    QComboBox *m_department;
    FormField *m_shortcut;
    FormField *m_title;
    FormField *m_language;
    QPlainTextEdit *m_text;
    MarkedLabel *m_text_fault;
    PlainLabel *m_preview;
    bool m_is_setting = false;
};

} // namespace chat121::ui
