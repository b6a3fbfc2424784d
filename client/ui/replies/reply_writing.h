// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies while an agent writes. A slash at the beginning of a word offers them; the letters behind it
// say which. Up and Down choose, Enter and Tab put the chosen one in place of what was typed, with its
// variables filled in and as one step to undo; Escape, or going on with other words, leaves the slash what it
// is. A variable that could not be filled in is selected, and asked about before the words leave
// (composer.h).
//
// Which language comes first is that of the reply that was used last in the conversation.
// Ownership: a child of the pane; borrows the Workspace and the clock. Threads: main.
#pragma once

#include "client/core/models/reply_variables.h"
#include "client/core/workspace.h"
#include "common/base/clock.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <optional>

class QKeyEvent;
class QPlainTextEdit;

namespace chat121::ui {

class Composer;
class ReplyPicker;
class TalkPane;

class ReplyWriting final : public QObject {
    Q_OBJECT

public:
    ReplyWriting(Workspace &workspace, const Clock &clock, TalkPane &pane);
    ~ReplyWriting() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // "/ref", up to the cursor.
    struct Typed {
        int first = 0; // the slash, in the document
        QString words;
    };

    std::optional<Typed> typed() const;
    void look();
    void offer(const Typed &typed);
    void close();
    bool isOpen() const;
    bool takes(const QKeyEvent &event) const;
    void onKey(const QKeyEvent &event);
    void accept();
    void refreshWords();
    QString languageHere() const;
    ReplyValues values(const QString &language) const;
    Blank blankIn(const QString &text) const;

    Workspace &m_workspace;
    const Clock &m_clock;
    TalkPane &m_pane;
    Composer &m_composer;
    QPlainTextEdit *m_edit;
    QPointer<ReplyPicker> m_picker;                  // a child of the window, once there is one
    QPointer<Talk> m_typed_in;                       // what is set from elsewhere offers nothing
    std::optional<int> m_left;                       // the slash that the writer wants as it is
    QHash<ConversationId, QString> m_languages;      // of what was used last
    QHash<ConversationId, QSet<QString>> m_inserted; // variables that were put in and not filled in
};

} // namespace chat121::ui
