// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The customer's window; see customer_window.h.
#include "client/ui/customer/customer_window.h"

#include "client/ui/consent/terms_card.h"
#include "client/ui/customer/choice_card.h"
#include "client/ui/customer/questions_card.h"
#include "client/ui/customer/rating_dialog.h"
#include "client/ui/desk/leave_dialog.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/search/search_pane.h"
#include "client/ui/shell/keys.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/talk/writing_habits.h"
#include "client/ui/text/customer_words.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/state_page.h"

#include <QCheckBox>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

struct Mark {
    Icon icon;
    Tone tone;
};

Mark markOf(const QueueStanding &standing)
{
    switch (standing.step) {
    case QueueStanding::Step::NotStarted:
        if (standing.agents_on_duty > 0) return {Icon::Person, Tone::Ok};
        return {standing.is_closed_now ? Icon::Clock : Icon::Mail, Tone::Hint};
    case QueueStanding::Step::Waiting:
        return {Icon::Clock, Tone::Accent};
    case QueueStanding::Step::MessageLeft:
        return {Icon::Mail, Tone::Accent};
    case QueueStanding::Step::Talking:
        return {Icon::Person, Tone::Ok};
    case QueueStanding::Step::Closed:
        return {Icon::Check, Tone::Hint};
    }
    Q_UNREACHABLE();
}

} // namespace

