// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation; see talk_pane.h.
#include "client/ui/talk/talk_pane.h"

#include "client/ui/talk/later_strip.h"
#include "client/ui/talk/message_actions.h"
#include "client/ui/talk/save_dialog.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/roster_bar.h"
#include "client/ui/widgets/state_page.h"

#include <QDateTime>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr std::chrono::milliseconds kDraftPause{800}; // a draft is kept when the writer pauses

} // namespace

TalkPane::TalkPane(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    m_draft_pause.setSingleShot(true);
    m_draft_pause.setInterval(kDraftPause);
    QWidget *head = makeHead(); // first: the order of focus is the order of reading
    m_timeline = new TimelineView(clock, this);
    m_timeline->setObjectName(QStringLiteral("timeline"));
    m_later = new LaterStrip(clock, this);
    m_writing = new WritingPlace(this);
    m_composer = m_writing->reply();
    m_actions = new MessageActions(*m_timeline, *m_composer, this);
    m_problem = new Banner(this);
    m_problem->setObjectName(QStringLiteral("talkProblem"));
    m_hold = new Banner(this);
    m_hold->setObjectName(QStringLiteral("talkHold"));
    m_hold->hide();
    m_asked = new Banner(this);
    m_asked->setObjectName(QStringLiteral("talkAsked"));
    m_asked->hide();
    m_footer_place = new QWidget(this);
    (new QVBoxLayout(m_footer_place))->setContentsMargins({});

    m_lines = new QStackedWidget(this);
    m_first_words = new EmptyState(Icon::Chat, {}, {}, m_lines);
    m_lines->addWidget(m_timeline);
    m_lines->addWidget(m_first_words);

    auto *open = new QWidget(this);
    auto *column = new QVBoxLayout(open);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_hold);
    column->addWidget(m_asked);
    column->addWidget(m_problem);
    column->addWidget(m_lines, 1);
    column->addWidget(m_footer_place);
    column->addWidget(m_later);
    auto *writing = new QVBoxLayout;
    const int margin = Theme::of(this).px(space::kM);
    writing->setContentsMargins(margin, 0, margin, margin);
    writing->addWidget(m_writing);
    column->addLayout(writing);

    m_empty = new EmptyState(Icon::Chat, {}, {}, this);
    connect(m_empty, &EmptyState::actionClicked, this, &TalkPane::emptyActionClicked);
    connect(m_problem, &Banner::actionClicked, this, [this] {
        m_problem->hide();
        focusEditor();
    });
    m_faces = new QStackedWidget(this);
    m_faces->addWidget(m_empty);
    m_faces->addWidget(open);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_faces);

    connectPieces();
}

