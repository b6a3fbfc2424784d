// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/routing_check.h"

#include "client/core/engine/notices/words.h"

#include <algorithm>

namespace chat121::engine {

using protocol::DeviceOf;

namespace {

QString noteOf(LogId log)
{
    return QStringLiteral("routing %1").arg(QString::number(log.value, 16));
}

// The same difference: the same bytes. None: empty.
QByteArray stateOf(const GroupKey &group, const RoutingCheck::Difference &difference)
{
    if (difference.isNone()) return {};
    QList<quint64> outside;
    QList<quint64> cut_off;
    for (const DeviceOf &device : difference.outside)
        outside.append(device.device.value);
    for (const identity::VerifiedMember &reader : difference.cut_off)
        cut_off.append(reader.device.device.value);
    std::sort(outside.begin(), outside.end());
    std::sort(cut_off.begin(), cut_off.end());
    Writer state;
    state.u32(group.generation);
    state.u8(difference.is_cut_off ? 1 : 0);
    state.u32(static_cast<quint32>(outside.size()));
    for (const quint64 device : outside + cut_off)
        state.u64(device);
    return state.bytes();
}

} // namespace

RoutingCheck::RoutingCheck(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(limits::kRoutingCheckDelay);
    connect(&m_soon, &QTimer::timeout, this, &RoutingCheck::askAll);
    m_again.setSingleShot(true);
    m_again.setInterval(limits::kRoutingCheckAgain);
    connect(&m_again, &QTimer::timeout, this, [this] {
        for (const LogId log : std::as_const(m_differing))
            look(log);
    });
}

// --- when it is looked at -------------------------------------------------------------------------

void RoutingCheck::lookAll()
{
    for (const GroupKey &group : m_ledger.openGroups())
        look(group.log);
}

void RoutingCheck::look(LogId log)
{
    m_due.insert(log);
    if (!m_soon.isActive()) m_soon.start();
}

void RoutingCheck::logCaughtUp(LogId log)
{
    if (m_due.contains(log) || m_differing.contains(log)) look(log);
}

// All of it is looked at after the next log-in.
void RoutingCheck::connectionLost()
{
    m_soon.stop();
    m_again.stop();
    m_due.clear();
    m_refused.clear();
    m_differing.clear();
    m_refused_for_good.clear();
}

bool RoutingCheck::isReady(const GroupKey &group) const
{
    return m_context.groups.isMember(group) && m_context.session.isCaughtUp(group.log) &&
           m_ledger.mayLeave(group.log) && !m_ledger.erasures().isErased(group.log);
}

void RoutingCheck::askAll()
{
    if (!m_context.session.isLoggedIn()) return;
    int asked = 0;
    for (const GroupKey &group : m_ledger.openGroups()) {
        if (!m_due.contains(group.log) || !isReady(group)) continue;
        if (asked++ == limits::kRoutingChecksAtOnce) return m_soon.start();
        m_due.remove(group.log);
        ask(group);
    }
}

void RoutingCheck::ask(const GroupKey &group)
{
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_context.connection.request<protocol::Members>(
        protocol::FetchMembers{*request, group.log},
        [this, group](const Reply<protocol::Members> &reply) { onMembers(group, reply); });
}

// --- what differs ---------------------------------------------------------------------------------

RoutingCheck::Difference RoutingCheck::compare(const QList<DeviceOf> &routed,
                                               const QList<identity::VerifiedMember> &readers)
{
    Difference difference;
    for (const DeviceOf &device : routed) {
        const bool reads = std::any_of(readers.cbegin(), readers.cend(), [&](const auto &reader) {
            return reader.device.device == device.device;
        });
        if (!reads) difference.outside.append(device);
    }
    for (const identity::VerifiedMember &reader : readers) {
        const bool is_routed = std::any_of(routed.cbegin(), routed.cend(), [&](const DeviceOf &device) {
            return device.device == reader.device.device;
        });
        if (is_routed) continue;
        // A renewal: one of the account's devices stands for this one.
        auto &outside = difference.outside;
        const auto renewed = std::find_if(outside.begin(), outside.end(), [&](const DeviceOf &device) {
            return device.account == reader.account();
        });
        if (renewed == outside.end())
            difference.cut_off.append(reader);
        else
            outside.erase(renewed);
    }
    return difference;
}

void RoutingCheck::onMembers(const GroupKey &group, const Reply<protocol::Members> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(group, *failure);
    m_refused.remove(group.log);
    if (!isReady(group)) {
        m_due.insert(group.log); // until what is on its way was read
        return;
    }
    const auto &answer = std::get<protocol::Members>(reply);
    const auto found = m_context.groups.find(group);
    const auto readers = m_context.sealer.members(group);
    if (!found || !readers) return;
    const bool is_same_epoch =
        answer.log == group.log && answer.generation == group.generation && answer.epoch == (*found)->epoch();
    if (is_same_epoch) judge(group, compare(answer.devices.items, *readers));
}

// Believed the second time in the same epoch.
void RoutingCheck::onRefused(const GroupKey &group, const RequestFailure &failure)
{
    const auto found = m_context.groups.find(group);
    if (failure.reason != protocol::Reason::UnknownLog || !found) return;
    const quint64 epoch = (*found)->epoch();
    if (m_refused.value(group.log) != epoch || !isReady(group)) {
        m_refused.insert(group.log, epoch);
        m_due.insert(group.log);
        return m_context.session.fetch(group.log); // the commit that removes this device, if there is one
    }
    Difference difference;
    difference.is_cut_off = true;
    judge(group, difference);
}

void RoutingCheck::judge(const GroupKey &group, const Difference &difference)
{
    const QByteArray state = stateOf(group, difference);
    const auto told = tell(group, difference, state);
    if (!told) return m_context.storeFailed(told.error());
    if (difference.isNone()) {
        m_differing.remove(group.log);
        m_refused_for_good.remove(group.log);
        return;
    }
    m_differing.insert(group.log);
    if (!m_again.isActive()) m_again.start();
    const bool is_refused = m_refused_for_good.value(group.log) == state;
    if (m_context.identity.isStaff() && !is_refused) putRight(group, difference, state);
}

// --- saying it ------------------------------------------------------------------------------------

Result<void> RoutingCheck::tell(const GroupKey &group, const Difference &difference, const QByteArray &state)
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(noteOf(group.log)));
    const QByteArray before = note ? note->value.bytes : QByteArray();
    if (state == before) return success();
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    if (difference.isNone()) {
        TRY(m_context.store.notes().remove(noteOf(group.log)));
        if (!m_context.policy.facts(group.log).is_team) TRY(say(group, words::routedRight()));
    } else {
        TRY(m_context.store.notes().save({{noteOf(group.log)}, {state}}));
        for (const QString &sentence : sentences(group, difference))
            TRY(say(group, sentence));
    }
    return transaction.commit();
}

