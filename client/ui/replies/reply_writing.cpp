// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/reply_writing.h"

#include "client/core/models/reply_search.h"
#include "client/ui/composer/composer.h"
#include "client/ui/replies/reply_picker.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/text/names.h"
#include "common/base/limits.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QTextBlock>

namespace chat121::ui {

namespace {

constexpr qsizetype kOffered = 50; // more is found by typing more
constexpr int kPage = 6;

} // namespace

ReplyWriting::ReplyWriting(Workspace &workspace, const Clock &clock, TalkPane &pane)
    : QObject(&pane)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_pane(pane)
    , m_composer(*pane.replyComposer())
    , m_edit(m_composer.edit())
{
    m_edit->installEventFilter(this);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ReplyWriting::look);
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (isOpen()) look();
    });
    m_composer.setFindBlank([this](const QString &text) { return blankIn(text); });
    connect(&m_workspace, &Workspace::cannedRepliesChanged, this, [this] {
        refreshWords();
        if (isOpen()) look();
    });
    refreshWords();
}

ReplyWriting::~ReplyWriting()
{
    delete m_picker.data();
}

// Nobody is told of a key that does nothing.
void ReplyWriting::refreshWords()
{
    m_composer.setPlaceholder(m_workspace.cannedReplies().replies.isEmpty()
                                  ? Composer::tr("Write a message")
                                  : tr("Write a reply, / for canned replies"));
}

// --- what is typed --------------------------------------------------------------------------------

bool ReplyWriting::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // else the window's own keys would be asked first
        if (!takes(*static_cast<QKeyEvent *>(event))) break;
        event->accept();
        return true;
    case QEvent::KeyPress:
        m_typed_in = m_pane.talk();
        if (!takes(*static_cast<QKeyEvent *>(event))) break;
        onKey(*static_cast<QKeyEvent *>(event));
        return true;
    case QEvent::InputMethod:
        m_typed_in = m_pane.talk();
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::Resize:
        close();
        break;
    default: // of a hundred and more
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool ReplyWriting::takes(const QKeyEvent &event) const
{
    if (!isOpen() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
    constexpr int keys[] = {Qt::Key_Up,     Qt::Key_Down,  Qt::Key_PageUp, Qt::Key_PageDown,
                            Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab,    Qt::Key_Escape};
    return std::find(std::begin(keys), std::end(keys), event.key()) != std::end(keys);
}

void ReplyWriting::onKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Up:
        return m_picker->walk(-1);
    case Qt::Key_Down:
        return m_picker->walk(1);
    case Qt::Key_PageUp:
        return m_picker->walk(-kPage);
    case Qt::Key_PageDown:
        return m_picker->walk(kPage);
    case Qt::Key_Escape:
        if (const auto here = typed()) m_left = here->first;
        return close();
    default: // Enter and Tab
        return accept();
    }
}

std::optional<ReplyWriting::Typed> ReplyWriting::typed() const
{
    const QTextCursor cursor = m_edit->textCursor();
    if (cursor.hasSelection()) return std::nullopt;
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const qsizetype slash = before.lastIndexOf(QLatin1Char('/'));
    if (slash < 0 || (slash > 0 && !before.at(slash - 1).isSpace())) return std::nullopt;
    const QString words = before.mid(slash + 1);
    const bool is_one_word = std::none_of(words.cbegin(), words.cend(), [](QChar c) { return c.isSpace(); });
    if (!is_one_word || words.size() > limits::kReplyShortcutBytesMax) return std::nullopt;
    return Typed{cursor.block().position() + static_cast<int>(slash), words};
}

void ReplyWriting::look()
{
    const auto here = typed();
    if (!here || here->first != m_left) m_left.reset();
    const bool is_typing = m_pane.talk() != nullptr && m_typed_in == m_pane.talk() && m_edit->hasFocus() &&
                           !m_edit->isReadOnly();
    if (!here || m_left || !is_typing) return close();
    offer(*here);
}

