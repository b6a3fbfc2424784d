// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/played_workspace.h"

namespace chat121::test {

void PlayedWorkspace::setDutyStatus(DutyStatus status, int capacity)
{
    m_duty = status;
    m_capacity = capacity;
    was_set_away = false;
    asked.append(QStringLiteral("duty %1 %2").arg(static_cast<int>(status)).arg(capacity));
    Q_EMIT dutyChanged();
}

PlayedTalk *PlayedWorkspace::played(ConversationId conversation)
{
    std::unique_ptr<PlayedTalk> &talk = m_talks[conversation];
    if (!talk) talk = std::make_unique<PlayedTalk>(conversation);
    return talk.get();
}

void PlayedWorkspace::become(State state, Role role, const QString &organisation)
{
    m_state = state;
    m_role = role;
    m_organisation = organisation;
    Q_EMIT stateChanged();
}

void PlayedWorkspace::breakDown(const Problem &problem)
{
    m_problem = problem;
    m_state = State::Broken;
    Q_EMIT stateChanged();
}

void PlayedWorkspace::setConnection(const ConnectionStatus &status)
{
    m_connection = status;
    Q_EMIT connectionChanged(status);
}

void PlayedWorkspace::setStanding(const QueueStanding &standing)
{
    m_standing = standing;
    Q_EMIT standingChanged();
}

void PlayedWorkspace::setHistory(const HistoryStatus &status)
{
    m_history = status;
    Q_EMIT historyChanged();
}

void PlayedWorkspace::setKeyStoreSlow(bool is_slow)
{
    m_is_key_store_slow = is_slow;
    Q_EMIT keyStoreChanged();
}

void PlayedWorkspace::setOlderCopy(bool is_older, bool is_starting)
{
    m_is_older_copy = is_older;
    m_is_starting_afresh = is_starting;
    Q_EMIT olderCopyChanged();
}

void PlayedWorkspace::setDevices(const DeviceList &devices)
{
    m_devices = devices;
    Q_EMIT devicesChanged();
}

void PlayedWorkspace::setLink(const LinkStatus &link)
{
    m_link = link;
    Q_EMIT linkChanged();
}

void PlayedWorkspace::setRemoved(bool is_removed)
{
    m_is_removed = is_removed;
    Q_EMIT removedChanged();
}

} // namespace chat121::test
