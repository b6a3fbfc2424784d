// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/played_talk.h"

namespace chat121::test {

void PlayedTalk::play(const QString &title, const QList<RosterRow> &roster, bool is_writable)
{
    m_title = title;
    m_roster = roster;
    m_is_writable = is_writable;
    Q_EMIT titleChanged();
    Q_EMIT rosterChanged();
    Q_EMIT writableChanged();
}

} // namespace chat121::test
