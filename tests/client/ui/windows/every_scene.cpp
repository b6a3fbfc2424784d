// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/every_scene.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace chat121::test {

namespace {

void clickOn(const ui::MainWindow &window, const QString &object)
{
    QTest::mouseClick(window.findChild<QWidget *>(object), Qt::LeftButton);
}

Scene opening(const QString &button)
{
    return [button](PlayedWorkspace &, ui::MainWindow &window, UnixTime) { clickOn(window, button); };
}

Scene invited(InvitationPreview::Kind kind)
{
    return [kind](PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime) {
        window.openInvitation(QStringLiteral("chat121://example"));
        Q_EMIT workspace.invitationPreviewed(previewOf(kind));
    };
}

void comeBack(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    invited(InvitationPreview::Kind::Guest)(workspace, window, now);
    clickOn(window, QStringLiteral("comeBackButton"));
}

void losePassword(PlayedWorkspace &, ui::MainWindow &window, UnixTime)
{
    clickOn(window, QStringLiteral("logInButton"));
    clickOn(window, QStringLiteral("lostPasswordButton"));
}

void openRootKey(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    losePassword(workspace, window, now);
    clickOn(window, QStringLiteral("haveRootKeyButton"));
}

void typeRootKey(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    openRootKey(workspace, window, now);
    clickOn(window, QStringLiteral("rootOtherFormButton"));
}

void comeBackAsOwner(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    openRootKey(workspace, window, now);
    Q_EMIT workspace.invitationPreviewed(previewOf(InvitationPreview::Kind::Owner));
}

Scene customerAt(QueueStanding::Step step)
{
    return [step](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playCustomerAt(workspace, step, now);
    };
}

void customerIsAskedToAgree(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomerAt(workspace, QueueStanding::Step::Closed, now);
    QueueStanding standing = workspace.standing();
    standing.terms = {2, sampleTerms().text, true};
    workspace.setStanding(standing);
}

void customerChooses(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomerAt(workspace, QueueStanding::Step::NotStarted, now);
    QueueStanding standing = workspace.standing();
    standing.departments = {{DepartmentId{1}, QStringLiteral("Support"), {}, false, {}},
                            {DepartmentId{2}, QStringLiteral("Billing"), {}, true, {}}};
    standing.department = {1};
    workspace.setStanding(standing);
}

void customerOffersContext(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomerAt(workspace, QueueStanding::Step::NotStarted, now);
    QueueStanding standing = workspace.standing();
    standing.offer = {{}, QStringLiteral("Europe/Lisbon"), QStringLiteral("invoice")};
    workspace.setStanding(standing);
}

void customerIsAskedQuestions(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomerAt(workspace, QueueStanding::Step::NotStarted, now);
    QueueStanding standing = workspace.standing();
    standing.questions = sampleQuestions();
    workspace.setStanding(standing);
}

QString shortDate(UnixTime at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at.ms), QLocale::ShortFormat);
}

Scene customerOutOfHours(QueueStanding::Step step)
{
    return [step](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playCustomerAt(workspace, step, now);
        QueueStanding standing = workspace.standing();
        standing.agents_on_duty = 0;
        standing.is_closed_now = true;
        standing.opens_at = now + std::chrono::hours(10);
        workspace.setStanding(standing);
    };
}

Scene deskWith(quint64 conversation)
{
    return [conversation](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playDesk(workspace, now);
        if (conversation != 0) Q_EMIT workspace.talkOpened({conversation});
    };
}

Scene deskBeside(const QList<ConversationId> &conversations)
{
    return [conversations](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        workspace.desk_choice.beside = conversations;
        playDesk(workspace, now);
    };
}

void becomeBroken(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime)
{
    workspace.breakDown({QStringLiteral("The disk is full. Nothing is lost: free some space."),
                         QStringLiteral("SQLITE_FULL"), true});
}

void waitForKeyStore(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime)
{
    workspace.become(Workspace::State::Opening, Workspace::Role::None, {});
    workspace.setKeyStoreSlow(true);
}

void becomeOlderCopy(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomer(workspace, now);
    workspace.setOlderCopy(true, false);
}

Scene deskWithHistory(const HistoryStatus &status)
{
    return [status](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playDesk(workspace, now);
        workspace.setHistory(status);
    };
}

