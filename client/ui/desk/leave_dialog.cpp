// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/leave_dialog.h"

#include "client/ui/desk/languages_dialog.h"
#include "client/ui/desk/password_dialog.h"
#include "client/ui/talk/telling_dialog.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kMinutes[] = {5, 15, 30, 60};

} // namespace

LeaveDialog::LeaveDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Your account on this computer"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("Locked, your conversations stay here, sealed. Nothing is received "
                                        "until you unlock; it waits on the server."),
                                     TextRole::Body, Tone::Secondary, this));
    auto *row = new QHBoxLayout;
    m_times = makeTimes();
    auto *label = new PlainLabel(tr("Lock by itself"), TextRole::Body, Tone::Primary, this);
    label->setBuddy(m_times);
    row->addWidget(label, 1);
    row->addWidget(m_times);
    column->addLayout(row);
    m_rule = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    m_rule->setObjectName(QStringLiteral("lockRuleLabel"));
    column->addWidget(m_rule);
    showTimes();
    connect(&m_workspace, &Workspace::lockAfterChanged, this, &LeaveDialog::showTimes);
    column->addLayout(makeNoticeRow());
    column->addLayout(makeTellingRow());
    const bool is_staff = m_workspace.role() == Workspace::Role::Staff;
    if (is_staff) column->addLayout(makeLanguagesRow());
    if (is_staff) column->addLayout(makePasswordRow());
    if (is_staff) column->addLayout(makePracticeRow());
    auto *remove = new QCheckBox(tr("Also remove the data from this computer"), this);
    remove->setObjectName(QStringLiteral("alsoRemoveBox"));
    remove->setMinimumHeight(theme.px(space::kXl));
    remove->setVisible(is_staff); // a customer's window has a button for that
    column->addWidget(remove);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons(remove));
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

QLayout *LeaveDialog::makeNoticeRow()
{
    auto *row = new QHBoxLayout;
    auto *notices = new Button(ButtonKind::Secondary, Icon::Bell, tr("Notifications…"), this);
    notices->setObjectName(QStringLiteral("notificationsButton"));
    connect(notices, &Button::clicked, this, &LeaveDialog::notificationsWanted);
    row->addWidget(new PlainLabel(tr("What you are told of meanwhile."), TextRole::Body, Tone::Primary, this),
                   1);
    row->addWidget(notices);
    return row;
}

QLayout *LeaveDialog::makeTellingRow()
{
    auto *row = new QHBoxLayout;
    auto *telling = new Button(ButtonKind::Secondary, tr("What others see…"), this);
    telling->setObjectName(QStringLiteral("tellingButton"));
    connect(telling, &Button::clicked, this, [this] { TellingDialog(m_workspace, this).exec(); });
    row->addWidget(new PlainLabel(tr("What you have read, and that you are typing."), TextRole::Body,
                                  Tone::Primary, this),
                   1);
    row->addWidget(telling);
    return row;
}

QLayout *LeaveDialog::makeLanguagesRow()
{
    auto *row = new QHBoxLayout;
    auto *languages = new Button(ButtonKind::Secondary, tr("Your languages…"), this);
    languages->setObjectName(QStringLiteral("languagesButton"));
    connect(languages, &Button::clicked, this, [this] { LanguagesDialog(m_workspace, this).exec(); });
    row->addWidget(new PlainLabel(tr("Whom you are offered first."), TextRole::Body, Tone::Primary, this), 1);
    row->addWidget(languages);
    return row;
}

QLayout *LeaveDialog::makePasswordRow()
{
    auto *row = new QHBoxLayout;
    auto *password = new Button(ButtonKind::Secondary, tr("Change the password…"), this);
    password->setObjectName(QStringLiteral("changePasswordButton"));
    connect(password, &Button::clicked, this, [this] { PasswordDialog(m_workspace, this).exec(); });
    row->addWidget(new PlainLabel(tr("It lets a new computer in."), TextRole::Body, Tone::Primary, this), 1);
    row->addWidget(password);
    return row;
}

