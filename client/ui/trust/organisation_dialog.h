// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an owner does for the organisation: its key (saved as a file or printed, for whoever proves to be the
// owner, and restored), and who no longer works for it. On a computer without the key it says so, and how to
// get it there.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/theme/button.h"

#include <QDialog>

class QStackedWidget;
class QVBoxLayout;

namespace chat121::ui {

class MarkedLabel;
class PasswordField;
class PersonList;
class PlainLabel;
class ProofField;
class RootSheetEntry;

class OrganisationDialog final : public QDialog {
    Q_OBJECT

public:
    explicit OrganisationDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    enum class SheetFor : quint8 { Nothing, Printer, File };

    QVBoxLayout *newPage(const QString &title, const QString &sentence);
    void makeOverview();
    void makePeople(QVBoxLayout *column);
    void makeSaving();
    void makeProving();
    void makeOpening();
    void makeTyping();
    QWidget *pageOf(QVBoxLayout *column);
    static Button *newButton(ButtonKind kind, const QString &text, const char *object, QWidget *parent);
    void addButtons(QVBoxLayout *column, Button *action);

    void refresh();
    void bringForward(QWidget *page);
    void focusProof();
    void showProblem(const Problem &problem);
    void forget(); // what was typed
    void showDone(const QString &sentence);
    void save();
    void askForSheet(SheetFor wanted);
    void tellSheet();
    void chooseFile();
    void open();
    void enterSheet();
    void useSheet(const QStringList &lines, const QString &link);
    void confirmDismissal();

    Workspace &m_workspace;
    QStackedWidget *m_pages;
    MarkedLabel *m_problem;
    MarkedLabel *m_done;
    QWidget *m_overview = nullptr;
    QWidget *m_saving = nullptr;
    QWidget *m_proving = nullptr;
    QWidget *m_opening = nullptr;
    QWidget *m_typing = nullptr;
    PlainLabel *m_key_sentence = nullptr;
    QList<QWidget *> m_with_key; // shown where the key is
    QList<QWidget *> m_without_key;
    PersonList *m_people = nullptr;
    Button *m_dismiss = nullptr;
    ProofField *m_proof = nullptr;
    PasswordField *m_passphrase = nullptr;
    PasswordField *m_again = nullptr;
    Button *m_save = nullptr;
    ProofField *m_sheet_proof = nullptr;
    Button *m_tell = nullptr;
    PlainLabel *m_file = nullptr;
    PasswordField *m_opening_passphrase = nullptr;
    Button *m_open = nullptr;
    RootSheetEntry *m_sheet = nullptr;
    QString m_path; // of the file that is to be opened
    SheetFor m_sheet_for = SheetFor::Nothing;
};

} // namespace chat121::ui