void ReplyWriting::offer(const Typed &typed)
{
    const QList<CannedReply> replies = m_workspace.cannedReplies().replies;
    const QList<qsizetype> places =
        searchReplies(replies, {typed.words, m_pane.talk()->department(), languageHere()});
    if (places.isEmpty()) return close();
    QList<CannedReply> found;
    for (qsizetype i = 0; i < std::min(places.size(), kOffered); ++i)
        found.append(replies.at(places.at(i)));
    QWidget *window = m_edit->window();
    if (!m_picker) {
        m_picker = new ReplyPicker(window);
        connect(m_picker, &ReplyPicker::clicked, this, &ReplyWriting::accept);
    }
    if (m_picker->parentWidget() != window) m_picker->setParent(window);
    const QRect cursor = m_edit->cursorRect();
    const QPoint corner = m_edit->viewport()->mapTo(window, cursor.topLeft());
    m_picker->offer(found, {corner, cursor.size()});
}

bool ReplyWriting::isOpen() const
{
    return m_picker && m_picker->isVisible();
}

void ReplyWriting::close()
{
    if (m_picker) m_picker->hide();
}

// --- what is put in -------------------------------------------------------------------------------

void ReplyWriting::accept()
{
    const auto here = typed();
    const CannedReply *chosen = isOpen() ? m_picker->chosen() : nullptr;
    Talk *talk = m_pane.talk();
    if (!here || chosen == nullptr || talk == nullptr) return close();
    const CannedReply reply = *chosen;
    close();
    const FilledReply filled = fillIn(reply.text, values(reply.language));
    for (const Blank &blank : filled.blanks)
        m_inserted[talk->id()].insert(filled.text.mid(blank.first + 1, blank.size - 2));
    m_left = here->first; // the text may begin with a slash
    QTextCursor cursor = m_edit->textCursor();
    cursor.beginEditBlock();
    cursor.setPosition(here->first, QTextCursor::KeepAnchor);
    cursor.insertText(filled.text);
    cursor.endEditBlock();
    if (!filled.blanks.isEmpty()) {
        const auto first = here->first + static_cast<int>(filled.blanks.constFirst().first);
        cursor.setPosition(first);
        cursor.setPosition(first + static_cast<int>(filled.blanks.constFirst().size),
                           QTextCursor::KeepAnchor);
    }
    m_edit->setTextCursor(cursor);
    m_edit->ensureCursorVisible();
    m_edit->setFocus();
    if (!reply.language.isEmpty()) m_languages.insert(talk->id(), reply.language);
    m_workspace.countCannedReply(reply.id);
}

QString ReplyWriting::languageHere() const
{
    const QString used = m_languages.value(m_pane.talk()->id());
    return used.isEmpty() ? QLocale().bcp47Name() : used;
}

// Dates as the language of the reply writes them.
ReplyValues ReplyWriting::values(const QString &language) const
{
    const Talk &talk = *m_pane.talk();
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms);
    QString department;
    for (const ReplyDepartment &one : m_workspace.cannedReplies().departments)
        if (one.id == talk.department()) department = one.name;
    return {{QStringLiteral("customer.name"), cleanName(talk.customerName())},
            {QStringLiteral("agent.name"), cleanName(m_workspace.ownName())},
            {QStringLiteral("department"), cleanName(department)},
            {QStringLiteral("organisation"), cleanName(m_workspace.organisation())},
            {QStringLiteral("date"), locale.toString(now.date(), QLocale::LongFormat)},
            {QStringLiteral("time"), locale.toString(now.time(), QLocale::ShortFormat)}};
}

// Also in a draft of before the last start: what the library has in braces.
Blank ReplyWriting::blankIn(const QString &text) const
{
    if (!text.contains(QLatin1Char('{')) || m_pane.talk() == nullptr) return {};
    const QSet<QString> inserted = m_inserted.value(m_pane.talk()->id());
    QStringList names = replyVariables() + QStringList(inserted.cbegin(), inserted.cend());
    for (const CannedReply &reply : m_workspace.cannedReplies().replies)
        names += variablesIn(reply.text);
    return firstBlank(text, names);
}

} // namespace chat121::ui
