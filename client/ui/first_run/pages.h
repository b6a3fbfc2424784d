// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps behind the first screen. Each collects what one request to the core needs, checks what
// can be checked without a server, and says what it has by a signal.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/first_run/way_in_page.h"

class QComboBox;

namespace chat121::ui {

class NewPassword;
class PasswordField;
class PlainLabel;
class WordsEntry;

// Paste a link, choose a .chat121 file, or drop one.
class InvitationPage final : public WayInPage {
    Q_OBJECT

public:
    enum class Words : quint8 { Invitation, SetUp };

    explicit InvitationPage(QWidget *parent = nullptr);
    void setWords(Words words);
    void setLink(const QString &link);

Q_SIGNALS:
    void given(const QString &link_or_file);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFile();
    void submit();

    FormField *m_link;
};

class SetUpPage final : public WayInPage {
    Q_OBJECT

public:
    explicit SetUpPage(QWidget *parent = nullptr);
    void forget() override;
    // What the first department begins with: those of the chosen profile, or nothing in particular.
    DepartmentInfo rules() const;

Q_SIGNALS:
    void given(const QString &organisation, const QString &department, const QString &name,
               const QString &password);

private:
    void submit();
    void addProfile();
    void showRules();

    FormField *m_organisation;
    FormField *m_department;
    QComboBox *m_profile;
    PlainLabel *m_rules; // in words, before they are signed
    FormField *m_name;
    NewPassword *m_password;
};

class StaffPage final : public WayInPage {
    Q_OBJECT

public:
    explicit StaffPage(QWidget *parent = nullptr);
    void setPreview(const InvitationPreview &preview);

Q_SIGNALS:
    void given(const QString &name, const QString &password);

private:
    void submit();

    FormField *m_name;
    NewPassword *m_password;
};

// Who asks, what they promise, and a name if one likes.
class ConsentPage final : public WayInPage {
    Q_OBJECT

public:
    explicit ConsentPage(QWidget *parent = nullptr);
    void setPreview(const InvitationPreview &preview);

Q_SIGNALS:
    void given(const QString &name);
    void comeBackWanted(); // was here before, on another computer

private:
    PlainLabel *m_signed_by;
    PlainLabel *m_consent;
    PlainLabel *m_version; // of the consent text
    PlainLabel *m_duty;
    FormField *m_name;
};

// A customer whose computer is gone types the recovery words.
class ComeBackPage final : public WayInPage {
    Q_OBJECT

public:
    explicit ComeBackPage(QWidget *parent = nullptr);
    void start() override;

Q_SIGNALS:
    void given(const QString &words);

private:
    void submit();

    WordsEntry *m_entry;
};

// A member of staff has lost the password: the recovery words let in, and a new password is chosen.
class LostPasswordPage final : public WayInPage {
    Q_OBJECT

public:
    explicit LostPasswordPage(QWidget *parent = nullptr);
    void begin(const QString &address, const QString &name); // what was typed on the page before

Q_SIGNALS:
    void given(const QString &address, const QString &name, const QString &words, const QString &password);
    void keyWanted(const QString &address); // an owner has no words, but the organisation's key

private:
    void submit();

    FormField *m_address;
    FormField *m_name;
    WordsEntry *m_entry;
    NewPassword *m_password;
};

class LogInPage final : public WayInPage {
    Q_OBJECT

public:
    explicit LogInPage(QWidget *parent = nullptr);

Q_SIGNALS:
    void passwordLost(const QString &address, const QString &name);
    void given(const QString &address, const QString &name, const QString &password);

private:
    void submit();

    FormField *m_address;
    FormField *m_name;
    PasswordField *m_password;
};

// This computer has no key store that answers: a passphrase keeps what is stored here.
class PassphrasePage final : public WayInPage {
    Q_OBJECT

public:
    explicit PassphrasePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void given(const QString &passphrase);

private:
    NewPassword *m_passphrase;
};

// At every start of such a computer.
class UnlockPage final : public WayInPage {
    Q_OBJECT

public:
    explicit UnlockPage(QWidget *parent = nullptr);
    void start() override;

Q_SIGNALS:
    void given(const QString &passphrase);
    void startAnewWanted(); // the passphrase is forgotten

private:
    PasswordField *m_passphrase;
};

} // namespace chat121::ui
