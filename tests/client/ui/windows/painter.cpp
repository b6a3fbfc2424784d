// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/painter.h"

#include "client/app/languages.h"
#include "client/ui/attention/notifications_dialog.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/shell/keys.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/link_dialog.h"
#include "tests/client/ui/gallery/pseudo_translator.h"
#include "tests/client/ui/windows/every_scene.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

#include <algorithm>

namespace chat121::test {

namespace {

constexpr qreal kNarrow = 360;   // units
constexpr int kSettleMs = 150;   // what fades in has faded in
constexpr int kSkeletonMs = 350; // a page that loads shows its bars

const QString kLink = QStringLiteral("chat121://chat.acme.example:8121/#BAEAIWNoYXQuYWNtZS5leGFtcGxl");
const QString kReceipt = QStringLiteral("Receipt for an erased conversation\n\nOrganisation: ACME\n"
                                        "Erased on the server: 2026-11-23T01:02:03Z\n");

QueueStanding standingAt(QueueStanding::Step step, int agents_on_duty)
{
    QueueStanding standing;
    standing.step = step;
    standing.agents_on_duty = agents_on_duty;
    standing.position = 2;
    standing.estimate_s = 170;
    return standing;
}

void click(QWidget &window, const char *object)
{
    const auto buttons = window.findChildren<QAbstractButton *>(QString::fromLatin1(object));
    for (QAbstractButton *button : buttons) {
        if (!button->isVisible()) continue;
        button->click();
        return;
    }
}

void type(QWidget &window, const char *object, const QString &text)
{
    const auto edits = window.findChildren<QLineEdit *>(QString::fromLatin1(object));
    for (QLineEdit *edit : edits) {
        if (edit->isVisible()) edit->setText(text);
    }
}

} // namespace

QString Look::suffix() const
{
    QString suffix;
    if (is_dark) suffix += QStringLiteral("-dark");
    if (is_mirrored) suffix += QStringLiteral("-rtl");
    if (speech == Speech::German) suffix += QStringLiteral("-de");
    if (speech == Speech::Pseudo) suffix += QStringLiteral("-pseudo");
    if (is_large) suffix += QStringLiteral("-200");
    if (is_narrow) suffix += QStringLiteral("-narrow");
    return suffix;
}

Painter::Painter(ui::Theme &theme, const QString &folder, int quality)
    : m_theme(theme)
    , m_folder(folder)
    , m_quality(quality)
    , m_clock(UnixTime{QDateTime(QDate(2026, 11, 23), QTime(14, 6)).toMSecsSinceEpoch()})
    , m_usual_size(QApplication::font().pointSizeF())
{
}

Painter::~Painter() = default;

void Painter::setLook(const Look &look)
{
    const bool has_new_speech = look.speech != m_look.speech;
    m_look = look;
    m_theme.setScheme(look.is_dark ? ui::Scheme::Dark : ui::Scheme::Light);
    QApplication::setLayoutDirection(look.is_mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    QFont font = QApplication::font();
    font.setPointSizeF(m_usual_size * (look.is_large ? 2 : 1));
    QApplication::setFont(font);
    if (!has_new_speech) return;
    m_pseudo.reset();
    if (look.speech == Speech::German) app::speak(QStringLiteral("de"));
    if (look.speech != Speech::Pseudo) return;
    m_pseudo = std::make_unique<PseudoTranslator>();
    QCoreApplication::installTranslator(m_pseudo.get());
}

void Painter::paintAll()
{
    paintFirstScreen();
    paintWayIn();
    paintPreviews();
    paintTroubles();
    paintDesk();
    paintTalkingDesk();
    paintDeskDialogs();
    paintDevices();
    paintCustomers();
    paintFound();
}

void Painter::paintReadme()
{
    setLook({});
    paintFirstScreen();
    paintTalkingDesk();
    PlayedWorkspace customer;
    playCustomer(customer, m_clock.now());
    ui::MainWindow window(customer, m_theme, m_clock);
    save(window, QStringLiteral("customer"));
    Look look;
    look.is_dark = true;
    setLook(look);
    paintTalkingDesk();
    look = {};
    look.is_mirrored = true;
    setLook(look);
    paintTalkingDesk();
}

void Painter::save(QWidget &window, const QString &name)
{
    if (m_look.is_narrow && window.isWindow() && !qobject_cast<QDialog *>(&window))
        window.resize(m_theme.px(kNarrow), window.height());
    window.show();
    window.activateWindow();
    QTest::qWait(kSettleMs);
    const QString file = QStringLiteral("%1/%2%3.png").arg(m_folder, name, m_look.suffix());
    window.grab().save(file, "PNG", m_quality);
}

// `open` may come back at once or when the dialog has been closed.
void Painter::saveDialog(const QString &name, const std::function<void()> &open)
{
    bool is_saved = false;
    QTimer::singleShot(kSettleMs, qApp, [&] {
        if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
            save(*dialog, name);
            dialog->reject();
        }
        is_saved = true;
    });
    open();
    while (!is_saved)
        QTest::qWait(kSettleMs);
}

void Painter::paintFirstScreen()
{
    PlayedWorkspace newcomer;
    ui::MainWindow window(newcomer, m_theme, m_clock);
    window.offerTryHere(true);
    save(window, QStringLiteral("first-screen"));
}

void Painter::paintWayIn()
{
    PlayedWorkspace newcomer;
    newcomer.needs_passphrase = true;
    ui::MainWindow window(newcomer, m_theme, m_clock);
    window.show();
    click(window, "inviteButton");
    save(window, QStringLiteral("invitation"));
    type(window, "invitationEdit", QStringLiteral("https://acme.example"));
    click(window, "invitationContinueButton");
    save(window, QStringLiteral("invitation-asking"));
    Q_EMIT newcomer.wayInFailed({QStringLiteral("This is no invitation. It begins with chat121://; please "
                                                "copy the whole link."),
                                 QStringLiteral("Malformed"), false});
    save(window, QStringLiteral("invitation-wrong"));
    click(window, "backButton");
    click(window, "setUpButton");
    save(window, QStringLiteral("set-up-link"));
    click(window, "backButton");
    click(window, "logInButton");
    save(window, QStringLiteral("log-in"));
    click(window, "logInNowButton");
    save(window, QStringLiteral("log-in-errors"));
    click(window, "lostPasswordButton");
    save(window, QStringLiteral("password-lost"));
    click(window, "haveRootKeyButton");
    save(window, QStringLiteral("root-key-file"));
    click(window, "rootOtherFormButton");
    save(window, QStringLiteral("root-key-sheet"));
    Q_EMIT newcomer.invitationPreviewed(previewOf(InvitationPreview::Kind::Owner));
    save(window, QStringLiteral("owner-back"));
}

void Painter::paintPreviews()
{
    PlayedWorkspace newcomer;
    newcomer.needs_passphrase = true;
    ui::MainWindow window(newcomer, m_theme, m_clock);
    window.openInvitation(kLink);
    Q_EMIT newcomer.invitationPreviewed(previewOf(InvitationPreview::Kind::SetUp));
    save(window, QStringLiteral("set-up"));
    click(window, "foundButton");
    save(window, QStringLiteral("set-up-errors"));
    Q_EMIT newcomer.invitationPreviewed(previewOf(InvitationPreview::Kind::Staff));
    save(window, QStringLiteral("staff"));
    InvitationPreview guest = previewOf(InvitationPreview::Kind::Guest);
    Q_EMIT newcomer.invitationPreviewed(guest);
    save(window, QStringLiteral("consent-nobody"));
    guest.is_anybody_on_duty = true;
    Q_EMIT newcomer.invitationPreviewed(guest);
    save(window, QStringLiteral("consent"));
    click(window, "startButton");
    save(window, QStringLiteral("passphrase"));
}

void Painter::paintTroubles()
{
    PlayedWorkspace broken;
    ui::MainWindow window(broken, m_theme, m_clock);
    broken.become(Workspace::State::Opening, Workspace::Role::None, {});
    window.show();
    QTest::qWait(kSkeletonMs);
    save(window, QStringLiteral("opening"));
    broken.setKeyStoreSlow(true);
    save(window, QStringLiteral("key-store"));
    broken.breakDown({QStringLiteral("The disk is full. Nothing is lost: free some space and try again."),
                      QStringLiteral("SQLITE_FULL"), true});
    save(window, QStringLiteral("broken"));
    broken.needs_passphrase = true;
    broken.become(Workspace::State::Locked, Workspace::Role::None, {});
    save(window, QStringLiteral("locked"));
    Q_EMIT broken.unlockFailed({QStringLiteral("That is not the passphrase of this computer. Please try "
                                               "again."),
                                {},
                                true});
    save(window, QStringLiteral("locked-wrong"));
}

void Painter::paintTalkingDesk()
{
    PlayedWorkspace agent;
    playDesk(agent, m_clock.now());
    ui::MainWindow desk(agent, m_theme, m_clock);
    Q_EMIT agent.talkOpened({1});
    save(desk, QStringLiteral("desk"));
}

void Painter::paintDesk()
{
    PlayedWorkspace agent;
    playDesk(agent, m_clock.now());
    ui::MainWindow desk(agent, m_theme, m_clock);
    save(desk, QStringLiteral("desk-lists"));
    Q_EMIT agent.talkOpened({4});
    save(desk, QStringLiteral("desk-waiting"));
    Q_EMIT agent.talkOpened({6});
    save(desk, QStringLiteral("desk-closed"));
    Q_EMIT agent.talkOpened({2});
    save(desk, QStringLiteral("desk-typing"));
    Q_EMIT agent.actionFailed({QStringLiteral("Jonas was quicker and has taken this conversation. You find "
                                              "it under Team when he needs you."),
                               {},
                               false});
    agent.setConnection({ConnectionState::Offline, 2});
    save(desk, QStringLiteral("desk-offline"));
    PlayedWorkspace beginner;
    beginner.become(Workspace::State::Ready, Workspace::Role::Staff, QStringLiteral("ACME"));
    ui::MainWindow quiet(beginner, m_theme, m_clock);
    save(quiet, QStringLiteral("desk-quiet"));
    paintHistory();
}

void Painter::paintHistory()
{
    using State = HistoryStatus::State;
    PlayedWorkspace agent;
    ui::MainWindow window(agent, m_theme, m_clock);
    playDesk(agent, m_clock.now());
    agent.setHistory({.state = State::Locked});
    save(window, QStringLiteral("history-page"));
    auto *edit = window.findChild<QPlainTextEdit *>(QStringLiteral("recoveryWordsEdit"));
    edit->setPlainText(sampleWords().first(6).join(u' ') + QStringLiteral(" huose "));
    save(window, QStringLiteral("history-page-unknown-word"));
    click(window, "skipHistoryButton");
    save(window, QStringLiteral("desk-history-elsewhere"));
    agent.setHistory({.state = State::Kept, .is_reading = true, .read_percent = 43});
    save(window, QStringLiteral("desk-history-comes"));
    agent.setHistory({.state = State::NotKept, .is_offered = true});
    save(window, QStringLiteral("desk-words-offered"));
}

void Painter::paintFound()
{
    const QList<std::pair<QString, QString>> names = {
        {QStringLiteral("desk, found"), QStringLiteral("desk-found")},
        {QStringLiteral("desk, nothing found"), QStringLiteral("desk-nothing-found")},
        {QStringLiteral("desk, erased"), QStringLiteral("desk-erased")},
        {QStringLiteral("customer, is to be erased"), QStringLiteral("customer-is-to-be-erased")},
        {QStringLiteral("customer, found"), QStringLiteral("customer-found")}};
    for (const auto &[scene, play] : everyScene()) {
        const auto name = std::find_if(names.cbegin(), names.cend(),
                                       [&scene = scene](const auto &pair) { return pair.first == scene; });
        if (name == names.cend()) continue;
        PlayedWorkspace workspace;
        ui::MainWindow window(workspace, m_theme, m_clock);
        window.show();
        play(workspace, window, m_clock.now());
        save(window, name->second);
    }
}

void Painter::paintKnowledge(PlayedWorkspace &workspace)
{
    ui::KnowledgeDialog dialog(workspace, ConversationId{1});
    save(dialog, QStringLiteral("dialog-knowledge-asking"));
    Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
    save(dialog, QStringLiteral("dialog-knowledge"));
    dialog.findChild<QTreeWidget *>(QStringLiteral("knowledgeTree"))->expandAll();
    save(dialog, QStringLiteral("dialog-knowledge-open"));
}

void Painter::paintNotifications(PlayedWorkspace &workspace, QWidget &window)
{
    ui::NotificationsDialog notices(workspace, &window);
    notices.show();
    QTest::qWait(kSettleMs);
    save(notices, QStringLiteral("dialog-notifications"));
}

void Painter::paintDeskDialogs()
{
    PlayedWorkspace agent;
    playDesk(agent, m_clock.now());
    ui::MainWindow desk(agent, m_theme, m_clock);
    Q_EMIT agent.talkOpened({1});
    desk.show();
    if (m_look.is_narrow) desk.resize(m_theme.px(kNarrow), desk.height());
    QTest::qWait(kSettleMs);
    saveDialog(QStringLiteral("dialog-colleague"), [&] { click(desk, "inviteColleagueButton"); });
    saveDialog(QStringLiteral("dialog-customers"), [&] { click(desk, "inviteCustomersButton"); });
    saveDialog(QStringLiteral("dialog-link"), [&] {
        QTimer::singleShot(0, qApp, [&agent] { Q_EMIT agent.invitationMade(kLink); });
        click(desk, "inviteCustomersButton");
    });
    agent.played({1})->setErasure(Talk::Erasure::None, true);
    saveDialog(QStringLiteral("dialog-erase-desk"), [&] { click(desk, "eraseButton"); });
    saveDialog(QStringLiteral("dialog-rules"), [&] { click(desk, "rulesButton"); });
    agent.setLockAfterMax(std::chrono::minutes(15));
    saveDialog(QStringLiteral("dialog-leave"), [&] { click(desk, "leaveButton"); });
    paintNotifications(agent, desk);
    agent.played({1})->is_saving_told = true;
    saveDialog(QStringLiteral("dialog-save"), [&] { click(desk, "saveButton"); });
    agent.played({1})->forbidSaving(QStringLiteral("In this department, nobody of the staff may save "
                                                   "conversations as files."));
    saveDialog(QStringLiteral("dialog-save-forbidden"), [&] { click(desk, "saveButton"); });
    agent.played({1})->forbidSaving({});
    saveDialog(QStringLiteral("dialog-add"), [&] { click(desk, "addColleagueButton"); });
    saveDialog(QStringLiteral("dialog-roster"), [&] { click(desk, "rosterBar"); });
    using State = HistoryStatus::State;
    const auto words = [&](const QString &name, State state, const std::function<void()> &then) {
        agent.setHistory({.state = state});
        saveDialog(name, [&] {
            QTimer::singleShot(0, qApp, then);
            click(desk, "recoveryWordsButton");
        });
    };
    const auto tell = [&agent] { Q_EMIT agent.recoveryWordsTold(sampleWords()); };
    words(QStringLiteral("dialog-words-first"), State::NotKept, [] {});
    agent.needed_proof = Workspace::Proof::Password;
    words(QStringLiteral("dialog-words-proof"), State::Kept, [] {});
    words(QStringLiteral("dialog-words"), State::Kept, tell);
    words(QStringLiteral("dialog-words-check"), State::Kept, [&] {
        tell();
        QWidget *dialog = QApplication::activeModalWidget();
        dialog->findChild<QAbstractButton *>(QStringLiteral("wordsNotedButton"))->click();
    });
    agent.setHistory({});
    saveDialog(QStringLiteral("dialog-keys"), [&] { ui::showKeys(&desk); });
    if (auto *duty = desk.findChild<QComboBox *>(QStringLiteral("dutyCombo"))) {
        duty->showPopup();
        QWidget *popup = duty->view()->window();
        QTest::qWait(kSettleMs);
        popup->grab().save(QStringLiteral("%1/popup-duty%2.png").arg(m_folder, m_look.suffix()));
        duty->hidePopup();
    }
    ui::LinkDialog link(QUrl(QStringLiteral("https://billing.example/invoices/4711")));
    save(link, QStringLiteral("dialog-open-link"));
    paintKnowledge(agent);
    paintTrust(agent);
    agent.setColleagues({});
    saveDialog(QStringLiteral("dialog-add-nobody"), [&] { click(desk, "addColleagueButton"); });
}

void Painter::paintDevices()
{
    PlayedWorkspace agent;
    playDesk(agent, m_clock.now());
    ui::MainWindow desk(agent, m_theme, m_clock);
    Q_EMIT agent.talkOpened({1});
    desk.show();
    if (m_look.is_narrow) desk.resize(m_theme.px(kNarrow), desk.height());
    saveDialog(QStringLiteral("dialog-computers-loading"), [&] { click(desk, "devicesButton"); });
    agent.setDevices(sampleDevices(m_clock.now()));
    save(desk, QStringLiteral("desk-new-computer"));
    saveDialog(QStringLiteral("dialog-computers"), [&] { click(desk, "devicesButton"); });
    const auto link = [&](const QString &name, LinkStatus::Step step) {
        saveDialog(name, [&, step] {
            QTimer::singleShot(0, qApp, [&agent, step, now = m_clock.now()] {
                QWidget *dialog = QApplication::activeModalWidget();
                if (dialog == nullptr) return; // a narrow head has no room for its button
                dialog->findChild<QAbstractButton *>(QStringLiteral("addDeviceButton"))->click();
                if (step == LinkStatus::Step::None) return; // a proof is asked for
                dialog->findChild<QAbstractButton *>(QStringLiteral("linkYesButton"))->click();
                agent.setLink(sampleLink(step, now));
            });
            click(desk, "devicesButton");
        });
    };
    agent.needed_proof = Workspace::Proof::Password;
    link(QStringLiteral("dialog-computer-proof"), LinkStatus::Step::None);
    agent.needed_proof = Workspace::Proof::Nothing;
    link(QStringLiteral("dialog-computer-code"), LinkStatus::Step::Shown);
    link(QStringLiteral("dialog-computer-asks"), LinkStatus::Step::Asked);
    link(QStringLiteral("dialog-computer-added"), LinkStatus::Step::Granted);
    agent.setConnection({ConnectionState::Offline, 0});
    saveDialog(QStringLiteral("dialog-computers-offline"), [&] { click(desk, "devicesButton"); });
    agent.setRemoved(true);
    save(desk, QStringLiteral("desk-removed-computer"));

    PlayedWorkspace fresh;
    ui::MainWindow window(fresh, m_theme, m_clock);
    click(window, "linkButton");
    save(window, QStringLiteral("link-code"));
    Q_EMIT fresh.linkAsked(sampleRequest());
    save(window, QStringLiteral("link-waiting"));
}

void Painter::paintCustomers()
{
    using Step = QueueStanding::Step;
    paintCustomer(QStringLiteral("customer-first"), standingAt(Step::NotStarted, 2));
    paintCustomer(QStringLiteral("customer-nobody"), standingAt(Step::NotStarted, 0));
    paintCustomer(QStringLiteral("customer-waiting"), standingAt(Step::Waiting, 2));
    paintCustomer(QStringLiteral("customer-left"), standingAt(Step::MessageLeft, 0));
    paintCustomer(QStringLiteral("customer-closed"), standingAt(Step::Closed, 0));
    PlayedWorkspace customer;
    playCustomer(customer, m_clock.now());
    ui::MainWindow window(customer, m_theme, m_clock);
    save(window, QStringLiteral("customer"));
    customer.setConnection({ConnectionState::Offline, 1});
    customer.played({1})->timeline()->setTyping({QStringLiteral("Anna")});
    save(window, QStringLiteral("customer-offline"));
    customer.setHistory({.state = HistoryStatus::State::NotKept, .is_offered = true});
    save(window, QStringLiteral("customer-words-offered"));
    customer.setHistory({});
    window.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit"))
        ->setPlainText(QStringLiteral("4111 1111 1111 1111"));
    click(window, "sendButton");
    save(window, QStringLiteral("customer-private-number"));
    customer.setOlderCopy(true, false);
    save(window, QStringLiteral("customer-older-copy"));
    customer.played({1})->setErasure(Talk::Erasure::None, true, true);
    saveDialog(QStringLiteral("dialog-erase"), [&] { click(window, "eraseButton"); });
    saveDialog(QStringLiteral("dialog-receipt"), [&] { Q_EMIT customer.conversationErased({1}, kReceipt); });
}

void Painter::paintCustomer(const QString &name, const QueueStanding &standing)
{
    PlayedWorkspace customer;
    playCustomerAt(customer, standing.step, m_clock.now());
    customer.setStanding(standing);
    ui::MainWindow window(customer, m_theme, m_clock);
    save(window, name);
}

} // namespace chat121::test