QLayout *LeaveDialog::makePracticeRow()
{
    auto *row = new QHBoxLayout;
    auto *practice = new Button(ButtonKind::Secondary, tr("Practise…"), this);
    practice->setObjectName(QStringLiteral("practiceButton"));
    connect(practice, &Button::clicked, this, [this] { leaveBy(Choice::Practise); });
    row->addWidget(new PlainLabel(tr("A conversation with a customer who is only played."), TextRole::Body,
                                  Tone::Primary, this),
                   1);
    row->addWidget(practice);
    return row;
}

QComboBox *LeaveDialog::makeTimes()
{
    auto *times = new QComboBox(this);
    times->setObjectName(QStringLiteral("lockAfterCombo"));
    times->setAccessibleName(tr("Lock by itself"));
    connect(times, &QComboBox::activated, this,
            [this, times] { m_workspace.setLockAfter(std::chrono::minutes(times->currentData().toInt())); });
    return times;
}

// What the organisation does not allow is not offered.
void LeaveDialog::showTimes()
{
    const auto limit = static_cast<int>(m_workspace.lockAfterMax().count());
    const auto now = static_cast<int>(m_workspace.lockAfter().count());
    QList<int> minutes{now, limit};
    for (const int one : kMinutes)
        if (limit == 0 || one < limit) minutes.append(one);
    std::sort(minutes.begin(), minutes.end());
    minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
    m_times->clear();
    for (const int one : std::as_const(minutes))
        m_times->addItem(one == 0 ? tr("Never") : tr("After %n minute(s)", nullptr, one), one);
    m_times->setCurrentIndex(m_times->findData(now));
    m_rule->setText(rule());
    m_rule->setVisible(limit > 0);
    m_times->setAccessibleDescription(m_rule->text());
}

QString LeaveDialog::rule() const
{
    const auto limit = static_cast<int>(m_workspace.lockAfterMax().count());
    if (limit == 0) return {};
    const QString who =
        tr("%1 locks the windows of its staff after %n minute(s) at the latest.", nullptr, limit)
            .arg(isolated(cleanName(m_workspace.organisation())));
    if (m_workspace.needsPassphrase()) return who;
    return who + u' ' +
           tr("Here one click unlocks again, since this computer's key store has the key: let the computer "
              "lock its screen, too.");
}

// One button, which says what it does: with the data kept, logging out is a lock.
QLayout *LeaveDialog::makeButtons(QCheckBox *remove)
{
    auto *buttons = new QHBoxLayout;
    auto *stay = new Button(ButtonKind::Secondary, tr("Close"), this);
    stay->setObjectName(QStringLiteral("stayButton"));
    auto *lock = new Button(ButtonKind::Primary, Icon::Lock, tr("Lock now"), this);
    lock->setObjectName(QStringLiteral("lockNowButton"));
    auto *log_out = new Button(ButtonKind::Danger, tr("Log out…"), this);
    log_out->setObjectName(QStringLiteral("logOutButton"));
    log_out->hide();
    buttons->addStretch(1);
    buttons->addWidget(stay);
    buttons->addWidget(lock);
    buttons->addWidget(log_out);
    connect(stay, &Button::clicked, this, &QDialog::reject);
    connect(lock, &Button::clicked, this, [this] { leaveBy(Choice::Lock); });
    connect(log_out, &Button::clicked, this, [this] { leaveBy(Choice::LogOut); });
    connect(remove, &QCheckBox::toggled, this, [lock, log_out](bool is_removed) {
        lock->setVisible(!is_removed);
        log_out->setVisible(is_removed);
        (is_removed ? log_out : lock)->setDefault(true);
    });
    lock->setDefault(true);
    lock->setFocus();
    return buttons;
}

void LeaveDialog::leaveBy(Choice choice)
{
    m_choice = choice;
    accept();
}

} // namespace chat121::ui