void customerIsOfferedWords(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomerAt(workspace, QueueStanding::Step::Closed, now);
    workspace.setHistory({.state = HistoryStatus::State::NotKept, .is_offered = true});
}

void becomeLockedByKeyStore(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime)
{
    workspace.become(Workspace::State::Locked, Workspace::Role::None, {});
}

void becomeLocked(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime)
{
    workspace.needs_passphrase = true;
    workspace.become(Workspace::State::Locked, Workspace::Role::None, {});
}

void talkAsCustomer(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomer(workspace, now);
    workspace.setConnection({ConnectionState::Offline, 2});
}

void customerIsHeld(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomer(workspace, now);
    workspace.played({1})->setHold({TalkHold::Kind::Changed, AccountId{2}, QStringLiteral("Anna"),
                                    QStringLiteral("This is not the Anna "
                                                   "of before.")});
}

void customerWritesACard(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    playCustomer(workspace, now);
    window.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit"))
        ->setPlainText(QStringLiteral("4111 1111 1111 1111"));
    clickOn(window, QStringLiteral("sendButton"));
}

void deskWithUnsavedKey(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    workspace.setRootKey({.is_owners = true, .is_here = true, .is_offered = true});
}

// Of numbers: they are in no language.
void deskOffersReplies(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    playDesk(workspace, now);
    CannedReply reply;
    reply.id.data[0] = 1;
    reply.department = DepartmentId{1};
    reply.revision = 1;
    reply.shortcut = reply.title = QStringLiteral("1");
    reply.text = QStringLiteral("2 3");
    workspace.setReplies({{{DepartmentId{1}, QStringLiteral("Support")}}, {reply}, false});
    Q_EMIT workspace.talkOpened({1});
    QTest::keyClicks(window.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit")), QStringLiteral("/"));
}

enum class Finds : quint8 { Something, Nothing };

void search(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now, Finds finds)
{
    const auto lines = window.findChildren<QLineEdit *>(QStringLiteral("searchLine"));
    for (QLineEdit *line : lines)
        line->setText(QStringLiteral("invoice"));
    if (finds == Finds::Something) workspace.found()->append(hitsOf(now));
    workspace.found()->finish({finds == Finds::Something, finds == Finds::Something, {}});
}

Scene deskSearching(Finds finds)
{
    return [finds](PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now) {
        playDesk(workspace, now);
        Q_EMIT workspace.talkOpened({1});
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        search(workspace, window, now, finds);
    };
}

void searchAsCustomer(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime now)
{
    playCustomer(workspace, now);
    clickOn(window, QStringLiteral("searchButton"));
    search(workspace, window, now, Finds::Something);
}

void aNewComputer(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    workspace.setDevices(sampleDevices(now));
}

void removedComputer(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomer(workspace, now);
    workspace.setConnection({ConnectionState::Offline, 0});
    workspace.setRemoved(true);
}

void deskErased(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playErased(workspace, now);
    Q_EMIT workspace.talkOpened({6});
}

void deskSendsLater(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    const MessageId first = *MessageId::from(QByteArray(16, '1'));
    const MessageId second = *MessageId::from(QByteArray(16, '2'));
    workspace.played({1})->setLater(
        {{first, QStringLiteral("invoice"), now - std::chrono::hours(1), true},
         {second, QStringLiteral("invoice"), now + std::chrono::hours(1), false}});
    Q_EMIT workspace.talkOpened({1});
}

// Jonas asks the reader to go on with Olga.
Scene deskAsked(bool is_open)
{
    return [is_open](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playDesk(workspace, now);
        playAsked(workspace, now);
        if (is_open) Q_EMIT workspace.talkOpened({7});
    };
}

void deskWaitsForColleague(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    ConversationRow maria = *workspace.mine()->find({1});
    maria.hand_over_to = QStringLiteral("Jonas");
    maria.hand_over_until = now + std::chrono::seconds(42);
    maria.is_hand_over_mine = true;
    workspace.put(maria);
    Q_EMIT workspace.talkOpened({1});
}

void colleagueDeclines(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    Q_EMIT workspace.talkOpened({1});
    Q_EMIT workspace.handOverEnded({1}, HandOverEnd::Declined, QStringLiteral("Jonas"));
}

// One that is open, and one that is back.
void deskSnoozes(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playDesk(workspace, now);
    ConversationRow snoozed = *workspace.mine()->find({1});
    snoozed.snoozed_until = now + std::chrono::hours(24);
    ConversationRow back = *workspace.mine()->find({2});
    back.is_back = true;
    workspace.put(snoozed);
    workspace.put(back);
    Q_EMIT workspace.talkOpened({1});
}

Scene customerRates(const TalkRating &rating)
{
    return [rating](PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now) {
        playCustomerAt(workspace, QueueStanding::Step::Closed, now);
        workspace.played({1})->setRating(rating);
    };
}

void customerWaitsForErasure(PlayedWorkspace &workspace, ui::MainWindow &, UnixTime now)
{
    playCustomer(workspace, now);
    workspace.setConnection({ConnectionState::Offline, 0});
    workspace.played({1})->setErasure(Talk::Erasure::Wished, false);
}

void waitForTheOtherComputer(PlayedWorkspace &workspace, ui::MainWindow &window, UnixTime)
{
    clickOn(window, QStringLiteral("linkButton"));
    Q_EMIT workspace.linkAsked(sampleRequest());
}

QList<std::pair<QString, Scene>> handOverScenes()
{
    return {
        {QStringLiteral("desk, a colleague asks"), deskAsked(false)},
        {QStringLiteral("desk, what a colleague asks is open"), deskAsked(true)},
        {QStringLiteral("desk, waiting for a colleague"), deskWaitsForColleague},
        {QStringLiteral("desk, a colleague has declined"), colleagueDeclines},
    };
}

} // namespace

