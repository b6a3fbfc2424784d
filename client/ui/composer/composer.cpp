// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The editor for replies; see composer.h.
#include "client/ui/composer/composer.h"

#include "client/ui/emoji/emoji_writing.h"
#include "client/ui/text/markup.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QAbstractTextDocumentLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <utility>

namespace chat121::ui {

namespace {

constexpr int kLinesMax = 6;

size_t hashOf(const QString &text, const PrivateNumber &number)
{
    return qHash(digitsOf(text, number), QHashSeed::globalSeed());
}

QString sentenceAbout(const QList<PrivateNumber> &numbers)
{
    switch (numbers.constFirst().kind) {
    case PrivateNumber::Kind::Card:
        return Composer::tr("This looks like the number of a payment card. Everybody who reads this "
                            "conversation can keep it.");
    case PrivateNumber::Kind::Account:
        return Composer::tr("This looks like the number of a bank account. Everybody who reads this "
                            "conversation can keep it.");
    case PrivateNumber::Kind::Person:
        return Composer::tr("This looks like a personal number, as on an identity card. Everybody who reads "
                            "this conversation can keep it.");
    }
    Q_UNREACHABLE();
}

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_bytes_max(limits::kTextBytesMax)
    , m_mark(new MarkedLabel(Icon::Note, Tone::Primary, TextRole::Small, this))
    , m_about_row(new QWidget(this))
    , m_about_words(new PlainLabel({}, TextRole::Small, Tone::Secondary, m_about_row))
    , m_about_end(new IconButton(Icon::Close, tr("Do not answer it"), m_about_row))
    , m_edit(new ComposerEdit(this))
    , m_emoji_button(new IconButton(Icon::Smile, tr("Emoji"), this))
    , m_emoji(new EmojiWriting(*m_edit, *m_emoji_button))
    , m_later(new IconButton(Icon::Clock, tr("Send later…"), this))
    , m_send(new IconButton(Icon::Send, tr("Send"), this))
    , m_problem(new PlainLabel({}, TextRole::Small, Tone::Danger, this))
    , m_question(new Banner(this))
    , m_frame(new QWidget(this))
{
    const Theme &theme = Theme::of(this);
    m_send->setPrimary(true);
    m_send->setParent(m_frame);
    m_edit->setParent(m_frame);
    m_emoji_button->setParent(m_frame);
    m_later->setParent(m_frame);
    m_later->setObjectName(QStringLiteral("sendLaterButton"));
    m_later->hide();
    m_frame->setAttribute(Qt::WA_TransparentForMouseEvents, false);
    auto *row = new QHBoxLayout(m_frame);
    row->setSpacing(theme.px(space::kS));
    row->addWidget(m_edit, 1, Qt::AlignVCenter);
    row->addWidget(m_emoji_button, 0, Qt::AlignBottom);
    row->addWidget(m_later, 0, Qt::AlignBottom);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(m_mark);
    column->addWidget(m_about_row);
    column->addWidget(m_question);
    column->addWidget(m_frame);
    column->addWidget(m_problem);
    makeAbout();
    fitMargins();
    m_mark->hide();
    m_problem->hide();
    setFocusProxy(m_edit);
    setFocusPolicy(m_edit->focusPolicy());                       // so that the order of Tab can move it
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum); // a question that wraps is higher
    setPlaceholder(tr("Write a message"));

    m_typing_pause.setSingleShot(true);
    m_typing_pause.setInterval(limits::kTypingSignalInterval);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_edit->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &Composer::fitHeight);
    connect(m_edit, &ComposerEdit::submitted, this, &Composer::submit);
    connect(m_edit, &ComposerEdit::editLastWanted, this, &Composer::editLastWanted);
    connect(m_edit, &ComposerEdit::focusChanged, this, [this] { update(); });
    connect(m_send, &QToolButton::clicked, this, &Composer::submit);
    connect(m_later, &QToolButton::clicked, this, &Composer::submitLater);
    connect(m_question, &Banner::actionClicked, this, &Composer::hideNumbers);
    connect(m_question, &Banner::otherActionClicked, this, &Composer::sendAsItIs);
    refresh();
}

// What the words are about, and the way out of it.
void Composer::makeAbout()
{
    auto *about = new QHBoxLayout(m_about_row);
    about->setContentsMargins({});
    about->addWidget(m_about_words, 1);
    about->addWidget(m_about_end);
    m_about_words->setOverflow(Overflow::Elide);
    m_about_words->setObjectName(QStringLiteral("aboutLabel"));
    m_about_end->setObjectName(QStringLiteral("aboutEnd"));
    m_about_row->hide();
    const auto end_about = [this] {
        if (!m_question->isHidden())
            m_question->hide();
        else
            forgetAbout();
        m_edit->setFocus();
    };
    connect(m_edit, &ComposerEdit::wayOutWanted, this, end_about);
    connect(m_about_end, &QToolButton::clicked, this, end_about);
}