void TalkPane::connectPieces()
{
    connect(m_roster, &RosterBar::serverKnowledgeWanted, this, [this] {
        if (m_talk) Q_EMIT serverKnowledgeWanted(m_talk->id());
    });
    connect(m_roster, &RosterBar::safetyWordsWanted, this, &TalkPane::compareSafetyWords);
    connect(m_hold, &Banner::actionClicked, this, &TalkPane::confirmHold);
    connect(m_asked, &Banner::actionClicked, this, &TalkPane::showConsents);
    connect(m_asked, &Banner::putOff, m_asked, &QWidget::hide);
    connect(m_consents, &IconButton::clicked, this, &TalkPane::showConsents);
    connect(m_timeline, &TimelineView::newestSeen, this, [this] {
        if (m_talk) m_talk->markRead();
    });
    connect(m_timeline, &TimelineView::olderWanted, this, [this] {
        if (m_talk) m_talk->fetchOlder();
    });
    connect(m_timeline, &TimelineView::retryWanted, this, [this](const MessageId &failed) {
        if (m_talk) m_talk->sayAgain(failed);
    });
    connect(m_actions, &MessageActions::reachWanted, this, &TalkPane::reach);
    connect(m_actions, &MessageActions::said, m_timeline, &TimelineView::jumpToEnd);
    connect(m_composer, &Composer::submitted, this, [this](const QString &text) {
        m_problem->hide(); // of an earlier try
        if (m_talk) m_talk->say(text);
        keepDraft();
        m_timeline->jumpToEnd();
    });
    connect(m_composer, &Composer::laterWanted, m_later, &LaterStrip::askWhen);
    connect(m_later, &LaterStrip::kept, this, [this](const QString &text) {
        if (m_composer->draft().trimmed() == text) m_composer->setDraft({});
        keepDraft();
    });
    connect(m_composer, &Composer::typing, this, [this] {
        if (m_talk) m_talk->setTyping(true);
    });
    connect(m_composer, &Composer::draftChanged, this, [this](const QString &draft) {
        m_draft_pause.start();
        if (m_talk && draft.isEmpty()) m_talk->setTyping(false);
    });
    connect(m_writing->note(), &Composer::submitted, this, [this](const QString &text) {
        m_problem->hide();
        if (m_talk) m_talk->note(text);
        keepDraft();
        m_timeline->jumpToEnd();
    });
    connect(m_writing->note(), &Composer::draftChanged, this, [this] { m_draft_pause.start(); });
    connect(m_writing, &WritingPlace::modeChosen, this, [this](WritingPlace::Mode mode) {
        if (!m_talk) return;
        if (mode == WritingPlace::Mode::Note)
            m_noting.insert(m_talk->id());
        else
            m_noting.remove(m_talk->id());
        keepDraft();
    });
    connect(&m_draft_pause, &QTimer::timeout, this, &TalkPane::keepDraft);
}

QWidget *TalkPane::makeHead()
{
    const Theme &theme = Theme::of(this);
    m_head = new Pane(Pane::Edge::Bottom, this);
    m_head_row = new QHBoxLayout(m_head);
    const int margin = theme.px(space::kS);
    m_head_row->setContentsMargins(margin, margin, margin, margin);
    m_head_row->setSpacing(theme.px(space::kXs));
    m_head_row->addSpacing(margin);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_title = new PlainLabel({}, TextRole::Title, Tone::Primary, m_head);
    m_title->setObjectName(QStringLiteral("titleLabel"));
    m_title->setOverflow(Overflow::Elide);
    m_roster = new RosterBar(m_head);
    m_roster->setObjectName(QStringLiteral("rosterBar"));
    names->addWidget(m_title);
    names->addWidget(m_roster);
    m_retention = new PlainLabel({}, TextRole::Small, Tone::Hint, m_head);
    m_retention->setObjectName(QStringLiteral("retentionLabel"));
    m_retention->setOverflow(Overflow::Elide);
    m_retention->hide();
    names->addWidget(m_retention);
    m_head_row->addLayout(names, 1);
    m_consents = new IconButton(Icon::ShieldCheck, tr("What the customer allows"), m_head);
    m_consents->setObjectName(QStringLiteral("consentsButton"));
    m_head_row->addWidget(m_consents);
    m_head_end = m_consents;
    setTitleShown(true);
    return m_head;
}

void TalkPane::setEmptyTexts(const QString &title, const QString &sentence, const QString &action)
{
    m_empty->setTexts(title, sentence);
    m_empty->setAction(action);
    if (m_empty->action()) m_empty->action()->setObjectName(QStringLiteral("emptyActionButton"));
}

void TalkPane::setFirstWords(const QString &title, const QString &sentence)
{
    m_has_first_words = true;
    m_first_words->setTexts(title, sentence);
    refreshLines();
}

void TalkPane::refreshLines()
{
    TimelineModel *model = m_talk ? m_talk->timeline() : nullptr;
    const bool is_quiet = m_has_first_words && model && model->isEmpty() && !model->hasOlder();
    m_lines->setCurrentWidget(is_quiet ? static_cast<QWidget *>(m_first_words) : m_timeline);
}

void TalkPane::showRoster()
{
    m_roster->click();
}

