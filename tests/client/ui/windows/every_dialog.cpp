// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/every_dialog.h"

#include "client/ui/attention/notifications_dialog.h"
#include "client/ui/consent/consent_dialog.h"
#include "client/ui/customer/rating_dialog.h"
#include "client/ui/desk/block_dialog.h"
#include "client/ui/desk/hand_over_dialog.h"
#include "client/ui/desk/hours_dialog.h"
#include "client/ui/desk/languages_dialog.h"
#include "client/ui/desk/leave_dialog.h"
#include "client/ui/desk/password_dialog.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/desk/profile_dialog.h"
#include "client/ui/desk/questions_dialog.h"
#include "client/ui/desk/region_dialog.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/desk/snooze_dialog.h"
#include "client/ui/desk/talk_rules_dialog.h"
#include "client/ui/desk/terms_dialog.h"
#include "client/ui/desk/waiting_dialog.h"
#include "client/ui/desk/wrap_up_dialog.h"
#include "client/ui/devices/devices_dialog.h"
#include "client/ui/history/words_dialog.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/practice/practice_window.h"
#include "client/ui/replies/replies_dialog.h"
#include "client/ui/supervision/overview_window.h"
#include "client/ui/talk/later_dialog.h"
#include "client/ui/talk/save_dialog.h"
#include "client/ui/talk/telling_dialog.h"
#include "client/ui/timeline/link_dialog.h"
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/trust/safety_dialog.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/roster_bar.h"
#include "tests/client/ui/windows/start_dialogs.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDate>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

