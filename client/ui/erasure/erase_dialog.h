// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks how far a conversation is to be erased, and says what that reaches; and the receipt for it.
// Threads: main.
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace chat121::ui {

class Banner;

class EraseDialog final : public QDialog {
    Q_OBJECT

public:
    struct Offer {
        bool is_customer = true;   // who can also leave this computer with it
        bool is_everywhere = true; // there is something that the others have
        bool is_connected = true;
        bool has_receipt = false; // of an earlier time
        QString off_line_note{};  // of erasing here
    };
    enum class Choice : quint8 { Keep, Here, Everywhere, Receipt };

    explicit EraseDialog(const Offer &offer, QWidget *parent = nullptr);

    Choice choice() const { return m_choice; }

private:
    void addWords(QVBoxLayout *column, const QString &title, const QString &sentence);
    void choose(Choice choice);

    Choice m_choice = Choice::Keep;
};

// What the server has signed, to be kept as a file.
class ReceiptDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ReceiptDialog(const QString &receipt, QWidget *parent = nullptr);

private:
    void save();

    const QString m_receipt;
    Banner *m_problem;
};

} // namespace chat121::ui
