// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one window of a profile; see main_window.h.
#include "client/ui/shell/main_window.h"

#include "client/ui/attention/attention.h"
#include "client/ui/attention/notifications_dialog.h"
#include "client/ui/attention/notifier.h"
#include "client/ui/attention/tray.h"
#include "client/ui/customer/customer_window.h"
#include "client/ui/desk/desk_window.h"
#include "client/ui/devices/device_strip.h"
#include "client/ui/devices/devices_dialog.h"
#include "client/ui/first_run/first_run.h"
#include "client/ui/first_run/pages.h"
#include "client/ui/history/history_page.h"
#include "client/ui/history/history_strip.h"
#include "client/ui/history/words_dialog.h"
#include "client/ui/shell/idle_lock.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"

#include <QApplication>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

// In units: what the windows open with; the customer's is small enough to stand beside other work.
constexpr QSizeF kDeskSize{1180, 740};
constexpr QSizeF kCustomerSize{420, 640};
constexpr QSizeF kSmallest{360, 420};

} // namespace

MainWindow::MainWindow(Workspace &workspace, Theme &theme, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_theme(theme)
    , m_clock(clock)
{
    auto *whole = new QWidget(this);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_warning = new Banner(whole);
    m_warning->hide();
    m_pages = new QStackedWidget(whole);
    m_older_copy = new Banner(whole);
    m_older_copy->hide();
    column->addWidget(m_older_copy);
    column->addWidget(m_warning);
    column->addWidget(new DeviceStrip(workspace, whole));
    makeHistory(column);
    column->addWidget(m_pages, 1);
    setCentralWidget(whole);

    m_first_run = new FirstRun(workspace, m_pages);
    m_unlock = new UnlockPage(m_pages);
    auto *skeleton = new Skeleton(Skeleton::Shape::Messages, m_pages);
    skeleton->start();
    m_opening = skeleton;
    m_broken = new ErrorState({}, {}, m_pages);
    makeKeyStorePage();
    makeLockedPage();
    const QWidgetList pages = {m_first_run, m_unlock, m_locked, m_opening, m_key_store, m_broken};
    for (QWidget *page : pages)
        m_pages->addWidget(page);

    connect(m_first_run, &FirstRun::tryHereWanted, this, &MainWindow::tryHereWanted);
    connect(m_unlock, &UnlockPage::given, this, [this](const QString &passphrase) {
        m_unlock->showProgress(tr("One moment…"));
        m_workspace.unlock(passphrase);
    });
    connect(m_unlock, &UnlockPage::startAnewWanted, this, &MainWindow::confirmStartAnew);
    connect(&m_workspace, &Workspace::unlockFailed, this,
            [this](const Problem &problem) { m_unlock->showProblem(problem.sentence, problem.details); });
    connect(&m_workspace, &Workspace::stateChanged, this, &MainWindow::refresh);
    connect(&m_workspace, &Workspace::warned, this, &MainWindow::showWarning);
    connect(&m_workspace, &Workspace::actionFailed, this, &MainWindow::showWarning);
    connect(&m_workspace, &Workspace::conversationErased, this,
            [this](ConversationId, const QString &receipt) { showReceipt(receipt); });
    connect(m_warning, &Banner::actionClicked, m_warning, &QWidget::hide);
    connect(m_broken, &ErrorState::actionClicked, this, [this] {
        if (m_workspace.problem().is_retryable)
            m_workspace.openAgain();
        else
            close();
    });
    connect(m_broken, &ErrorState::otherActionClicked, this, &MainWindow::confirmStartAnew);
    connect(&m_workspace, &Workspace::keyStoreChanged, this, &MainWindow::refresh);
    connect(&m_workspace, &Workspace::olderCopyChanged, this, &MainWindow::refreshOlderCopy);
    connect(m_older_copy, &Banner::actionClicked, this, &MainWindow::confirmStartAfresh);
    new IdleLock(workspace, clock, this);
    m_attention = new Attention(workspace, this);
    connect(m_attention, &Attention::changed, this, &MainWindow::refreshTitle);
    setMinimumSize(theme.px(kSmallest.width()), theme.px(kSmallest.height()));
    resize(theme.px(kCustomerSize.width() + kSmallest.width()), theme.px(kDeskSize.height()));
    refresh();
}

void MainWindow::openInvitation(const QString &link_or_file)
{
    m_wanted_invitation = link_or_file;
    openWanted();
}

// The program starts with the profile still being read.
void MainWindow::openWanted()
{
    const bool is_empty = m_workspace.state() == Workspace::State::Empty;
    const bool is_ready = m_workspace.state() == Workspace::State::Ready;
    if (m_wanted_invitation.isEmpty() || (!is_empty && !is_ready)) return;
    const QString wanted = std::exchange(m_wanted_invitation, {});
    if (is_empty) {
        m_first_run->openInvitation(wanted);
        return;
    }
    Problem problem;
    problem.sentence = tr("This profile already belongs to %1, so the invitation was not opened. Start "
                          "Chat Live 121 with another profile folder to use it.")
                           .arg(cleanName(m_workspace.organisation()));
    showWarning(problem);
}

void MainWindow::showWarning(const Problem &problem)
{
    m_warning->show(Banner::Kind::Warning, problem.sentence, tr("Close"));
}

void MainWindow::refreshTitle()
{
    const QString organisation = cleanName(m_workspace.organisation());
    QString title = organisation.isEmpty() ? tr("Chat Live 121") : tr("%1 – Chat Live 121").arg(organisation);
    if (m_attention->count() > 0) title = tr("(%1) %2").arg(QLocale().toString(m_attention->count()), title);
    setWindowTitle(title);
}

void MainWindow::offerTryHere(bool is_possible)
{
    m_first_run->offerTryHere(is_possible);
}

void MainWindow::refresh()
{
    refreshTitle();
    const bool is_ready = m_workspace.state() == Workspace::State::Ready;
    m_is_history_asked = m_is_history_asked && is_ready;
    if (!is_ready && m_talking) {
        delete m_talking;
        m_talking = nullptr;
    }
    switch (m_workspace.state()) {
    case Workspace::State::Empty:
        m_has_come_in = true;
        bringForward(m_first_run);
        break;
    case Workspace::State::Locked:
        m_first_run->forget();
        bringForward(m_workspace.needsPassphrase() ? static_cast<QWidget *>(m_unlock) : m_locked);
        if (m_workspace.needsPassphrase()) m_unlock->start();
        break;
    case Workspace::State::Opening:
        showOpening();
        break;
    case Workspace::State::Broken:
        showBroken();
        break;
    case Workspace::State::Ready:
        if (!m_talking) {
            m_talking = makeTalkingPage();
            m_pages->addWidget(m_talking);
            m_first_run->forget();
            m_unlock->forget();
        }
        bringForward(m_is_history_asked ? static_cast<QWidget *>(m_history) : m_talking);
        refreshHistory();
        break;
    }
    refreshOlderCopy();
    openWanted();
}

void MainWindow::showOpening()
{
    const bool may_go_on = m_workspace.mayGoOnWithoutKeyStore();
    m_key_store->setOtherAction(may_go_on ? tr("Use a passphrase instead") : QString());
    bringForward(m_workspace.isKeyStoreSlow() ? static_cast<QWidget *>(m_key_store) : m_opening);
}

void MainWindow::showBroken()
{
    const Problem problem = m_workspace.problem();
    m_broken->setTexts(tr("This profile cannot be opened"), problem.sentence);
    m_broken->setAction(problem.is_retryable ? tr("Try again") : tr("Close"));
    m_broken->setOtherAction(problem.is_retryable ? QString() : tr("Start anew on this computer"));
    m_broken->setDetails(problem.details);
    bringForward(m_broken);
}

void MainWindow::makeKeyStorePage()
{
    m_key_store = new EmptyState(Icon::Lock, tr("Waiting for the key store"),
                                 tr("The key store of this computer has not answered yet. Its question may "
                                    "stand behind another window. Nothing is lost."),
                                 m_pages);
    m_key_store->setAction(tr("Ask again"));
    connect(m_key_store, &EmptyState::actionClicked, &m_workspace, &Workspace::openAgain);
    connect(m_key_store, &EmptyState::otherActionClicked, &m_workspace, &Workspace::goOnWithoutKeyStore);
}

void MainWindow::makeLockedPage()
{
    m_locked = new EmptyState(Icon::Lock, tr("Locked"), tr("Your conversations are sealed on this computer."),
                              m_pages);
    m_locked->setAction(tr("Unlock"));
    m_locked->action()->setObjectName(QStringLiteral("unlockNowButton"));
    connect(m_locked, &EmptyState::actionClicked, this, [this] { m_workspace.unlock({}); });
}

// Nothing is sent from an older copy until the person has decided.
void MainWindow::refreshOlderCopy()
{
    if (m_workspace.isStartingAfresh()) {
        m_older_copy->show(Banner::Kind::Info, tr("Starting afresh on this computer…"));
    } else if (m_workspace.isOlderCopy()) {
        m_older_copy->show(Banner::Kind::Warning,
                           tr("This profile is an older copy of itself, so nothing is sent from it. What you "
                              "see and write is kept."),
                           tr("Start afresh"));
    } else {
        m_older_copy->hide();
    }
}

// --- history --------------------------------------------------------------------------------------

void MainWindow::makeHistory(QVBoxLayout *column)
{
    auto *strip = new HistoryStrip(m_workspace, m_pages->parentWidget());
    column->addWidget(strip);
    m_history = new HistoryPage(m_workspace, m_pages);
    m_pages->addWidget(m_history);
    connect(strip, &HistoryStrip::wordsWanted, this, &MainWindow::showRecoveryWords);
    connect(strip, &HistoryStrip::entryWanted, this, &MainWindow::askForWords);
    connect(m_history, &HistoryPage::done, this, [this] {
        m_is_history_asked = false;
        if (m_talking) bringForward(m_talking);
    });
    connect(&m_workspace, &Workspace::historyChanged, this, &MainWindow::refreshHistory);
}

// Once, after somebody has come in on a computer that does not know the words.
void MainWindow::refreshHistory()
{
    const bool is_locked = m_workspace.history().state == HistoryStatus::State::Locked;
    if (!m_talking || !is_locked || !std::exchange(m_has_come_in, false)) return;
    askForWords();
}

void MainWindow::askForWords()
{
    m_is_history_asked = true;
    bringForward(m_history);
    m_history->start();
}

void MainWindow::showRecoveryWords()
{
    RecoveryWordsDialog dialog(m_workspace, this);
    connect(&dialog, &RecoveryWordsDialog::entryWanted, this, &MainWindow::askForWords);
    dialog.exec();
}

void MainWindow::showDevices()
{
    DevicesDialog dialog(m_workspace, this);
    dialog.exec();
}

QWidget *MainWindow::makeTalkingPage()
{
    if (m_workspace.role() == Workspace::Role::Staff) {
        auto *desk = new DeskWindow(m_workspace, m_clock, m_pages);
        connect(desk, &DeskWindow::schemeWanted, this, &MainWindow::switchScheme);
        connect(desk, &DeskWindow::recoveryWordsWanted, this, &MainWindow::showRecoveryWords);
        connect(desk, &DeskWindow::devicesWanted, this, &MainWindow::showDevices);
        connect(desk, &DeskWindow::notificationsWanted, this, &MainWindow::showNotifications);
        connect(desk, &DeskWindow::removeWanted, this, &MainWindow::confirmLogOut);
        resize(m_theme.px(kDeskSize.width()), m_theme.px(kDeskSize.height()));
        return desk;
    }
    auto *customer = new CustomerWindow(m_workspace, m_clock, m_pages);
    connect(customer, &CustomerWindow::eraseWanted, this, &MainWindow::confirmErase);
    connect(customer, &CustomerWindow::recoveryWordsWanted, this, &MainWindow::showRecoveryWords);
    connect(customer, &CustomerWindow::devicesWanted, this, &MainWindow::showDevices);
    connect(customer, &CustomerWindow::notificationsWanted, this, &MainWindow::showNotifications);
    resize(m_theme.px(kCustomerSize.width()), m_theme.px(kCustomerSize.height()));
    return customer;
}

void MainWindow::bringForward(QWidget *page)
{
    m_pages->setCurrentWidget(page);
}

void MainWindow::switchScheme()
{
    m_theme.setScheme(m_theme.isDark() ? Scheme::Light : Scheme::Dark);
}

// --- notices --------------------------------------------------------------------------------------

void MainWindow::tellThrough(NoticeBoard &board)
{
    m_board = &board;
    m_notifier = new Notifier(m_workspace, m_clock, board, this);
    m_tray = new Tray(m_workspace, *m_notifier, this);
    connect(m_attention, &Attention::changed, m_tray, &Tray::setCount);
    connect(m_tray, &Tray::wanted, this, [this] { comeForward({}); });
    connect(m_notifier, &Notifier::wanted, this, &MainWindow::comeForward);
    connect(&board, &NoticeBoard::failed, this, [this](const Notice &notice) {
        if (!m_tray->show(notice) && notice.sound != NoticeSound::None) QApplication::beep();
    });
}

void MainWindow::comeForward(ConversationId conversation)
{
    if (isMinimized()) showNormal();
    show();
    raise();
    activateWindow();
    auto *desk = qobject_cast<DeskWindow *>(m_talking);
    if (desk != nullptr && conversation.isValid()) desk->goTo(conversation);
}

void MainWindow::showNotifications()
{
    NotificationsDialog dialog(m_workspace, this);
    if (m_notifier != nullptr) {
        connect(&dialog, &NotificationsDialog::tryWanted, m_notifier, &Notifier::tryOut);
        connect(m_board, &NoticeBoard::shown, &dialog, [&dialog] { dialog.showTried(true); });
        connect(m_board, &NoticeBoard::failed, &dialog, [&dialog] { dialog.showTried(false); });
    }
    dialog.exec();
}

} // namespace chat121::ui