void TalkPane::addHeadWidget(QWidget *widget)
{
    m_head_row->addWidget(widget);
    setTabOrder(m_head_end, widget);
    m_head_end = widget;
}

void TalkPane::setTitleShown(bool is_shown)
{
    const Theme &theme = Theme::of(this);
    m_title->setVisible(is_shown);
    // As high without readers, so that nothing jumps when somebody takes the conversation.
    const int both = m_title->sizeHint().height() + m_roster->sizeHint().height();
    m_head->setMinimumHeight(is_shown ? both + theme.px(2 * space::kS) : 0);
    const int above = is_shown ? theme.px(space::kS) : 0;
    m_head_row->setContentsMargins(theme.px(space::kS), above, theme.px(space::kS), theme.px(space::kS));
}

void TalkPane::addFooter(QWidget *footer)
{
    m_footer_place->layout()->addWidget(footer);
    const auto inside = footer->findChildren<QWidget *>();
    for (auto one = inside.crbegin(); one != inside.crend(); ++one)
        if ((*one)->focusPolicy() & Qt::TabFocus) setTabOrder(m_timeline, *one);
}

void TalkPane::focusEditor()
{
    QPlainTextEdit *editor = m_writing->editor();
    if (editor != nullptr && editor->isVisibleTo(this))
        editor->setFocus(Qt::ShortcutFocusReason);
    else
        m_timeline->setFocus(Qt::ShortcutFocusReason);
}

void TalkPane::showFirstNew()
{
    if (!m_talk) return;
    m_timeline->setFocus(Qt::ShortcutFocusReason);
    m_timeline->jumpToFirstNew();
}