QList<std::pair<QString, Scene>> everyScene()
{
    const QList<std::pair<QString, Scene>> scenes = {
        {QStringLiteral("first screen"), [](PlayedWorkspace &, ui::MainWindow &, UnixTime) {}},
        {QStringLiteral("invitation"), opening(QStringLiteral("inviteButton"))},
        {QStringLiteral("log in"), opening(QStringLiteral("logInButton"))},
        {QStringLiteral("set-up link"), opening(QStringLiteral("setUpButton"))},
        {QStringLiteral("set up"), invited(InvitationPreview::Kind::SetUp)},
        {QStringLiteral("staff"), invited(InvitationPreview::Kind::Staff)},
        {QStringLiteral("consent"), invited(InvitationPreview::Kind::Guest)},
        {QStringLiteral("come back"), comeBack},
        {QStringLiteral("code of the other computer"), opening(QStringLiteral("linkButton"))},
        {QStringLiteral("link of the other computer"), invited(InvitationPreview::Kind::Device)},
        {QStringLiteral("waiting for the other computer"), waitForTheOtherComputer},
        {QStringLiteral("desk, a new computer"), aNewComputer},
        {QStringLiteral("customer, removed computer"), removedComputer},
        {QStringLiteral("password lost"), losePassword},
        {QStringLiteral("the organisation's key, file"), openRootKey},
        {QStringLiteral("the organisation's key, sheet"), typeRootKey},
        {QStringLiteral("back as an owner"), comeBackAsOwner},
        {QStringLiteral("locked"), becomeLocked},
        {QStringLiteral("locked, key store"), becomeLockedByKeyStore},
        {QStringLiteral("broken"), becomeBroken},
        {QStringLiteral("key store is slow"), waitForKeyStore},
        {QStringLiteral("older copy"), becomeOlderCopy},
        {QStringLiteral("desk, lists"), deskWith(0)},
        {QStringLiteral("desk, talking"), deskWith(1)},
        {QStringLiteral("desk, waiting"), deskWith(4)},
        {QStringLiteral("desk, two beside each other"), deskBeside({{1}, {3}})},
        {QStringLiteral("desk, one beside is gone"), deskBeside({{77}, {1}, {3}, {4}})},
        {QStringLiteral("earlier conversations"), deskWithHistory({.state = HistoryStatus::State::Locked})},
        {QStringLiteral("desk, history comes"),
         deskWithHistory({.state = HistoryStatus::State::Kept, .is_reading = true, .read_percent = 43})},
        {QStringLiteral("desk, words are offered"),
         deskWithHistory({.state = HistoryStatus::State::NotKept, .is_offered = true})},
        {QStringLiteral("customer, words are offered"), customerIsOfferedWords},
        {QStringLiteral("desk, found"), deskSearching(Finds::Something)},
        {QStringLiteral("desk, nothing found"), deskSearching(Finds::Nothing)},
        {QStringLiteral("customer, found"), searchAsCustomer},
        {QStringLiteral("customer, nothing said"), customerAt(QueueStanding::Step::NotStarted)},
        {QStringLiteral("customer, waiting"), customerAt(QueueStanding::Step::Waiting)},
        {QStringLiteral("customer, out of hours"), customerOutOfHours(QueueStanding::Step::NotStarted)},
        {QStringLiteral("customer, waiting overnight"), customerOutOfHours(QueueStanding::Step::Waiting)},
        {QStringLiteral("customer, message left"), customerAt(QueueStanding::Step::MessageLeft)},
        {QStringLiteral("customer, talking off-line"), talkAsCustomer},
        {QStringLiteral("customer, closed"), customerAt(QueueStanding::Step::Closed)},
        {QStringLiteral("customer, asked to agree"), customerIsAskedToAgree},
        {QStringLiteral("customer, asked questions"), customerIsAskedQuestions},
        {QStringLiteral("customer, chooses a department"), customerChooses},
        {QStringLiteral("customer, offers the page"), customerOffersContext},
        {QStringLiteral("customer, another person is there"), customerIsHeld},
        {QStringLiteral("customer, a card's number"), customerWritesACard},
        {QStringLiteral("desk, the key is to be saved"), deskWithUnsavedKey},
        {QStringLiteral("desk, canned replies are offered"), deskOffersReplies},
        {QStringLiteral("desk, something is to be sent later"), deskSendsLater},
        {QStringLiteral("desk, snoozed"), deskSnoozes},
        {QStringLiteral("customer, is asked for a rating"), customerRates({{}, true, true, false})},
        {QStringLiteral("customer, has rated"), customerRates({{4, {}}, false, true, false})},
        {QStringLiteral("desk, erased"), deskErased},
        {QStringLiteral("customer, is to be erased"), customerWaitsForErasure},
    };
    return scenes + handOverScenes();
}

