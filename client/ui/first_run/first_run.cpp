// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/first_run.h"

#include "client/ui/first_run/link_pages.h"
#include "client/ui/first_run/pages.h"
#include "client/ui/first_run/root_key_pages.h"
#include "client/ui/first_run/start_page.h"

#include <QScrollArea>

namespace chat121::ui {

FirstRun::FirstRun(Workspace &workspace, QWidget *parent)
    : QStackedWidget(parent)
    , m_workspace(workspace)
{
    makePages();
    connectPages();
    connect(&m_workspace, &Workspace::invitationPreviewed, this, &FirstRun::showPreview);
    connect(&m_workspace, &Workspace::wayInProgressed, this, [this](const QString &step) {
        if (m_current) m_current->showProgress(step);
    });
    connect(&m_workspace, &Workspace::wayInFailed, this, [this](const Problem &problem) {
        if (m_current == m_passphrase && m_before_passphrase) showPage(m_before_passphrase);
        if (m_current == m_link_wait) showPage(m_link_code);
        if (m_current) m_current->showProblem(problem.sentence, problem.details);
    });
}

void FirstRun::makePages()
{
    m_start = new StartPage(this);
    m_invitation = new InvitationPage(this);
    m_set_up = new SetUpPage(this);
    m_staff = new StaffPage(this);
    m_consent = new ConsentPage(this);
    m_come_back = new ComeBackPage(this);
    m_log_in = new LogInPage(this);
    m_link_code = new LinkCodePage(this);
    m_link_wait = new LinkWaitPage(this);
    m_lost_password = new LostPasswordPage(this);
    m_root_key = new RootKeyPage(this);
    m_owner = new OwnerPage(this);
    m_passphrase = new PassphrasePage(this);
    const QWidgetList pages = {m_start,      m_invitation, m_set_up,        m_staff,    m_consent,
                               m_come_back,  m_log_in,     m_lost_password, m_root_key, m_owner,
                               m_passphrase, m_link_code,  m_link_wait};
    for (QWidget *page : pages) {
        // A small window or large letters: the page scrolls instead of being cut off.
        auto *area = new QScrollArea(this);
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->setFocusPolicy(Qt::NoFocus);
        area->setWidget(page);
        addWidget(area);
    }
}

void FirstRun::connectPages()
{
    const auto openInvitations = [this](InvitationPage::Words words) {
        m_invitation->setWords(words);
        showPage(m_invitation);
    };
    connect(m_start, &StartPage::invitationWanted, this,
            [openInvitations] { openInvitations(InvitationPage::Words::Invitation); });
    connect(m_start, &StartPage::setUpWanted, this,
            [openInvitations] { openInvitations(InvitationPage::Words::SetUp); });
    connect(m_start, &StartPage::logInWanted, this, [this] { showPage(m_log_in); });
    connect(m_start, &StartPage::tryHereWanted, this, &FirstRun::tryHereWanted);

    connectLink();
    connectRootKey();
    const QList<WayInPage *> first_steps = {m_invitation, m_log_in, m_link_code};
    for (WayInPage *page : first_steps)
        connect(page, &WayInPage::backWanted, this, &FirstRun::showStart);
    const QList<WayInPage *> second_steps = {m_set_up, m_staff, m_consent};
    for (WayInPage *page : second_steps)
        connect(page, &WayInPage::backWanted, this, [this] { showPage(m_invitation); });

    connect(m_invitation, &InvitationPage::given, this, [this](const QString &link) {
        m_invitation->showProgress(tr("Asking the server…"));
        m_workspace.previewInvitation(link);
    });
    connect(m_set_up, &SetUpPage::given, this,
            [this](const QString &organisation, const QString &department, const QString &name,
                   const QString &password) {
                goIn([=, this, rules = m_set_up->rules()] {
                    m_workspace.useRules(rules);
                    m_workspace.foundOrganisation(organisation, department, name, password);
                });
            });
    connect(m_staff, &StaffPage::given, this, [this](const QString &name, const QString &password) {
        goIn([=, this] { m_workspace.joinAsStaff(name, password); });
    });
    connect(m_consent, &ConsentPage::given, this,
            [this](const QString &name) { goIn([=, this] { m_workspace.joinAsCustomer(name); }); });
    connect(m_consent, &ConsentPage::comeBackWanted, this, [this] { showPage(m_come_back); });
    connect(m_come_back, &WayInPage::backWanted, this, [this] { showPage(m_consent); });
    connect(m_come_back, &ComeBackPage::given, this,
            [this](const QString &words) { goIn([=, this] { m_workspace.comeBackAsCustomer(words); }); });
    connect(m_log_in, &LogInPage::given, this,
            [this](const QString &address, const QString &name, const QString &password) {
                goIn([=, this] { m_workspace.logIn(address, name, password); });
            });
    connect(m_log_in, &LogInPage::passwordLost, this, [this](const QString &address, const QString &name) {
        m_lost_password->begin(address, name);
        showPage(m_lost_password);
    });
    connect(m_lost_password, &WayInPage::backWanted, this, [this] { showPage(m_log_in); });
    connect(
        m_lost_password, &LostPasswordPage::given, this,
        [this](const QString &address, const QString &name, const QString &words, const QString &password) {
            goIn([=, this] { m_workspace.comeBackAsStaff(address, name, words, password); });
        });
    connect(m_passphrase, &PassphrasePage::given, this, [this](const QString &passphrase) {
        m_workspace.usePassphrase(passphrase);
        m_passphrase->showProgress(tr("One moment…"));
        m_way_in();
    });
}

void FirstRun::connectLink()
{
    connect(m_start, &StartPage::linkWanted, this, [this] {
        m_link_code->askForAll();
        showPage(m_link_code);
    });
    connect(m_link_code, &LinkCodePage::given, this, [this](const QString &address, const QString &code) {
        goIn([=, this] { m_workspace.linkByCode(address, code); });
    });
    connect(&m_workspace, &Workspace::linkAsked, this, [this](const LinkRequest &request) {
        showPage(m_link_wait);
        m_link_wait->setRequest(request);
    });
    connect(m_link_wait, &LinkWaitPage::givenUp, &m_workspace, &Workspace::giveUpLink);
}

void FirstRun::connectRootKey()
{
    connect(m_lost_password, &LostPasswordPage::keyWanted, this, [this](const QString &address) {
        m_root_key->begin(address);
        showPage(m_root_key);
    });
    connect(m_root_key, &WayInPage::backWanted, this, [this] { showPage(m_lost_password); });
    connect(m_root_key, &RootKeyPage::fileGiven, this,
            [this](const QString &address, const QString &path, const QString &passphrase) {
                m_root_key->showProgress(tr("One moment…"));
                m_workspace.openRootFile(address, path, passphrase);
            });
    connect(m_root_key, &RootKeyPage::sheetGiven, this, [this](const QString &address, const QString &lines) {
        m_root_key->showProgress(tr("One moment…"));
        m_workspace.openRootSheet(address, lines);
    });
    connect(m_owner, &WayInPage::backWanted, this, [this] { showPage(m_root_key); });
    connect(m_owner, &OwnerPage::given, this,
            [this](AccountId owner, const QString &name, const QString &password) {
                goIn([=, this] { m_workspace.comeBackAsOwner(owner, name, password); });
            });
}

void FirstRun::showStart()
{
    m_current = nullptr;
    setCurrentIndex(0);
    m_start->setFocus();
}

void FirstRun::showPage(WayInPage *page)
{
    m_current = page;
    for (int i = 0; i < count(); ++i) {
        if (static_cast<QScrollArea *>(widget(i))->widget() == page) setCurrentIndex(i);
    }
    page->start();
}

void FirstRun::openInvitation(const QString &link_or_file)
{
    m_invitation->setWords(InvitationPage::Words::Invitation);
    m_invitation->setLink(link_or_file);
    showPage(m_invitation);
    m_invitation->showProgress(tr("Asking the server…"));
    m_workspace.previewInvitation(link_or_file);
}

void FirstRun::offerTryHere(bool is_possible)
{
    m_start->offerTryHere(is_possible);
}

void FirstRun::forget()
{
    m_way_in = {};
    m_current = nullptr;
    m_before_passphrase = nullptr;
    const auto pages = findChildren<WayInPage *>();
    for (WayInPage *page : pages)
        page->forget();
    setCurrentIndex(0);
}

void FirstRun::showPreview(const InvitationPreview &preview)
{
    switch (preview.kind) {
    case InvitationPreview::Kind::SetUp:
        showPage(m_set_up);
        break;
    case InvitationPreview::Kind::Staff:
        m_staff->setPreview(preview);
        showPage(m_staff);
        break;
    case InvitationPreview::Kind::Guest:
        m_consent->setPreview(preview);
        showPage(m_consent);
        break;
    case InvitationPreview::Kind::Device:
        m_link_code->setPreview(preview);
        showPage(m_link_code);
        break;
    case InvitationPreview::Kind::Owner:
        m_owner->setPreview(preview);
        showPage(m_owner);
        break;
    }
}

void FirstRun::goIn(std::function<void()> way_in)
{
    m_way_in = std::move(way_in);
    m_before_passphrase = m_current;
    if (m_workspace.needsPassphrase()) {
        showPage(m_passphrase);
        return;
    }
    if (m_current) m_current->showProgress(tr("One moment…"));
    m_way_in();
}

} // namespace chat121::ui