CustomerWindow::CustomerWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_clock(clock)
{
    setObjectName(QStringLiteral("customerWindow"));
    m_talk = new TalkPane(clock, this);
    new WritingHabits(m_workspace, *m_talk); // the pane's
    m_talk->setTitleShown(false);
    m_talk->setCustomers(true);
    m_talk->setEmptyTexts(tr("How can we help?"), {});
    m_talk->setFirstWords(tr("How can we help?"),
                          tr("Write your question below. What you write is sealed on this computer."));
    auto *resting = new EmptyState(Icon::Search, tr("Search in this conversation"),
                                   tr("Type a word, or the beginning of one."), this);
    m_search = new SearchPane(m_workspace, clock, HitPlace::Hidden, this);
    m_search->setResting(resting);
    m_faces = new QStackedWidget(this);
    m_faces->addWidget(m_talk);
    m_faces->addWidget(m_search);
    m_status = new StatusLine(this);
    m_status->setObjectName(QStringLiteral("statusLine"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_rating = new Banner(this);
    m_rating->setObjectName(QStringLiteral("ratingBanner"));
    m_rating->hide();
    column->addWidget(m_rating);
    column->addWidget(m_faces, 1);
    addCards(column);
    column->addWidget(makeFoot());
    column->addWidget(m_status);

    connect(m_talk, &TalkPane::serverKnowledgeWanted, this,
            [this](ConversationId id) { KnowledgeDialog::show(m_workspace, id, this); });
    connect(&m_workspace, &Workspace::standingChanged, this, &CustomerWindow::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &CustomerWindow::refresh);
    connect(&m_workspace, &Workspace::connectionChanged, m_status, &StatusLine::setStatus);
    m_status->setStatus(m_workspace.connection());
    connect(m_rating, &Banner::actionClicked, this, &CustomerWindow::rate);
    connect(m_rating, &Banner::putOff, this, [this] {
        if (Talk *talk = m_talk->talk()) talk->skipRating();
        m_rating->hide();
        m_talk->focusEditor();
    });
    connect(m_search, &SearchPane::chosen, this, [this](ConversationId, const MessageId &message) {
        m_faces->setCurrentWidget(m_talk);
        m_talk->reach(message);
    });
    bindKey(this, KeyAction::Search, [this] { search(); });
    bindKey(this, KeyAction::SearchHere, [this] { search(); });
    bindKey(this, KeyAction::FirstNew, [this] { m_talk->showFirstNew(); });
    bindKey(this, KeyAction::SaveConversation, [this] { m_talk->saveAsFile(); });
    bindKey(this, KeyAction::Devices, [this] { Q_EMIT devicesWanted(); });
    bindKey(this, KeyAction::Lock, [this] { m_workspace.lock(); });
    bindKey(this, KeyAction::BackToEditor, [this] { endSearch(); });
    m_talk->show(m_workspace.ownTalk());
    refresh();
    if (m_terms->isHidden() && m_questions->isHidden()) m_talk->focusEditor();
}

// What is asked before the first words.
void CustomerWindow::addCards(QVBoxLayout *column)
{
    m_choice = new ChoiceCard(m_clock, this);
    connect(m_choice, &ChoiceCard::chosen, &m_workspace, &Workspace::choose);
    column->addWidget(m_choice);
    m_terms = new TermsCard(this);
    m_terms->hide();
    connect(m_terms, &TermsCard::agreed, &m_workspace, &Workspace::agree);
    column->addWidget(m_terms);
    m_questions = new QuestionsCard(this);
    m_questions->hide();
    connect(m_questions, &QuestionsCard::answered, &m_workspace, &Workspace::answerQuestions);
    column->addWidget(m_questions);
}

QWidget *CustomerWindow::makeHead()
{
    const Theme &theme = Theme::of(this);
    auto *head = new Pane(Pane::Edge::Bottom, this);
    auto *column = new QVBoxLayout(head);
    // The button at the end has space around it already; the words at the start have none.
    column->setContentsMargins(theme.px(space::kS), theme.px(space::kS), theme.px(space::kS),
                               theme.px(space::kS));
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(makeFirstLine(head));

    auto *second = new QHBoxLayout;
    second->setSpacing(theme.px(space::kS));
    m_step = new IconLabel(Icon::Person, Tone::Hint, size::kIconSmall, head);
    m_standing = new PlainLabel({}, TextRole::Body, Tone::Secondary, head);
    m_standing->setObjectName(QStringLiteral("standingLabel"));
    second->addSpacing(theme.px(space::kS));
    second->addWidget(m_step);
    second->addWidget(m_standing, 1);
    column->addLayout(second);
    m_leave_message = new Button(ButtonKind::Secondary, Icon::Mail, tr("Leave a message instead"), head);
    m_leave_message->setObjectName(QStringLiteral("leaveMessageButton"));
    connect(m_leave_message, &Button::clicked, &m_workspace, &Workspace::leaveMessageInstead);
    m_leave_message->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *third = new QHBoxLayout;
    third->setContentsMargins(0, theme.px(space::kXs), 0, theme.px(space::kXs));
    third->addSpacing(theme.px(space::kS));
    third->addWidget(m_leave_message);
    third->addStretch(1);
    column->addLayout(third);
    auto *fourth = new QHBoxLayout;
    fourth->addSpacing(theme.px(space::kS));
    fourth->addWidget(makeTellMe(head), 1);
    column->addLayout(fourth);
    auto *fifth = new QHBoxLayout;
    fifth->addSpacing(theme.px(space::kS));
    fifth->addWidget(makeOffer(head), 1);
    column->addLayout(fifth);
    // One strip with the readers, once there are some.
    connect(m_talk, &TalkPane::othersChanged, head,
            [head](bool has_others) { head->setEdge(has_others ? Pane::Edge::None : Pane::Edge::Bottom); });
    return head;
}

// Who waits may look at something else.
QWidget *CustomerWindow::makeTellMe(QWidget *head)
{
    m_tell_me = new QCheckBox(head);
    m_tell_me->setObjectName(QStringLiteral("tellMeBox"));
    m_tell_me->setMinimumHeight(Theme::of(this).px(space::kXl));
    connect(m_tell_me, &QCheckBox::clicked, this, [this](bool is_wanted) {
        NotificationChoice choice = m_workspace.notifications();
        choice.of_messages = is_wanted;
        choice.is_on = choice.is_on || is_wanted;
        m_workspace.setNotifications(choice);
    });
    connect(&m_workspace, &Workspace::notificationsChanged, this, &CustomerWindow::refresh);
    return m_tell_me;
}

// Nothing of it leaves until the customer wants it, and it can be taken back.
QWidget *CustomerWindow::makeOffer(QWidget *head)
{
    auto *place = new QWidget(head);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_offer = new QCheckBox(tr("Show them my language and local time"), place);
    m_offer->setObjectName(QStringLiteral("offerContextBox"));
    m_offer->setMinimumHeight(Theme::of(this).px(space::kXl));
    m_offered = new PlainLabel({}, TextRole::Small, Tone::Hint, place);
    m_offered->setObjectName(QStringLiteral("offeredContextLabel"));
    column->addWidget(m_offer);
    column->addWidget(m_offered);
    connect(m_offer, &QCheckBox::clicked, &m_workspace, &Workspace::offerContext);
    return place;
}

void CustomerWindow::refreshOffer(const QueueStanding &standing)
{
    const bool has_page = !standing.offer.page.isEmpty();
    m_offer->setText(has_page ? tr("Show them my language, local time and page")
                              : tr("Show them my language and local time"));
    m_offer->setChecked(standing.is_offered);
    const QString words = contextWords(standing.offer, m_clock.now(), locale());
    m_offered->setText(standing.is_offered ? tr("They see: %1").arg(words)
                                           : tr("They would see: %1").arg(words));
    m_offer->setAccessibleDescription(m_offered->text());
    const bool is_over = standing.step == QueueStanding::Step::Closed && !standing.is_offered;
    m_offer->parentWidget()->setVisible(!standing.offer.isEmpty() && !is_over);
}

// The organisation, its tick, and the way out.
QWidget *CustomerWindow::makeFirstLine(QWidget *head)
{
    auto *line = new QWidget(head);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(Theme::of(this).px(space::kS));
    row->addSpacing(Theme::of(this).px(space::kS));
    m_organisation = new PlainLabel({}, TextRole::Title, Tone::Primary, line);
    m_organisation->setObjectName(QStringLiteral("organisationLabel"));
    m_organisation->setOverflow(Overflow::Elide);
    m_tick = new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon, line);
    auto *search = new IconButton(Icon::Search, tr("Search in this conversation"), line);
    search->setObjectName(QStringLiteral("searchButton"));
    connect(search, &IconButton::clicked, this, &CustomerWindow::search);
    auto *save = new IconButton(Icon::Save, tr("Save as a file…"), line);
    save->setObjectName(QStringLiteral("saveButton"));
    connect(save, &IconButton::clicked, m_talk, &TalkPane::saveAsFile);
    auto *erase = new IconButton(Icon::Erase, tr("Erase this conversation"), line);
    erase->setObjectName(QStringLiteral("eraseButton"));
    connect(erase, &IconButton::clicked, this, &CustomerWindow::eraseWanted);
    auto *lock = new IconButton(Icon::Lock, tr("Lock…"), line);
    lock->setObjectName(QStringLiteral("lockButton"));
    connect(lock, &IconButton::clicked, this, &CustomerWindow::lock);
    auto *words = new IconButton(Icon::Key, tr("Recovery words"), line);
    words->setObjectName(QStringLiteral("recoveryWordsButton"));
    connect(words, &IconButton::clicked, this, &CustomerWindow::recoveryWordsWanted);
    auto *devices = new IconButton(Icon::Computer, tr("Your computers"), line);
    devices->setObjectName(QStringLiteral("devicesButton"));
    connect(devices, &IconButton::clicked, this, &CustomerWindow::devicesWanted);
    row->addWidget(m_organisation);
    row->addWidget(m_tick);
    row->addStretch();
    row->addWidget(devices);
    row->addWidget(words);
    row->addWidget(save);
    row->addWidget(search);
    row->addWidget(lock);
    row->addWidget(erase);
    return line;
}

QWidget *CustomerWindow::makeFoot()
{
    const Theme &theme = Theme::of(this);
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(theme.px(space::kL), 0, theme.px(space::kS), theme.px(space::kXs));
    row->setSpacing(theme.px(space::kS));
    row->addWidget(new IconLabel(Icon::Lock, Tone::Hint, size::kIconSmall, foot));
    auto *readers = new PlainLabel({}, TextRole::Small, Tone::Hint, foot);
    const auto name = [readers](bool has_others) {
        readers->setText(has_others ? tr("Only you and the people named above can read this.")
                                    : tr("Only you and whoever answers you can read this."));
    };
    name(false);
    connect(m_talk, &TalkPane::othersChanged, readers, name);
    row->addWidget(readers, 1);
    auto *more = new Button(ButtonKind::Quiet, tr("More"), foot);
    more->setObjectName(QStringLiteral("moreButton"));
    more->setAccessibleDescription(tr("Explains who can read this"));
    more->hide(); // until somebody is here
    connect(more, &Button::clicked, m_talk, &TalkPane::showRoster);
    connect(m_talk, &TalkPane::othersChanged, more, &QWidget::setVisible);
    row->addWidget(more);
    foot->setMinimumHeight(more->sizeHint().height() + theme.px(space::kXs));
    return foot;
}

void CustomerWindow::lock()
{
    LeaveDialog dialog(m_workspace, this);
    connect(&dialog, &LeaveDialog::notificationsWanted, this, &CustomerWindow::notificationsWanted);
    dialog.exec();
    if (dialog.choice() == LeaveDialog::Choice::Lock) m_workspace.lock();
}

void CustomerWindow::search()
{
    m_faces->setCurrentWidget(m_search);
    m_search->takeFocus(SearchPane::Scope::Everywhere);
}

void CustomerWindow::endSearch()
{
    m_search->end();
    m_faces->setCurrentWidget(m_talk);
    m_talk->focusEditor();
}

// Nobody is there, and the signed hours say when somebody is.
QString CustomerWindow::closedSentence(const QueueStanding &standing) const
{
    using Step = QueueStanding::Step;
    const bool is_known = standing.is_closed_now && standing.opens_at.ms > 0 && standing.agents_on_duty == 0;
    if (!is_known) return {};
    const QString back = openingWords(standing.opens_at, m_clock.now(), locale());
    if (standing.step == Step::NotStarted)
        return tr("Closed now. They are back %1, your time. Write, and they answer then.").arg(back);
    if (standing.step == Step::Waiting)
        return tr("Closed now. They are back %1, your time. You keep your place.").arg(back);
    if (standing.step == Step::MessageLeft)
        return tr("Your message is kept for them. They are back %1, your time.").arg(back);
    return {};
}

QString CustomerWindow::sentence(const QueueStanding &standing) const
{
    if (const QString closed = closedSentence(standing); !closed.isEmpty()) return closed;
    switch (standing.step) {
    case QueueStanding::Step::NotStarted:
        return standing.agents_on_duty > 0
                   ? tr("Somebody is here to answer you.")
                   : tr("Nobody is here at the moment. Write, and they answer when they are back.");
    case QueueStanding::Step::Waiting: {
        if (standing.position <= 0) return tr("Waiting for somebody to answer.");
        const QString place = standing.position == 1
                                  ? tr("You are next.")
                                  : tr("You are number %1.").arg(QLocale().toString(standing.position));
        if (standing.estimate_s <= 0) return place;
        return tr("%1 About %n minute(s).", nullptr, (standing.estimate_s + 59) / 60).arg(place);
    }
    case QueueStanding::Step::MessageLeft:
        return tr("Your message is kept for them. They answer here when they are back.");
    case QueueStanding::Step::Talking:
        if (standing.talking_to_role.isEmpty())
            return tr("You are talking to %1").arg(cleanName(standing.talking_to));
        return tr("You are talking to %1 (%2)")
            .arg(cleanName(standing.talking_to), cleanName(standing.talking_to_role));
    case QueueStanding::Step::Closed:
        return tr("This conversation is closed. Write again to reopen it.");
    }
    return {};
}

// Terms, then questions, then the line to write in.
void CustomerWindow::refreshStart(const QueueStanding &standing)
{
    const bool was_agreeing = !m_terms->isHidden();
    const bool was_asked = !m_questions->isHidden();
    const bool is_agreeing = standing.terms.isAsked();
    const bool is_asked = !is_agreeing && !standing.questions.isEmpty();
    m_terms->setTerms(standing.terms);
    m_questions->setQuestions(standing.questions);
    m_terms->setVisible(is_agreeing);
    m_questions->setVisible(is_asked);
    m_talk->holdWriting(is_agreeing || is_asked);
    if (was_agreeing == is_agreeing && was_asked == is_asked) return;
    QString first = tr("Write your question below. What you write is sealed on this computer.");
    if (is_agreeing) first = tr("Read the terms below. When you have agreed, write your question here.");
    if (is_asked) first = tr("Answer what is asked below, and write your question here.");
    m_talk->setFirstWords(tr("How can we help?"), first);
    if (is_agreeing) return m_terms->takeFocus();
    if (is_asked) return m_questions->takeFocus();
    m_talk->focusEditor();
}

void CustomerWindow::refresh()
{
    const QueueStanding standing = m_workspace.standing();
    m_organisation->setText(cleanName(m_workspace.organisation()));
    m_tick->setAccessibleName(tr("signed by %1").arg(cleanName(m_workspace.organisation())));
    m_step->setIcon(markOf(standing).icon, markOf(standing).tone);
    m_standing->setText(sentence(standing));
    m_leave_message->setVisible(standing.step == QueueStanding::Step::Waiting);
    const bool is_waiting =
        standing.step == QueueStanding::Step::Waiting || standing.step == QueueStanding::Step::MessageLeft;
    const NotificationChoice choice = m_workspace.notifications();
    m_tell_me->setText(standing.step == QueueStanding::Step::Waiting ? tr("Tell me when it is my turn")
                                                                     : tr("Tell me when they answer"));
    m_tell_me->setChecked(choice.is_on && choice.of_messages);
    m_tell_me->setVisible(is_waiting);
    Talk *own = m_workspace.ownTalk();
    if (own) connect(own, &Talk::ratingChanged, this, &CustomerWindow::refreshRating, Qt::UniqueConnection);
    refreshRating();
    if (m_talk->talk() != own) {
        m_talk->show(own);
        m_talk->focusEditor();
    }
    m_choice->setStanding(standing);
    refreshOffer(standing);
    refreshStart(standing);
}

// Asked for once, when it is over; what was given stands there as long as it may be changed.
void CustomerWindow::refreshRating()
{
    const Talk *talk = m_workspace.ownTalk();
    const TalkRating rating = talk ? talk->rating() : TalkRating();
    const bool is_given = rating.is_open && rating.given.isGiven();
    if (!rating.is_leaving && !rating.is_asked && !is_given) return m_rating->hide();
    const QString sentence =
        rating.is_leaving ? tr("Thank you. Your rating is on its way.")
        : is_given ? tr("Thank you. You rated this conversation: %1").arg(ratingText(rating.given.stars))
                   : tr("How was this conversation?");
    const bool is_shown = !m_rating->isHidden() && m_rating->sentence() == sentence;
    if (is_shown) return; // the keyboard may be in it
    const QString action = rating.is_leaving ? QString() : is_given ? tr("Change…") : tr("Rate it…");
    m_rating->show(is_given ? Banner::Kind::Ok : Banner::Kind::Info, sentence, action,
                   rating.is_asked ? tr("Do not rate") : QString());
}

void CustomerWindow::rate()
{
    Talk *talk = m_talk->talk();
    if (!talk) return;
    auto *dialog = new RatingDialog(*talk, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace chat121::ui
