// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's terms: the card that asks a customer to agree before the first words, and the view that
// shows both sides later what was agreed to and who has signed it. The words are the organisation's, shown as
// plain text; nothing is agreed to but by the button. Threads: main.
#pragma once

#include "client/core/models/consents.h"

#include <QWidget>

class QPlainTextEdit;

namespace chat121::ui {

class Button;
class PlainLabel;

class TermsCard final : public QWidget {
    Q_OBJECT

public:
    explicit TermsCard(QWidget *parent = nullptr);

    void setTerms(const Terms &terms);
    void takeFocus(); // to the words, not to the button: nobody agrees by a key that was pressed too early

Q_SIGNALS:
    void agreed(const chat121::Terms &terms); // to those that are shown

private:
    Terms m_terms;
    PlainLabel *m_title;
    PlainLabel *m_version;
    QPlainTextEdit *m_text;
    Button *m_agree;
};

class AgreedTermsView final : public QWidget {
    Q_OBJECT

public:
    enum class Reader : quint8 { Customer, Staff };

    explicit AgreedTermsView(Reader reader, QWidget *parent = nullptr);

    void setTerms(const AgreedTerms &terms); // hidden where nothing was agreed to

private:
    QString dateOf(UnixTime at) const;

    const Reader m_reader;
    PlainLabel *m_agreed;
    PlainLabel *m_received;
    QPlainTextEdit *m_text;
};

} // namespace chat121::ui
