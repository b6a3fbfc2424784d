// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The beginning of a note for staff, in the colours and with the sign and the words that every note has.
// Threads: main.
#pragma once

#include <QWidget>

namespace chat121::ui {

class MarkedLabel;
class PlainLabel;

class NoteCard final : public QWidget {
    Q_OBJECT

public:
    explicit NoteCard(QWidget *parent = nullptr);

    // As others wrote them; hidden while the text is empty.
    void setNote(const QString &author, const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    MarkedLabel *m_mark;
    PlainLabel *m_text;
};

} // namespace chat121::ui
