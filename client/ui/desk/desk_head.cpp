// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/desk_head.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QSpinBox>

#include <optional>

namespace chat121::ui {

namespace {

// Who is next may have come back a moment ago.
std::optional<ConversationRow> longestWaiting(const ConversationListModel &queue)
{
    std::optional<ConversationRow> longest;
    for (int place = 0; place < queue.rowCount(); ++place)
        if (!longest || queue.at(place).waiting_since < longest->waiting_since) longest = queue.at(place);
    return longest;
}

} // namespace

DeskHead::DeskHead(Workspace &workspace, ElapsedTicker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_ticker(ticker)
    , m_start(new QSpacerItem(Theme::of(this).px(space::kS), 0))
{
    const Theme &theme = Theme::of(this);
    auto *row = new QHBoxLayout(this);
    const int margin = theme.px(space::kS);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(margin);
    addName(row);
    addDuty(row);
    row->addStretch(1);
    m_waiting = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_longest = new ElapsedLabel(ticker, this);
    m_late = new IconLabel(Icon::Warning, Tone::Warn, size::kIconSmall, this);
    m_late->setObjectName(QStringLiteral("lateMark"));
    row->addWidget(m_waiting);
    row->addWidget(m_late);
    row->addWidget(m_longest);
    connect(&ticker, &ElapsedTicker::ticked, this, &DeskHead::refreshLate);
    addActions(row);

    connect(&m_workspace, &Workspace::dutyChanged, this, &DeskHead::refreshDuty);
    connect(&m_workspace, &Workspace::stateChanged, this, [this] {
        m_organisation->setText(cleanName(m_workspace.organisation()));
        refreshOwner();
    });
    connect(&m_workspace, &Workspace::rootKeyChanged, this, &DeskHead::refreshOwner);
    connect(&m_workspace, &Workspace::rightsChanged, this, &DeskHead::refreshOwner);
    connect(m_workspace.queue(), &ConversationListModel::countChanged, this, &DeskHead::refreshWaiting);
    connect(m_workspace.queue(), &ConversationListModel::dataChanged, this, &DeskHead::refreshWaiting);
    connect(m_workspace.mine(), &ConversationListModel::countChanged, this, &DeskHead::refreshDuty);
    connect(m_workspace.snoozed(), &ConversationListModel::countChanged, this, &DeskHead::refreshDuty);
    connect(m_workspace.mine(), &ConversationListModel::countChanged, this, &DeskHead::refreshWaiting);
    connect(m_workspace.mine(), &ConversationListModel::dataChanged, this, &DeskHead::refreshWaiting);
    refreshDuty();
    refreshWaiting();
    refreshOwner();
}

void DeskHead::hideOutside()
{
    if (!m_workspace.isPractice()) return;
    for (QWidget *widget : std::as_const(m_outside))
        widget->hide();
}

// What only some do.
void DeskHead::refreshOwner()
{
    hideOutside();
    m_overview->setVisible(m_workspace.canSupervise() && m_room != Room::Small);
    const RootKeyStatus key = m_workspace.rootKey();
    m_organisation_button->setVisible((key.is_owners || key.is_here) && m_room != Room::Small);
    m_rules->setVisible(key.is_here);
    m_invite_colleague->setVisible(m_workspace.canInvite());
}

// Not by the colour of the time alone.
void DeskHead::refreshLate(UnixTime now)
{
    const ConversationListModel &queue = *m_workspace.queue();
    const auto longest = longestWaiting(queue);
    const auto waited = longest ? now - longest->waiting_since : std::chrono::milliseconds(0);
    const WaitSteps steps = longest ? longest->steps : WaitSteps();
    m_late->setIcon(Icon::Warning, waited >= steps.late ? Tone::Danger : Tone::Warn);
    m_late->setVisible(waited >= steps.warn && m_room != Room::Small);
}

void DeskHead::addName(QHBoxLayout *row)
{
    auto *lists = new IconButton(Icon::Menu, tr("Conversations"), this);
    lists->setObjectName(QStringLiteral("listsButton"));
    connect(lists, &IconButton::clicked, this, &DeskHead::listsWanted);
    m_lists_button = lists;
    m_lists_button->hide();
    m_lists_badge = new Badge(lists); // on its corner
    m_lists_badge->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_organisation =
        new PlainLabel(cleanName(m_workspace.organisation()), TextRole::Title, Tone::Primary, this);
    m_organisation->setObjectName(QStringLiteral("organisationLabel"));
    m_organisation->setOverflow(Overflow::Elide);
    row->addItem(m_start);
    row->addWidget(m_lists_button);
    row->addWidget(m_organisation);
    row->addSpacing(Theme::of(this).px(space::kXs));
}

void DeskHead::setRoom(Room room)
{
    m_room = room;
    const bool has_drawer = room == Room::Narrow || room == Room::Small;
    m_lists_button->setVisible(has_drawer);
    const bool is_small = room == Room::Small;
    layout()->setSpacing(Theme::of(this).px(is_small ? space::kXs : space::kS));
    m_start->changeSize(has_drawer ? 0 : Theme::of(this).px(space::kS), 0);
    m_keys->setVisible(!is_small);    // F1 shows them anyway
    m_devices->setVisible(!is_small); // and their key
    m_replies->setVisible(!is_small);
    refreshOwner();
    m_organisation->setVisible(!is_small);
    m_capacity->setVisible(!is_small);
    m_waiting->setVisible(!is_small);
    refreshWaiting();
}

void DeskHead::takeFocus()
{
    m_duty->setFocus(Qt::ShortcutFocusReason);
}

void DeskHead::addDuty(QHBoxLayout *row)
{
    m_duty = new QComboBox(this);
    m_duty->setObjectName(QStringLiteral("dutyCombo"));
    m_duty->setAccessibleName(tr("My status"));
    m_duty->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_duty->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_duty->addItem(tr("Available"), static_cast<int>(DutyStatus::Available));
    m_duty->addItem(tr("Busy"), static_cast<int>(DutyStatus::Busy));
    m_duty->addItem(tr("Away"), static_cast<int>(DutyStatus::Away));
    m_capacity = new QSpinBox(this);
    m_capacity->setRange(1, limits::kAgentCapacityMax);
    m_capacity->setObjectName(QStringLiteral("capacitySpin"));
    m_capacity->setAccessibleName(tr("Conversations at once"));
    m_capacity->setMinimumWidth(Theme::of(this).px(size::kControlWidthMin));
    m_capacity->setToolTip(m_capacity->accessibleName());
    m_capacity->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_capacity->setAlignment(Qt::AlignCenter);
    row->addWidget(m_duty);
    row->addWidget(m_capacity);
    connect(m_duty, &QComboBox::activated, this, &DeskHead::sendDuty);
    connect(m_capacity, &QSpinBox::editingFinished, this, &DeskHead::sendDuty);
}

void DeskHead::addActions(QHBoxLayout *row)
{
    const auto add = [&](Icon icon, const QString &name, const QString &object, void (DeskHead::*wanted)()) {
        auto *button = new IconButton(icon, name, this);
        button->setObjectName(object);
        connect(button, &IconButton::clicked, this, wanted);
        row->addWidget(button);
        return button;
    };
    m_outside.append(add(Icon::Link, tr("Invite customers"), QStringLiteral("inviteCustomersButton"),
                         &DeskHead::inviteCustomersWanted));
    m_invite_colleague = add(Icon::PersonAdd, tr("Invite a colleague"),
                             QStringLiteral("inviteColleagueButton"), &DeskHead::inviteColleagueWanted);
    m_invite_colleague->setVisible(m_workspace.canInvite());
    m_replies =
        add(Icon::Chat, tr("Canned replies"), QStringLiteral("repliesButton"), &DeskHead::repliesWanted);
    m_overview = add(Icon::People, tr("Departments at a glance"), QStringLiteral("overviewButton"),
                     &DeskHead::overviewWanted);
    m_outside.append(add(Icon::Key, tr("Recovery words"), QStringLiteral("recoveryWordsButton"),
                         &DeskHead::recoveryWordsWanted));
    m_devices =
        add(Icon::Computer, tr("Your computers"), QStringLiteral("devicesButton"), &DeskHead::devicesWanted);
    m_rules = add(Icon::Settings, tr("Rules of a department"), QStringLiteral("rulesButton"),
                  &DeskHead::rulesWanted);
    m_organisation_button = add(Icon::Building, tr("Organisation"), QStringLiteral("organisationButton"),
                                &DeskHead::organisationWanted);
    m_outside.append(m_devices);
    m_outside.append(
        add(Icon::Moon, tr("Light or dark"), QStringLiteral("schemeButton"), &DeskHead::schemeWanted));
    m_keys = add(Icon::Info, tr("Keys (F1)"), QStringLiteral("keysButton"), &DeskHead::keysWanted);
    m_outside.append(add(Icon::Leave, tr("Your account on this computer"), QStringLiteral("leaveButton"),
                         &DeskHead::leaveWanted));
}

// What is put off counts: it is still the reader's.
int DeskHead::load() const
{
    int load = m_workspace.mine()->rowCount();
    const ConversationListModel &snoozed = *m_workspace.snoozed();
    for (int row = 0; row < snoozed.rowCount(); ++row)
        if (snoozed.at(row).state == ConversationState::Mine) ++load;
    return load;
}

void DeskHead::refreshDuty()
{
    const QSignalBlocker no_duty(m_duty);
    const QSignalBlocker no_capacity(m_capacity);
    m_duty->setCurrentIndex(m_duty->findData(static_cast<int>(m_workspace.dutyStatus())));
    m_capacity->setValue(m_workspace.capacity());
    //: How many conversations I have, of how many I can take; the second number is edited.
    m_capacity->setPrefix(tr("%1 of ").arg(QLocale().toString(load())));
}

void DeskHead::refreshWaiting()
{
    const ConversationListModel &queue = *m_workspace.queue();
    m_waiting->setText(queue.isEmpty() ? tr("Nobody waiting") : tr("%n waiting", nullptr, queue.rowCount()));
    const auto longest = longestWaiting(queue);
    const WaitSteps steps = longest ? longest->steps : WaitSteps();
    m_longest->setThresholds(steps.warn, steps.late);
    m_longest->setSince(longest ? longest->waiting_since : UnixTime{});
    m_longest->setVisible(!queue.isEmpty() && m_room != Room::Small);
    refreshLate(m_ticker.now());
    m_lists_badge->setCount(queue.rowCount() + m_workspace.mine()->unreadTotal());
    m_lists_badge->adjustSize();
    const int end = m_lists_button->sizeHint().width() - m_lists_badge->width();
    m_lists_badge->move(layoutDirection() == Qt::RightToLeft ? 0 : end, 0);
}

void DeskHead::sendDuty()
{
    m_workspace.setDutyStatus(static_cast<DutyStatus>(m_duty->currentData().toInt()), m_capacity->value());
}

void DeskHead::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tokens().surface_1);
    painter.setPen(QPen(theme.tokens().line, theme.exact(size::kHairline)));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace chat121::ui
