// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a reply is written: grows with its lines, Enter sends, Shift+Enter starts a new line. A number that
// should perhaps not be in a chat (of a card, an account, a person) is asked about before it is sent, and so
// is a part that is still to be filled in.
//
// Threads: main.
#pragma once

#include "client/core/models/reply_variables.h"
#include "client/core/models/timeline_row.h"
#include "client/ui/composer/composer_edit.h"
#include "client/ui/text/private_numbers.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace chat121::ui {

class Banner;
class EmojiWriting;
class IconButton;
class MarkedLabel;
class PlainLabel;

class Composer final : public QWidget {
    Q_OBJECT

public:
    // A note has a colour, a frame, a sign and words of its own. REQUIRES: chosen once, before it is shown
    enum class Kind : quint8 { Reply, Note };

    // What the words are about: they answer a message, or stand in place of an own one.
    struct About {
        enum class Kind : quint8 { Nothing, Answer, Edit };
        Kind kind = Kind::Nothing;
        MessageId message{};
        QString person{}; // whose message
        QString words{};  // of it; of an edit they are what is changed
    };

    explicit Composer(QWidget *parent = nullptr);
    void setKind(Kind kind);

    QString draft() const;
    void setDraft(const QString &text); // does not count as typing
    // Without an edit, which is none: what was written before it.
    QString keptDraft() const;

    // Shown above the editor; Escape, or the button there, ends it. An edit puts the draft aside until then.
    void setAbout(const About &about);
    const About &about() const { return m_about; }
    void forgetAbout() { setAbout({}); }
    void setPlaceholder(const QString &text);
    // Whose conversation it is, for who hears it; empty: not said.
    void setWhose(const QString &name);
    // What is still to be filled in; size 0: nothing.
    void setFindBlank(std::function<Blank(const QString &)> find) { m_find_blank = std::move(find); }
    QPlainTextEdit *edit() const { return m_edit; }
    void setLaterOffered(bool is_offered); // at first it is not
    IconButton *sendButton() const { return m_send; }
    IconButton *emojiButton() const { return m_emoji_button; }
    EmojiWriting *emoji() const { return m_emoji; }

    // The sentence under the editor; empty when all is well.
    QString problem() const;

    // What Enter does: emits submitted() and empties the editor, if there is something to send, it is not
    // too long, and has no private number and nothing to fill in that nobody was asked about.
    void submit();
    void submitLater(); // the same questions, then laterWanted(); the words stay until they are kept

    QSize sizeHint() const override;

Q_SIGNALS:
    void submitted(const QString &text);
    void answered(const chat121::MessageId &message, const QString &text); // in place of submitted()
    void edited(const chat121::MessageId &own, const QString &text);       // likewise
    void laterWanted(const QString &text);
    void typing();                          // at most once in kTypingSignalInterval
    void draftChanged(const QString &text); // by the writer
    void editLastWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void textChanged();
    void refresh();
    QList<PrivateNumber> numbersToAskAbout() const;
    void askAbout(const QList<PrivateNumber> &numbers);
    bool asksAboutBlank();
    void hideNumbers();
    void sendAsItIs();
    void makeAbout();
    void refreshAbout();
    void refreshName();
    void fitHeight();
    void fitMargins();
    void placeCursor();
    void fitColours();

    Kind m_kind = Kind::Reply;
    qsizetype m_bytes_max;
    MarkedLabel *m_mark;  // what it is, above the editor
    QWidget *m_about_row; // what the words are about, and the way out of it
    PlainLabel *m_about_words;
    IconButton *m_about_end;
    About m_about;
    QString m_put_aside; // the draft, while an own message is edited
    QString m_whose;
    ComposerEdit *m_edit;
    IconButton *m_emoji_button;
    EmojiWriting *m_emoji;
    IconButton *m_later; // sends it at another time
    IconButton *m_send;
    PlainLabel *m_problem;
    Banner *m_question; // about private numbers, or what is to be filled in
    std::function<Blank(const QString &)> m_find_blank;
    std::optional<Blank> m_asked_blank; // that m_question is about
    QString m_left_as_it_is;            // a draft with something to fill in that may be sent
    QSet<size_t> m_answered;            // hashes of numbers that were sent as they are
    QWidget *m_frame;                   // where the border is painted
    QTimer m_typing_pause;
    bool m_is_setting_draft = false;
    bool m_is_for_later = false; // what the question about numbers interrupted
};

} // namespace chat121::ui
