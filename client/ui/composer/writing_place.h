// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where something is written about a conversation: a reply, or a note for colleagues. Two editors of their
// own, each wired to one thing only, so that no text is ever on the wrong side; the switch chooses which of
// them is there. Who may not note sees no switch.
//
// Threads: main.
#pragma once

#include "client/ui/composer/composer.h"

namespace chat121::ui {

class Button;
class PlainLabel;

class WritingPlace final : public QWidget {
    Q_OBJECT

public:
    enum class Mode : quint8 { Reply, Note };
    struct Rights {
        bool may_reply = false;
        bool may_note = false;
        bool are_notes_locked = false; // earlier ones wait for a colleague's computer
    };

    // Several conversations may stand beside each other; the keyboard belongs to one of them.
    enum class Beside : quint8 { Alone, Here, Elsewhere };

    explicit WritingPlace(QWidget *parent = nullptr);

    // Whose conversation it is: heard with each editor, and seen above it when others stand beside.
    void setWhose(const QString &name);
    void setBeside(Beside beside);

    Composer *reply() const { return m_reply; }
    Composer *note() const { return m_note; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    void choose(Mode mode); // by the person, who goes on there
    void setRights(const Rights &rights);
    bool mayReply() const { return m_rights.may_reply; }
    bool mayNote() const { return m_rights.may_note; }
    // Of what can be written now; nothing: nullptr.
    QPlainTextEdit *editor() const;

Q_SIGNALS:
    void modeChosen(chat121::ui::WritingPlace::Mode mode); // by the person

private:
    void refresh();
    void refreshWhose();
    bool isReply() const { return m_mode == Mode::Reply && m_rights.may_reply; }

    QString m_name;
    Beside m_beside = Beside::Alone;
    PlainLabel *m_whose;
    QWidget *m_switch;
    Button *m_reply_choice;
    Button *m_note_choice;
    PlainLabel *m_locked;
    Composer *m_reply;
    Composer *m_note;
    Mode m_mode = Mode::Reply;
    Rights m_rights;
};

} // namespace chat121::ui
