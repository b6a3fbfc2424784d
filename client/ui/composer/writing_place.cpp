// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/composer/writing_place.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QHBoxLayout>

namespace chat121::ui {

WritingPlace::WritingPlace(QWidget *parent)
    : QWidget(parent)
    , m_whose(new PlainLabel({}, TextRole::SmallStrong, Tone::Accent, this))
    , m_switch(new QWidget(this))
    , m_reply_choice(new Button(ButtonKind::Quiet, tr("Reply"), m_switch))
    , m_note_choice(new Button(ButtonKind::Quiet, Icon::Note, tr("Note"), m_switch))
    , m_locked(new PlainLabel(tr("Earlier notes are waiting for a colleague's computer."), TextRole::Small,
                              Tone::Secondary, this))
    , m_reply(new Composer(this))
    , m_note(new Composer(this))
{
    const Theme &theme = Theme::of(this);
    m_reply->edit()->setObjectName(QStringLiteral("composerEdit"));
    m_reply->sendButton()->setObjectName(QStringLiteral("sendButton"));
    m_reply->emojiButton()->setObjectName(QStringLiteral("emojiButton"));
    m_note->setKind(Composer::Kind::Note);
    m_note->edit()->setObjectName(QStringLiteral("noteEdit"));
    m_note->sendButton()->setObjectName(QStringLiteral("noteButton"));
    m_note->emojiButton()->setObjectName(QStringLiteral("noteEmojiButton"));
    m_reply_choice->setObjectName(QStringLiteral("replyChoice"));
    m_reply_choice->setAccessibleName(tr("Write a reply, which the customer reads"));
    m_note_choice->setObjectName(QStringLiteral("noteChoice"));
    m_note_choice->setAccessibleName(tr("Write a note, for staff only"));
    for (Button *choice : {m_reply_choice, m_note_choice})
        choice->setCheckable(true);

    auto *choices = new QHBoxLayout(m_switch);
    choices->setContentsMargins({});
    choices->setSpacing(theme.px(space::kXs));
    choices->addWidget(m_reply_choice);
    choices->addWidget(m_note_choice);
    choices->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(m_whose);
    column->addWidget(m_switch);
    column->addWidget(m_locked);
    column->addWidget(m_reply);
    column->addWidget(m_note);
    m_locked->setWordWrap(true);
    m_whose->setObjectName(QStringLiteral("whoseLabel"));
    m_whose->setOverflow(Overflow::Elide);
    // A screen reader toggles them, without a click; one that is chosen stays so.
    connect(m_reply_choice, &Button::toggled, this, [this](bool is_on) {
        if (is_on != isReply()) choose(Mode::Reply);
    });
    connect(m_note_choice, &Button::toggled, this, [this](bool is_on) {
        if (is_on != (m_mode == Mode::Note)) choose(Mode::Note);
    });
    refresh();
}

void WritingPlace::choose(Mode mode)
{
    setMode(mode);
    if (QPlainTextEdit *edit = editor()) edit->setFocus(Qt::OtherFocusReason);
    Q_EMIT modeChosen(m_mode);
}

void WritingPlace::setMode(Mode mode)
{
    m_mode = m_rights.may_note ? mode : Mode::Reply;
    refresh();
}

void WritingPlace::setRights(const Rights &rights)
{
    m_rights = rights;
    if (!rights.may_note) m_mode = Mode::Reply;
    refresh();
}

QPlainTextEdit *WritingPlace::editor() const
{
    if (m_mode == Mode::Note) return m_note->edit();
    return m_rights.may_reply ? m_reply->edit() : nullptr;
}

void WritingPlace::setWhose(const QString &name)
{
    m_name = name;
    m_reply->setWhose(name);
    m_note->setWhose(name);
    refreshWhose();
}

void WritingPlace::setBeside(Beside beside)
{
    m_beside = beside;
    refreshWhose();
}

// Not by colour and weight alone where the keyboard is.
void WritingPlace::refreshWhose()
{
    const bool is_here = m_beside == Beside::Here;
    const bool is_note = m_mode == Mode::Note;
    m_whose->setVisible(m_beside != Beside::Alone && !m_name.isEmpty());
    m_whose->setRole(is_here ? TextRole::SmallStrong : TextRole::Small);
    m_whose->setTone(is_here ? Tone::Accent : Tone::Secondary);
    if (is_here)
        m_whose->setText(is_note ? tr("You note something about %1").arg(m_name)
                                 : tr("You write to %1").arg(m_name));
    else
        m_whose->setText(is_note ? tr("About %1").arg(m_name) : tr("To %1").arg(m_name));
}

void WritingPlace::refresh()
{
    const bool is_note = m_mode == Mode::Note;
    m_switch->setVisible(m_rights.may_note);
    m_reply_choice->setEnabled(m_rights.may_reply);
    m_reply_choice->setChecked(isReply());
    m_note_choice->setChecked(is_note);
    m_locked->setVisible(is_note && m_rights.are_notes_locked);
    // Qt hands the focus of what is hidden to what comes next: the rest of a note would be typed as a reply.
    Composer *leaving = is_note ? m_reply : m_note;
    Composer *coming = is_note ? m_note : m_reply;
    QWidget *focused = window()->focusWidget();
    if (focused != nullptr && leaving->isAncestorOf(focused)) {
        Button *choice = is_note ? m_note_choice : m_reply_choice;
        if (choice->isVisibleTo(this) && choice->isEnabled())
            choice->setFocus(Qt::OtherFocusReason);
        else
            focused->clearFocus();
    }
    leaving->hide();
    coming->setVisible(is_note || m_rights.may_reply);
    setVisible(m_rights.may_note || m_rights.may_reply);
    refreshWhose();
}

} // namespace chat121::ui