QStringList remoteTexts()
{
    return sampleWords() + QStringList{
                               QStringLiteral("The disk is full. Nothing is lost: free some space."),
                               QStringLiteral("SQLITE_FULL"),
                               QStringLiteral("Europe/Lisbon"),
                               QStringLiteral("Nobody of the staff may save files."),
                               QStringLiteral("4111 1111 1111 1111"),
                               QStringLiteral("Olga"),
                               QStringLiteral("Otto"),
                               QStringLiteral("This is not the Anna of before."),
                               QStringLiteral("We keep what you write for 30 days, to answer you."),
                               QStringLiteral("You are welcome. Is there anything else?"),
                               QStringLiteral("The app closes when I open my profile"),
                               QStringLiteral("chat121://example"),
                               QStringLiteral("Ubuntu 22.04 LTS (kitchen)"),
                               QStringLiteral("Debian GNU/Linux 12 (laptop)"),
                               QStringLiteral("Debian GNU/Linux 12 (desk)"),
                               QStringLiteral("000G-40R4-0M30-E209-185G-SXM2"),
                               QStringLiteral("482 913"),
                               QStringLiteral("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"),
                               QStringLiteral("invoice"),
                               QStringLiteral("Ctrl+K"),
                               QStringLiteral("https://0.example/0"),
                               QStringLiteral("0.example"),
                               QStringLiteral("chat121://…"),
                               QStringLiteral("Maria K."),
                               QStringLiteral("Lea Brandt"),
                               QStringLiteral("Supervisor"),
                               QStringLiteral("Support"),
                               QStringLiteral("Billing"),
                               QStringLiteral("eu-north"),
                               QStringLiteral("eu-west"),
                               QStringLiteral("us-east"),
                               QStringLiteral("Guest"),
                               QStringLiteral("Ana S."),
                               QStringLiteral("Ana S. erased this conversation on 23 November 2026"),
                               QStringLiteral("Agent"),
                               QStringLiteral("Anna"),
                               QStringLiteral("Jonas"),
                               QStringLiteral("ACME"),
                               QStringLiteral("What is it about?"),
                               QStringLiteral("Number of the order"),
                               QStringLiteral("An order"),
                               QStringLiteral("A return"),
                               shortDate(sampleTerms().accepted_at),
                               shortDate(sampleTerms().received_at),
                           };
}

} // namespace chat121::test
