// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way back for an owner who has lost computer and password and has the organisation's key: its file with
// the passphrase, or its sheet of paper; then whose place it is, and another password.
#pragma once

#include "client/core/models/invitation_preview.h"
#include "client/ui/first_run/way_in_page.h"

class QComboBox;

namespace chat121::ui {

class NewPassword;
class PasswordField;
class RootSheetEntry;

class RootKeyPage final : public WayInPage {
    Q_OBJECT

public:
    explicit RootKeyPage(QWidget *parent = nullptr);
    void begin(const QString &address); // what was typed on the page before
    void forget() override;
    void useFile(const QString &path);

Q_SIGNALS:
    void fileGiven(const QString &address, const QString &path, const QString &passphrase);
    void sheetGiven(const QString &address, const QString &lines);

private:
    enum class Form : quint8 { File, Sheet };

    void makeFile();
    void setForm(Form form);
    void chooseFile();
    void submit();
    void submitFile(const QString &address);

    Form m_form = Form::File;
    QString m_path;
    FormField *m_address;
    Button *m_choose = nullptr;
    PlainLabel *m_file = nullptr;
    PasswordField *m_passphrase = nullptr;
    RootSheetEntry *m_sheet = nullptr;
    Button *m_other = nullptr;
};

class OwnerPage final : public WayInPage {
    Q_OBJECT

public:
    explicit OwnerPage(QWidget *parent = nullptr);
    void setPreview(const InvitationPreview &preview);

Q_SIGNALS:
    void given(chat121::AccountId owner, const QString &name, const QString &password);

private:
    void submit();

    QList<OwnerPlace> m_owners;
    QWidget *m_place; // where there are several
    QComboBox *m_places;
    FormField *m_name;
    NewPassword *m_password;
};

} // namespace chat121::ui