namespace chat121::test {

namespace {

// The computers of the account, or a step of letting another one in; the first is a proof.
MakeDialog devices(std::optional<LinkStatus::Step> step)
{
    return [step](PlayedWorkspace &workspace) {
        const UnixTime now = SystemClock().now();
        workspace.setDevices(sampleDevices(now));
        if (step == LinkStatus::Step::None) workspace.needed_proof = Workspace::Proof::Password;
        auto dialog = std::make_unique<ui::DevicesDialog>(workspace);
        if (step) {
            dialog->findChild<QAbstractButton *>(QStringLiteral("addDeviceButton"))->click();
            dialog->findChild<QAbstractButton *>(QStringLiteral("linkYesButton"))->click();
            workspace.setLink(sampleLink(*step, now));
        }
        return dialog;
    };
}

// A conversation as a file, under a name that has no words; `why`: it may not be.
MakeDialog saving(const QString &why)
{
    return [why](PlayedWorkspace &workspace) {
        PlayedTalk &talk = *workspace.played({1});
        talk.is_saving_told = true;
        talk.forbidSaving(why);
        auto dialog = std::make_unique<ui::SaveDialog>(talk, QDate(2026, 11, 23));
        dialog->findChild<QLineEdit *>(QStringLiteral("savePathEdit"))->setText(QStringLiteral("/1"));
        return dialog;
    };
}

// Who people are, and who signs for them.
QList<std::pair<QString, MakeDialog>> trustDialogs()
{
    return {
        {QStringLiteral("dialog, safety words"),
         [](PlayedWorkspace &workspace) {
             workspace.played({1})->safety_words = sampleWords().mid(0, 8);
             return std::make_unique<ui::SafetyWordsDialog>(*workspace.played({1}), AccountId{1},
                                                            QStringLiteral("Anna"));
         }},
        {QStringLiteral("dialog, what you allow"),
         [](PlayedWorkspace &workspace) {
             workspace.played({1})->setConsents(sampleConsents());
             return std::make_unique<ui::ConsentDialog>(*workspace.played({1}),
                                                        ui::ConsentDialog::Side::Customer);
         }},
        {QStringLiteral("dialog, what the customer allows"),
         [](PlayedWorkspace &workspace) {
             workspace.played({1})->setConsents(sampleConsents());
             return std::make_unique<ui::ConsentDialog>(*workspace.played({1}),
                                                        ui::ConsentDialog::Side::Staff);
         }},
        {QStringLiteral("dialog, another person"),
         [](PlayedWorkspace &) {
             return std::make_unique<ui::ChangedPersonDialog>(TalkHold{
                 TalkHold::Kind::Changed, AccountId{1}, QStringLiteral("Anna"), QStringLiteral("Anna")});
         }},
        {QStringLiteral("dialog, organisation"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::OrganisationDialog>(workspace); }},
        {QStringLiteral("dialog, organisation without its key"),
         [](PlayedWorkspace &workspace) {
             workspace.setRootKey({.is_owners = true});
             return std::make_unique<ui::OrganisationDialog>(workspace);
         }},
        {QStringLiteral("dialog, organisation's key to be saved"),
         [](PlayedWorkspace &workspace) {
             workspace.needed_proof = Workspace::Proof::Password;
             auto dialog = std::make_unique<ui::OrganisationDialog>(workspace);
             dialog->findChild<QAbstractButton *>(QStringLiteral("saveRootButton"))->click();
             return dialog;
         }},
        {QStringLiteral("dialog, organisation's sheet to be made"),
         [](PlayedWorkspace &workspace) {
             workspace.needed_proof = Workspace::Proof::Passphrase;
             auto dialog = std::make_unique<ui::OrganisationDialog>(workspace);
             dialog->findChild<QAbstractButton *>(QStringLiteral("printRootButton"))->click();
             return dialog;
         }},
        {QStringLiteral("dialog, organisation's sheet"),
         [](PlayedWorkspace &workspace) {
             workspace.setRootKey({.is_owners = true});
             auto dialog = std::make_unique<ui::OrganisationDialog>(workspace);
             dialog->findChild<QAbstractButton *>(QStringLiteral("typeRootSheetButton"))->click();
             return dialog;
         }},
    };
}

// With the department that there is: its reply has no words. Or without any.
MakeDialog replies(int count)
{
    return [count](PlayedWorkspace &workspace) {
        ReplyLibrary library{
            {{DepartmentId{1}, QStringLiteral("Support")}, {DepartmentId{2}, QStringLiteral("Billing")}},
            {},
            true};
        for (int number = 1; number <= count; ++number) {
            CannedReply reply;
            reply.id.data[0] = static_cast<quint8>(number);
            reply.department = DepartmentId{1};
            reply.revision = 1;
            reply.shortcut = reply.title = reply.text = QString::number(number);
            reply.changed_by = QStringLiteral("Jonas");
            library.replies.append(reply);
        }
        workspace.setReplies(library);
        auto dialog = std::make_unique<ui::RepliesDialog>(workspace);
        if (count > 0) dialog->findChild<QListWidget *>(QStringLiteral("replyList"))->setCurrentRow(0);
        return dialog;
    };
}

// While there is no connection.
MakeDialog glance(int departments)
{
    return [departments](PlayedWorkspace &workspace) {
        static const SystemClock clock;
        DeskOverview overview;
        for (int number = 1; number <= departments; ++number) {
            DepartmentOverview department;
            department.id = {static_cast<quint64>(number)};
            department.name = QString::number(number);
            overview.departments.append(department);
        }
        Colleague person;
        person.account = {1};
        person.name = QStringLiteral("1");
        overview.people.append(person);
        workspace.setOverview(overview);
        workspace.setConnection({ConnectionState::Reconnecting, 0});
        return std::make_unique<ui::OverviewWindow>(workspace, clock);
    };
}

// The account and its computers.
QList<std::pair<QString, MakeDialog>> accountDialogs()
{
    return {
        {QStringLiteral("dialog, computers"), devices({})},
        {QStringLiteral("dialog, before a code for a computer"), devices(LinkStatus::Step::None)},
        {QStringLiteral("dialog, a code for a computer"), devices(LinkStatus::Step::Shown)},
        {QStringLiteral("dialog, a computer asks"), devices(LinkStatus::Step::Asked)},
        {QStringLiteral("dialog, a computer was added"), devices(LinkStatus::Step::Granted)},
        {QStringLiteral("dialog, a code that is over"), devices(LinkStatus::Step::Over)},
        {QStringLiteral("dialog, saving a conversation"), saving({})},
        {QStringLiteral("dialog, a conversation that may not be saved"),
         saving(QStringLiteral("1 2 3"))}, // what the core says is translated there
        {QStringLiteral("dialog, canned replies"), replies(2)},
        {QStringLiteral("dialog, no canned replies"), replies(0)},
        {QStringLiteral("dialog, departments at a glance"), glance(1)},
        {QStringLiteral("dialog, no departments at a glance"), glance(0)},
        {QStringLiteral("dialog, password"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::PasswordDialog>(workspace); }},
        {QStringLiteral("dialog, notifications"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::NotificationsDialog>(workspace); }},
        {QStringLiteral("dialog, leaving"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::LeaveDialog>(workspace); }},
        {QStringLiteral("dialog, leaving, with a rule"),
         [](PlayedWorkspace &workspace) {
             workspace.setLockAfterMax(std::chrono::minutes(15));
             return std::make_unique<ui::LeaveDialog>(workspace);
         }},
        {QStringLiteral("dialog, locking"),
         [](PlayedWorkspace &workspace) {
             playCustomer(workspace, SystemClock().now());
             return std::make_unique<ui::LeaveDialog>(workspace);
         }},
    };
}

QList<std::pair<QString, MakeDialog>> ruleDialogs()
{
    return {
        {QStringLiteral("dialog, rules"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::RulesDialog>(workspace); }},
        {QStringLiteral("dialog, rules with regions"),
         [](PlayedWorkspace &workspace) {
             workspace.server_region = QStringLiteral("us-east");
             workspace.server_regions = {QStringLiteral("us-east"), QStringLiteral("eu-north")};
             workspace.billing_region = QStringLiteral("eu-north");
             auto dialog = std::make_unique<ui::RulesDialog>(workspace);
             dialog->findChild<QComboBox *>(QStringLiteral("rulesDepartmentCombo"))->setCurrentIndex(1);
             return dialog;
         }},
        {QStringLiteral("dialog, waiting and offers"),
         [](PlayedWorkspace &workspace) {
             workspace.billing_desk = {.routing = Routing::RoundRobin, .silent_s = 300, .alarms_s = {30, 60}};
             return std::make_unique<ui::WaitingDialog>(workspace, DepartmentId{2});
         }},
        {QStringLiteral("dialog, blocking"),
         [](PlayedWorkspace &workspace) {
             workspace.block_list = {
                 {{{7}, QStringLiteral("Gina"), {1'790'000'000'000}}, {{8}, QStringLiteral("Hugo"), {}}},
                 true};
             ConversationRow row;
             row.id = {1};
             row.title = QStringLiteral("1");
             return std::make_unique<ui::BlockDialog>(workspace, row);
         }},
        {QStringLiteral("dialog, while people talk"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::TalkRulesDialog>(workspace, DepartmentId{2});
         }},
        {QStringLiteral("dialog, what others see"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::TellingDialog>(workspace); }},
        {QStringLiteral("dialog, languages"),
         [](PlayedWorkspace &workspace) { return std::make_unique<ui::LanguagesDialog>(workspace); }},
        {QStringLiteral("dialog, opening hours"),
         [](PlayedWorkspace &workspace) {
             workspace.billing_desk.zone = QStringLiteral("Europe/Lisbon");
             workspace.billing_desk.weekly = {{540, 480}, {3 * 1440, 60}};
             workspace.billing_desk.special = {{QDate(2026, 12, 24), {}}};
             return std::make_unique<ui::HoursDialog>(workspace, DepartmentId{2}, SystemClock().now());
         }},
        {QStringLiteral("dialog, opening hours that cannot be read"),
         [](PlayedWorkspace &workspace) {
             auto dialog = std::make_unique<ui::HoursDialog>(workspace, DepartmentId{1}, SystemClock().now());
             dialog->findChild<QLineEdit *>(QStringLiteral("hoursDayEdit1"))->setText(QStringLiteral("9"));
             return dialog;
         }},
        {QStringLiteral("dialog, region"),
         [](PlayedWorkspace &workspace) {
             workspace.server_region = workspace.billing_region = QStringLiteral("eu-north");
             auto dialog = std::make_unique<ui::RegionDialog>(workspace);
             auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("regionEdit"));
             edit->setText(QStringLiteral("eu-west"));
             Q_EMIT edit->textEdited(edit->text());
             return dialog;
         }},
    };
}

// About one conversation.
QList<std::pair<QString, MakeDialog>> talkDialogs()
{
    return {
        {QStringLiteral("dialog, sending later"),
         [](PlayedWorkspace &) {
             static const SystemClock clock;
             return std::make_unique<ui::LaterDialog>(clock,
                                                      LaterMessage{{}, QStringLiteral("invoice"), {}, false});
         }},
        {QStringLiteral("dialog, snooze"),
         [](PlayedWorkspace &) {
             static const SystemClock clock;
             return std::make_unique<ui::SnoozeDialog>(clock, UnixTime{});
         }},
        {QStringLiteral("dialog, rating"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::RatingDialog>(*workspace.played({1}));
         }},
        {QStringLiteral("dialog, wrap-up"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::WrapUpDialog>(workspace, *workspace.played({1}));
         }},
    };
}

QList<std::pair<QString, MakeDialog>> handOverDialogs()
{
    return {
        {QStringLiteral("dialog, handing over"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::HandOverDialog>(workspace, *workspace.mine()->find({1}));
         }},
        {QStringLiteral("dialog, handing over to nobody who is there"),
         [](PlayedWorkspace &workspace) {
             QList<Colleague> colleagues = workspace.colleagues();
             colleagues.first().is_online = false;
             workspace.setColleagues(colleagues);
             return std::make_unique<ui::HandOverDialog>(workspace, *workspace.mine()->find({1}));
         }},
    };
}

QList<std::pair<QString, MakeDialog>> wayInDialogs()
{
    using For = ui::InvitationDialog::For;
    const auto invitation = [](For whom) {
        return [whom](PlayedWorkspace &workspace) {
            auto dialog = std::make_unique<ui::InvitationDialog>(workspace, whom);
            if (whom == For::Customers) Q_EMIT workspace.invitationMade(QStringLiteral("chat121://example"));
            return dialog;
        };
    };
    const auto words = [](const HistoryStatus &status, const char *click) {
        return [status, click](PlayedWorkspace &workspace) {
            workspace.setHistory(status);
            if (!click) workspace.needed_proof = Workspace::Proof::Passphrase;
            auto dialog = std::make_unique<ui::RecoveryWordsDialog>(workspace);
            if (click) {
                Q_EMIT workspace.recoveryWordsTold(sampleWords());
                if (*click) dialog->findChild<QAbstractButton *>(QLatin1String(click))->click();
            }
            return dialog;
        };
    };
    using State = HistoryStatus::State;
    return {
        {QStringLiteral("dialog, words before the server is there"), words({}, nullptr)},
        {QStringLiteral("dialog, words to be made"), words({.state = State::NotKept}, nullptr)},
        {QStringLiteral("dialog, words to be shown"), words({.state = State::Kept}, nullptr)},
        {QStringLiteral("dialog, words of another computer"), words({.state = State::Locked}, nullptr)},
        {QStringLiteral("dialog, words"), words({.state = State::Kept}, "")},
        {QStringLiteral("dialog, words on paper"), words({.state = State::Kept}, "wordsNotedButton")},
        {QStringLiteral("dialog, colleague"), invitation(For::Colleague)},
        {QStringLiteral("dialog, customers' link"), invitation(For::Customers)},
    };
}

QList<std::pair<QString, MakeDialog>> otherDialogs()
{
    return {
        {QStringLiteral("dialog, readers"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::RosterDialog>(workspace.played({1})->roster());
         }},
        {QStringLiteral("dialog, readers under a shield"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::RosterDialog>(workspace.played({1})->roster(),
                                                       ui::RosterDialog::Shield::Metadata);
         }},
        {QStringLiteral("dialog, what the server knows under a shield"),
         [](PlayedWorkspace &workspace) {
             workspace.played({1})->setShielded(true);
             auto dialog = std::make_unique<ui::KnowledgeDialog>(workspace, ConversationId{1});
             Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
             return dialog;
         }},
        {QStringLiteral("dialog, what the server knows"),
         [](PlayedWorkspace &workspace) {
             auto dialog = std::make_unique<ui::KnowledgeDialog>(workspace, ConversationId{1});
             Q_EMIT workspace.serverHolds(ConversationId{1}, sampleOfHeld(), 0);
             return dialog;
         }},
        {QStringLiteral("dialog, rules from a profile"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::ProfileDialog>(workspace, DepartmentId{2});
         }},
        {QStringLiteral("dialog, practice"),
         [](PlayedWorkspace &workspace) {
             static const SystemClock clock;
             return std::make_unique<ui::PracticeWindow>(workspace, clock);
         }},
        {QStringLiteral("dialog, link"),
         [](PlayedWorkspace &) {
             return std::make_unique<ui::LinkDialog>(QUrl(QStringLiteral("https://0.example/0")));
         }},
    };
}

} // namespace

QList<std::pair<QString, MakeDialog>> everyDialog()
{
    return accountDialogs() + ruleDialogs() + trustDialogs() + talkDialogs() + handOverDialogs() +
           startDialogs() + wayInDialogs() + otherDialogs();
}

} // namespace chat121::test