void Composer::setKind(Kind kind)
{
    m_kind = kind;
    const bool is_note = kind == Kind::Note;
    m_bytes_max = is_note ? limits::kNoteBytesMax : limits::kTextBytesMax;
    m_mark->words()->setText(tr("Note: for staff only, the customer never sees it"));
    m_mark->setVisible(is_note);
    m_send->setLineIcon(is_note ? Icon::Note : Icon::Send);
    m_send->setName(is_note ? tr("Add the note") : tr("Send"));
    setPlaceholder(is_note ? tr("Write a note for your colleagues, @name to tell somebody")
                           : tr("Write a message"));
    fitColours();
    refresh();
}

void Composer::fitColours()
{
    if (m_kind == Kind::Reply) return;
    const Tokens &t = Theme::of(this).tokens();
    QPalette colours = m_edit->palette();
    colours.setColor(QPalette::Text, t.note_text);
    colours.setColor(QPalette::PlaceholderText, t.note_text);
    m_edit->setPalette(colours);
}

QString Composer::draft() const
{
    return m_edit->toPlainText();
}

void Composer::setDraft(const QString &text)
{
    if (text == draft()) return;
    m_is_setting_draft = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_is_setting_draft = false;
}

void Composer::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
    refreshName();
}

void Composer::setWhose(const QString &name)
{
    m_whose = name;
    refreshName();
}

void Composer::refreshName()
{
    const QString what = m_edit->placeholderText();
    //: Whose conversation it is, and what is written there
    m_edit->setAccessibleName(m_whose.isEmpty() ? what : tr("%1: %2").arg(m_whose, what));
}

QString Composer::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void Composer::setLaterOffered(bool is_offered)
{
    m_later->setVisible(is_offered);
}

void Composer::submitLater()
{
    const QString text = draft().trimmed();
    if (!m_later->isEnabled()) return;
    m_is_for_later = true;
    if (const auto numbers = numbersToAskAbout(); !numbers.isEmpty()) return askAbout(numbers);
    Q_EMIT laterWanted(text);
}

void Composer::submit()
{
    const QString text = draft().trimmed();
    if (text.isEmpty() || !problem().isEmpty()) return;
    m_is_for_later = false;
    if (const auto numbers = numbersToAskAbout(); !numbers.isEmpty()) return askAbout(numbers);
    if (asksAboutBlank()) return;
    m_typing_pause.stop();
    const About about = std::exchange(m_about, {});
    setDraft(std::exchange(m_put_aside, {}));
    refreshAbout();
    Q_EMIT draftChanged(draft());
    switch (about.kind) {
    case About::Kind::Nothing:
        Q_EMIT submitted(text);
        break;
    case About::Kind::Answer:
        Q_EMIT answered(about.message, text);
        break;
    case About::Kind::Edit:
        Q_EMIT edited(about.message, text);
        break;
    }
    m_edit->setFocus();
}

QString Composer::keptDraft() const
{
    return m_about.kind == About::Kind::Edit ? m_put_aside : draft();
}

void Composer::setAbout(const About &about)
{
    const QString kept = keptDraft();
    const bool is_edit = about.kind == About::Kind::Edit;
    const bool is_other = is_edit || m_about.kind == About::Kind::Edit;
    m_about = about;
    m_put_aside = is_edit ? kept : QString();
    if (is_other) setDraft(is_edit ? about.words : kept);
    refreshAbout();
}

void Composer::refreshAbout()
{
    const bool is_edit = m_about.kind == About::Kind::Edit;
    const bool is_about = m_about.kind != About::Kind::Nothing;
    const QString words = cleanName(plainWords(excerptOf(m_about.words)));
    m_about_words->setText(is_edit
                               ? tr("You edit: %1").arg(words)
                               : tr("In answer to %1: %2").arg(isolated(cleanName(m_about.person)), words));
    m_about_end->setName(is_edit ? tr("Do not edit it") : tr("Do not answer it"));
    m_about_row->setVisible(is_about);
    m_edit->setHasWayOut(is_about);
    refresh();
    updateGeometry();
}

QList<PrivateNumber> Composer::numbersToAskAbout() const
{
    QList<PrivateNumber> numbers = privateNumbersIn(draft());
    numbers.removeIf(
        [&](const PrivateNumber &number) { return m_answered.contains(hashOf(draft(), number)); });
    return numbers;
}

void Composer::askAbout(const QList<PrivateNumber> &numbers)
{
    m_asked_blank.reset();
    m_question->show(Banner::Kind::Warning, sentenceAbout(numbers), tr("Hide the number"));
    m_question->setOtherAction(tr("Send as it is"));
    m_question->focusAction();
    updateGeometry();
}

