// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A password or passphrase that is chosen: two fields that must agree, long enough, with a word about how
// hard it is to guess. Every page and dialog that sets one has it.
#pragma once

#include <QWidget>

namespace chat121::ui {

class PasswordField;

class NewPassword final : public QWidget {
    Q_OBJECT

public:
    NewPassword(const QString &label, const QString &object, const QString &again_object,
                QWidget *parent = nullptr);
    bool check(); // shows what is wrong at the field
    QString text() const;
    void clear();

Q_SIGNALS:
    void submitted();

private:
    void showStrength();

    const QString m_hint;
    PasswordField *m_password;
    PasswordField *m_again;
};

} // namespace chat121::ui
