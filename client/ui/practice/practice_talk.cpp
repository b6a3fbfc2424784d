// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/practice/practice_talk.h"

#include <algorithm>

namespace chat121::ui {

PracticeTalk::PracticeTalk(ConversationId id, const Cast &cast, const Clock &clock, QObject *parent)
    : Talk(parent)
    , m_id(id)
    , m_cast(cast)
    , m_clock(clock)
    , m_timeline(new TimelineModel(this))
{
}

TimelineRow PracticeTalk::rowOf(AccountId author, const QString &text, RowKind kind)
{
    ++m_rows;
    TimelineRow row;
    const QByteArray number =
        QByteArray::number(m_rows).rightJustified(static_cast<qsizetype>(sizeof m_rows), '0');
    if (kind != RowKind::System)
        row.id = MessageId::from(number.leftJustified(2 * number.size(), 'p')).value_or(MessageId());
    row.sequence = Sequence{m_rows};
    row.author = author;
    row.sent_at = m_clock.now();
    row.kind = kind;
    row.is_mine = author == kMe;
    row.state = row.is_mine && kind == RowKind::Message ? SendState::Read : SendState::None;
    row.author_name = author == kMe ? m_cast.me : author == kCustomer ? m_cast.customer : m_cast.colleague;
    row.author_role = author == kCustomer ? tr("Guest") : m_cast.department;
    row.text = text;
    return row;
}

RosterRow PracticeTalk::person(AccountId account, const QString &name, const QString &role) const
{
    RosterRow row{account, account == kMe, true, name, role};
    if (account != kCustomer) row.signed_by = m_cast.organisation;
    return row;
}

// --- what the reader does -------------------------------------------------------------------------

void PracticeTalk::say(const QString &text)
{
    if (!m_is_open) return;
    m_timeline->append({rowOf(kMe, text, RowKind::Message)});
    Q_EMIT said();
}

void PracticeTalk::edit(const MessageId &own, const QString &text)
{
    const int place = m_timeline->rowOf(own);
    if (place < 0 || !m_timeline->at(place).is_mine) return;
    TimelineRow row = m_timeline->at(place);
    row.text = text;
    row.edited_at = m_clock.now();
    m_timeline->update({row});
}

void PracticeTalk::star(const MessageId &message, bool is_starred)
{
    const int place = m_timeline->rowOf(message);
    if (place < 0) return;
    TimelineRow row = m_timeline->at(place);
    row.is_starred = is_starred;
    m_timeline->update({row});
}

void PracticeTalk::sayLater(const QString &text, UnixTime due_at)
{
    m_later.append({rowOf(kMe, text, RowKind::Message).id, text, due_at, false});
    Q_EMIT laterChanged();
}

void PracticeTalk::changeLater(const MessageId &id, const QString &text, UnixTime due_at)
{
    cancelLater(id);
    if (due_at > m_clock.now()) return sayLater(text, due_at);
    say(text);
}

void PracticeTalk::cancelLater(const MessageId &id)
{
    m_later.removeIf([&](const LaterMessage &one) { return one.id == id; });
    Q_EMIT laterChanged();
}

void PracticeTalk::note(const QString &text)
{
    if (!m_is_taken) return;
    m_timeline->append({rowOf(kMe, text, RowKind::Note)});
    Q_EMIT noted();
}

void PracticeTalk::wrapUp(const WrapUp &wrap_up)
{
    QString words = wrapUpLine(wrap_up.outcome, wrap_up.tags);
    if (!wrap_up.remark.isEmpty())
        words += (words.isEmpty() ? QString() : QStringLiteral("\n")) + wrap_up.remark;
    if (!words.isEmpty()) m_timeline->append({rowOf(kMe, words, RowKind::Note)});
    Q_EMIT wrappedUp(wrap_up);
}

void PracticeTalk::askSafetyWords(AccountId)
{
    Q_EMIT failed({tr("Safety words are compared with real people only."), {}, false});
}

void PracticeTalk::addColleague(AccountId colleague)
{
    if (colleague != kColleague || m_roster.size() > 2) return;
    m_roster.append(person(kColleague, m_cast.colleague, m_cast.department));
    tell(tr("%1 joined").arg(m_cast.colleague));
    Q_EMIT rosterChanged();
}

void PracticeTalk::removeMember(AccountId member)
{
    if (member != kColleague) return;
    m_roster.removeIf([](const RosterRow &one) { return one.account == kColleague; });
    tell(tr("%1 left").arg(m_cast.colleague));
    Q_EMIT rosterChanged();
}

// --- what is played -------------------------------------------------------------------------------

void PracticeTalk::hear(const QString &text)
{
    m_timeline->setTyping({});
    m_timeline->append({rowOf(kCustomer, text, RowKind::Message)});
}

void PracticeTalk::tell(const QString &line)
{
    m_timeline->append({rowOf({}, line, RowKind::System)});
}

void PracticeTalk::become(bool is_taken, bool is_open)
{
    m_is_taken = is_taken;
    m_is_open = is_open;
    m_roster.clear();
    if (is_open)
        m_roster = {person(kMe, m_cast.me, m_cast.department),
                    person(kCustomer, m_cast.customer, tr("Guest"))};
    Q_EMIT notabilityChanged();
    Q_EMIT rosterChanged();
    Q_EMIT writableChanged();
}

} // namespace chat121::ui