// It is selected, so that the next letter takes its place.
bool Composer::asksAboutBlank()
{
    const Blank blank = m_find_blank && draft() != m_left_as_it_is ? m_find_blank(draft()) : Blank{};
    if (blank.size == 0) return false;
    m_asked_blank = blank;
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(static_cast<int>(blank.first));
    cursor.setPosition(static_cast<int>(blank.first + blank.size), QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    m_edit->ensureCursorVisible();
    m_question->show(Banner::Kind::Warning,
                     tr("Not sent yet: %1 is still to be filled in.").arg(isolated(cursor.selectedText())),
                     tr("Fill it in"));
    m_question->setOtherAction(tr("Send as it is"));
    m_question->focusAction();
    updateGeometry();
    return true;
}

// What is left is shown before it is sent.
void Composer::hideNumbers()
{
    if (m_asked_blank) {
        m_question->hide();
        return m_edit->setFocus();
    }
    const QString hidden = withNumbersHidden(draft(), numbersToAskAbout());
    m_edit->setPlainText(hidden);
    m_edit->moveCursor(QTextCursor::End);
    m_edit->setFocus();
}

// Whoever has said yes to a number is not asked about it again.
void Composer::sendAsItIs()
{
    if (m_asked_blank) m_left_as_it_is = draft();
    for (const PrivateNumber &number : numbersToAskAbout())
        m_answered.insert(hashOf(draft(), number));
    m_question->hide();
    if (m_is_for_later)
        submitLater();
    else
        submit();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || m_question->isHidden()) return QWidget::keyPressEvent(event);
    m_question->hide();
    m_edit->setFocus();
}

void Composer::textChanged()
{
    m_question->hide();
    refresh();
    if (m_is_setting_draft) return;
    Q_EMIT draftChanged(draft());
    if (m_edit->document()->isEmpty() || m_typing_pause.isActive()) return;
    m_typing_pause.start();
    Q_EMIT typing();
}

void Composer::refresh()
{
    const QString text = draft();
    const qsizetype bytes = text.size() * 3 <= m_bytes_max ? 0 : text.toUtf8().size();
    const bool is_too_long = bytes > m_bytes_max;
    m_problem->setVisible(is_too_long);
    if (is_too_long) {
        const qsizetype over = text.size() * (bytes - m_bytes_max) / bytes + 1;
        m_problem->setText(tr("This message is too long by about %n letter(s). Send it in two parts.",
                              nullptr, static_cast<int>(over)));
    }
    const bool is_about = m_about.kind != About::Kind::Nothing;
    m_edit->setAccessibleDescription(problem().isEmpty() && is_about ? m_about_words->text() : problem());
    placeCursor();
    m_later->setEnabled(!is_about && !is_too_long && !text.trimmed().isEmpty());
    m_send->setEnabled(!is_too_long && !text.trimmed().isEmpty());
    fitHeight();
    update();
}

// From one line to six, then it scrolls.
void Composer::fitHeight()
{
    const qreal line = std::ceil(QFontMetricsF(m_edit->font()).lineSpacing());
    const qreal height_max = kLinesMax * line;
    const auto *document = m_edit->document()->documentLayout();
    qreal text = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid() && text < height_max;
         block = block.next()) {
        text += std::max(line, document->blockBoundingRect(block).height());
    }
    const bool scrolls = text > height_max;
    const int height =
        static_cast<int>(std::ceil(std::clamp(text, line, height_max))) + ComposerEdit::kCursorRoom + 1;
    m_edit->setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (m_edit->minimumHeight() != height) {
        m_edit->setFixedHeight(height);
        updateGeometry();
    }
    if (!scrolls) m_edit->verticalScrollBar()->setValue(0);
}

QSize Composer::sizeHint() const
{
    return layout()->sizeHint();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void Composer::mousePressEvent(QMouseEvent *)
{
    m_edit->setFocus();
}

// What is written decides on which side it stands; the empty line begins where the layout does.
void Composer::placeCursor()
{
    QTextOption option = m_edit->document()->defaultTextOption();
    const bool is_from_right = directionOf(draft(), layoutDirection()) == Qt::RightToLeft;
    const Qt::Alignment side = is_from_right ? Qt::AlignRight : Qt::AlignLeft;
    if (option.alignment() == side) return;
    option.setAlignment(side);
    m_edit->document()->setDefaultTextOption(option);
}

// Contents margins are not mirrored by Qt.
void Composer::fitMargins()
{
    const Theme &theme = Theme::of(this);
    const int text_side = theme.px(space::kM) - ComposerEdit::kCursorRoom;
    const int inset = theme.px(space::kXs);
    const bool is_mirrored = layoutDirection() == Qt::RightToLeft;
    m_frame->layout()->setContentsMargins(is_mirrored ? inset : text_side, inset,
                                          is_mirrored ? text_side : inset, inset);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        fitMargins();
        placeCursor();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) fitHeight();
    if (event->type() == QEvent::PaletteChange) fitColours();
}

void Composer::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &t = theme.tokens();
    const bool has_focus = m_edit->hasFocus();
    QColor edge = has_focus ? t.accent : t.line_strong;
    const bool is_note = m_kind == Kind::Note;
    if (is_note) edge = t.note_edge;
    if (!problem().isEmpty()) edge = t.danger;
    QPainter painter(this);
    paintCard(painter, m_frame->geometry(), theme.exact(size::kRadiusLarge), is_note ? t.note : t.surface_1,
              edge, theme.exact(has_focus || is_note ? size::kFocusRing : size::kHairline));
}

} // namespace chat121::ui
