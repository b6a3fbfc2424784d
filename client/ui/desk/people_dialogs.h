// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small dialogs of the desk: add a colleague to a conversation, let somebody go, make an invitation.
//
// Ownership: borrow the Workspace or Talk. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace chat121::ui {

class Button;
class MarkedLabel;
class PersonList;
class PlainLabel;

// One choice out of a list of people.
class PersonDialog final : public QDialog {
    Q_OBJECT

public:
    struct Person {
        AccountId account{};
        QString name;
        QString more; // role, or why this person
    };
    struct Words {
        QString title, sentence, action, empty;
        QString list_object, action_object;
    };

    PersonDialog(const Words &words, const QList<Person> &people, QWidget *parent = nullptr);
    AccountId chosen() const;

private:
    PersonList *m_list;
};

// Makes one link and shows it until the dialog is closed.
class InvitationDialog final : public QDialog {
    Q_OBJECT

public:
    enum class For : quint8 { Colleague, Customers };

    InvitationDialog(Workspace &workspace, For whom, QWidget *parent = nullptr);

private:
    void build();
    QWidget *makeForm();
    static QSpinBox *makePace(QWidget *form, const QString &object);
    void addPeople(QWidget *form);
    QLayout *makeButtons();
    void make();
    void showLink(const QString &link);
    QString withPage(const QString &link) const;
    void copyLink();
    void saveFile();

    Workspace &m_workspace;
    const For m_whom;
    QWidget *m_form = nullptr;
    QComboBox *m_department = nullptr;
    QComboBox *m_person = nullptr; // of colleagues' links
    PlainLabel *m_again = nullptr;
    QSpinBox *m_days = nullptr;
    QSpinBox *m_uses = nullptr;
    QSpinBox *m_per_hour = nullptr;
    QSpinBox *m_per_day = nullptr;
    QLineEdit *m_page = nullptr; // where a customers' link will stand
    Button *m_make = nullptr;
    Button *m_save = nullptr;
    Button *m_copy = nullptr;
    QLineEdit *m_link = nullptr;
    PlainLabel *m_worth = nullptr;
    MarkedLabel *m_problem = nullptr;
};

} // namespace chat121::ui