void TalkPane::saveAsFile()
{
    if (!m_talk) return;
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms).date();
    auto *dialog = new SaveDialog(*m_talk, today, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TalkPane::reach(const MessageId &message)
{
    if (!m_talk) return;
    m_wanted = message;
    m_talk->reach(message);
}

void TalkPane::showReached(const MessageId &message)
{
    const int row = m_talk->timeline()->rowOf(message);
    if (message != m_wanted || row < 0) return;
    m_wanted = {};
    m_timeline->showFound(row);
    m_timeline->setFocus(Qt::ShortcutFocusReason);
}

void TalkPane::show(Talk *talk)
{
    if (talk == m_talk) return;
    if (m_talk) {
        keepDraft();
        if (m_timeline->isAtEnd()) m_talk->timeline()->clearUnread(); // all of it was seen
        m_talk->disconnect(this);
        m_talk->timeline()->disconnect(this);
    }
    m_composer->forgetAbout();
    m_talk = talk;
    m_actions->setTalk(talk);
    m_later->setTalk(talk);
    m_wanted = {};
    m_problem->hide();
    m_faces->setCurrentIndex(talk ? 1 : 0);
    m_timeline->setModel(talk ? talk->timeline() : nullptr);
    if (!talk) return;
    m_composer->setDraft(talk->draft());
    m_writing->note()->setDraft(talk->noteDraft());
    connectTalk();
    refresh();
    m_writing->setMode(m_noting.contains(talk->id()) ? WritingPlace::Mode::Note : WritingPlace::Mode::Reply);
}

void TalkPane::keepDraft()
{
    m_draft_pause.stop();
    const QString draft = m_composer->keptDraft();
    if (m_talk && m_talk->draft() != draft) m_talk->setDraft(draft);
    const QString note = m_writing->note()->draft();
    if (m_talk && m_talk->noteDraft() != note) m_talk->setNoteDraft(note);
}

// What could not be kept goes back to where it was written, before what stands there by now.
void TalkPane::giveBack(const QString &unsaid)
{
    m_composer->forgetAbout();
    const QString draft = m_composer->draft();
    m_composer->setDraft(draft.isEmpty() ? unsaid : unsaid + QLatin1Char('\n') + draft);
    keepDraft();
}

void TalkPane::giveNoteBack(const QString &unnoted)
{
    const QString draft = m_writing->note()->draft();
    m_writing->note()->setDraft(draft.isEmpty() ? unnoted : unnoted + QLatin1Char('\n') + draft);
    keepDraft();
}

// Nobody notes anything in a customer's window, whatever the conversation says.
void TalkPane::refreshWriting()
{
    const bool may_note = m_talk->isNotable() && !m_is_customers;
    m_composer->setLaterOffered(!m_is_customers);
    m_writing->setRights({m_talk->isWritable() && !m_is_held, may_note, m_talk->areNotesLocked()});
}

void TalkPane::holdWriting(bool is_held)
{
    m_is_held = is_held;
    if (m_talk) refreshWriting();
}

void TalkPane::switchNote()
{
    if (!m_talk || !m_writing->mayNote()) return;
    const bool is_note = m_writing->mode() == WritingPlace::Mode::Note;
    m_writing->choose(is_note ? WritingPlace::Mode::Reply : WritingPlace::Mode::Note);
}

void TalkPane::connectTalk()
{
    connect(m_talk, &Talk::titleChanged, this, &TalkPane::refresh);
    connect(m_talk, &Talk::rosterChanged, this, &TalkPane::refresh);
    connect(m_talk, &Talk::writableChanged, this, &TalkPane::refresh);
    connect(m_talk, &Talk::rulesChanged, this, &TalkPane::refresh);
    connect(m_talk, &Talk::erasureChanged, this, &TalkPane::refresh);
    connect(m_talk, &Talk::holdChanged, this, &TalkPane::refreshHold);
    connect(m_talk, &Talk::consentsChanged, this, &TalkPane::refreshConsents);
    connect(m_talk, &Talk::failed, this, [this](const Problem &problem) {
        m_problem->show(Banner::Kind::Error, problem.sentence, tr("Hide"));
    });
    connect(m_talk, &Talk::reached, this, &TalkPane::showReached);
    connect(m_talk, &Talk::unsaid, this, &TalkPane::giveBack);
    connect(m_talk, &Talk::unnoted, this, &TalkPane::giveNoteBack);
    connect(m_talk, &Talk::notabilityChanged, this, &TalkPane::refreshWriting);
    TimelineModel *model = m_talk->timeline();
    connect(model, &TimelineModel::wasReset, this, &TalkPane::refreshLines);
    connect(model, &TimelineModel::inserted, this, &TalkPane::refreshLines);
    connect(model, &TimelineModel::removed, this, &TalkPane::refreshLines);
    connect(model, &TimelineModel::hasOlderChanged, this, &TalkPane::refreshLines);
    connect(m_talk, &QObject::destroyed, this, [this] { m_timeline->setModel(nullptr); });
}

void TalkPane::refresh()
{
    m_title->setText(cleanName(m_talk->title()));
    const bool is_named = !m_is_customers && !m_title->text().isEmpty();
    m_writing->setWhose(is_named ? isolated(m_title->text()) : QString());
    const QList<RosterRow> roster = m_talk->roster();
    const bool has_others = roster.size() > 1;
    m_roster->setRoster(roster);
    m_timeline->setReaders(roster);
    m_roster->setVisible(has_others);
    Q_EMIT othersChanged(has_others);
    refreshRules();
    refreshConsents();
    m_head->setVisible(!m_title->isHidden() || !m_roster->isHidden() || !m_retention->isHidden());
    const bool is_new = m_talk->isWritable() && !m_is_held && !m_writing->mayReply();
    refreshWriting();
    m_actions->refresh();
    if (m_talk->erasure() == Talk::Erasure::Done) m_composer->forgetAbout();
    if (m_talk->erasure() == Talk::Erasure::Done) m_composer->setDraft({});
    if (m_talk->erasure() == Talk::Erasure::Done) m_writing->note()->setDraft({});
    // Who has just taken the conversation wants to answer.
    if (is_new && focusWidget() && isAncestorOf(focusWidget()) && focusWidget()->hasFocus()) focusEditor();
    refreshHold();
    refreshLines();
}

} // namespace chat121::ui