Result<void> RoutingCheck::say(const GroupKey &group, const QString &text)
{
    if (m_context.policy.facts(group.log).is_team) {
        Q_EMIT m_context.announcer.warned(Problem{text, {}, false});
        return success();
    }
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(group.log));
    return m_ledger.notice(group.log, cursor ? cursor->head : Sequence{}, m_context.newMessageId(), text);
}

QStringList RoutingCheck::sentences(const GroupKey &group, const Difference &difference) const
{
    QStringList sentences;
    if (difference.is_cut_off) sentences.append(words::notRoutedHere());
    if (!difference.outside.isEmpty()) sentences.append(words::routedOutside());
    for (const identity::VerifiedMember &reader : difference.cut_off)
        sentences.append(words::notRouted(m_ledger.nameOf(reader, group.log)));
    sentences.removeDuplicates();
    return sentences;
}

// --- putting it right -----------------------------------------------------------------------------

// Each device by itself: what is not within this person's rights does not keep the rest wrong.
void RoutingCheck::putRight(const GroupKey &group, const Difference &difference, const QByteArray &state)
{
    if (difference.is_cut_off)
        return reroute(group, {{m_context.identity.device(), m_context.identity.account()}}, {}, state);
    qsizetype left = limits::kReroutesAtOnce;
    for (const identity::VerifiedMember &reader : difference.cut_off)
        if (left-- > 0) reroute(group, {{reader.device.device, reader.account()}}, {}, state);
    for (const DeviceOf &device : difference.outside)
        if (left-- > 0) reroute(group, {}, {device}, state);
}

void RoutingCheck::reroute(const GroupKey &group, const QList<DeviceOf> &added,
                           const QList<DeviceOf> &removed, const QByteArray &state)
{
    const auto found = m_context.groups.find(group);
    if (!found) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    protocol::Reroute message;
    message.request = *request;
    message.log = group.log;
    message.generation = group.generation;
    message.epoch = (*found)->epoch();
    message.added.items = added;
    message.removed.items = removed;
    m_context.connection.request<protocol::Done>(
        message, [this, log = group.log, state](const Reply<protocol::Done> &reply) {
            const auto *failure = std::get_if<RequestFailure>(&reply);
            if (failure == nullptr) return look(log);
            // Not within this person's rights; anything else is tried again.
            if (failure->code == Code::Forbidden) m_refused_for_good.insert(log, state);
        });
}

} // namespace chat121::engine
