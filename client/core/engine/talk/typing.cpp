// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/typing.h"

namespace chat121::engine {

Typing::Typing(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    m_expiry.setInterval(std::chrono::seconds(1));
    connect(&m_expiry, &QTimer::timeout, this, &Typing::expire);
}

void Typing::setTyping(ConversationId conversation, bool is_typing)
{
    const auto now = m_context.clock.steady();
    const bool was_typing = m_sent.contains(conversation);
    if (!is_typing && !was_typing) return;
    if (!m_ledger.isTypingTold(conversation)) { // nobody is told who writes when
        m_sent.remove(conversation);
        return;
    }
    if (is_typing && was_typing && now - m_sent.value(conversation) < limits::kTypingSignalInterval) return;
    if (is_typing) {
        m_sent.insert(conversation, now);
    } else {
        m_sent.remove(conversation);
    }

    if (!m_context.session.isLoggedIn() || !m_ledger.isMember(conversation)) return;
    const content::Content content{m_context.newMessageId(), m_context.clock.now(),
                                   content::Typing{is_typing}};
    const auto sealed = m_context.sealer.sealSignal(m_ledger.groupOf(conversation), content);
    if (sealed) m_context.connection.say(protocol::Signal{conversation, *sealed});
}

void Typing::signalled(const protocol::Signalled &signal)
{
    if (!m_ledger.isTypingTold(signal.log)) return; // nor is who does not tell
    const auto opened =
        m_context.sealer.openSignal(m_ledger.groupOf(signal.log), signal.sender, signal.sealed.bytes);
    if (!opened || opened->author.account() == m_context.identity.account()) return;
    const auto *typing = std::get_if<content::Typing>(&opened->content.item);
    if (typing == nullptr) return;
    if (!typing->is_typing) return said(signal.log, opened->author.account());

    Typist &typist = m_typists[signal.log][opened->author.account()];
    const bool is_new = typist.name.isEmpty();
    typist.name = m_ledger.nameOf(opened->author, signal.log);
    typist.is_guest = opened->author.guest() != nullptr;
    typist.until = m_context.clock.steady() + limits::kTypingShownFor;
    if (!m_expiry.isActive()) m_expiry.start();
    if (is_new) announce(signal.log);
}

void Typing::said(ConversationId conversation, AccountId author)
{
    const auto found = m_typists.find(conversation);
    if (found != m_typists.end() && found->remove(author)) announce(conversation);
}

void Typing::tellingChanged()
{
    for (auto it = m_typists.begin(); it != m_typists.end(); ++it) {
        if (it->isEmpty() || m_ledger.isTypingTold(it.key())) continue;
        it->clear();
        announce(it.key());
    }
}

void Typing::expire()
{
    const auto now = m_context.clock.steady();
    bool is_anybody_left = false;
    for (auto it = m_typists.begin(); it != m_typists.end(); ++it) {
        const auto gone = it->removeIf([now](const auto &typist) { return typist.value().until <= now; });
        if (gone > 0) announce(it.key());
        is_anybody_left = is_anybody_left || !it->isEmpty();
    }
    if (!is_anybody_left) m_expiry.stop();
}

void Typing::announce(ConversationId conversation)
{
    QStringList names;
    bool is_guest_typing = false;
    for (const Typist &typist : m_typists.value(conversation)) {
        names.append(typist.name);
        is_guest_typing = is_guest_typing || typist.is_guest;
    }
    Q_EMIT m_context.announcer.typingChanged(conversation, names);
    m_ledger.setTyping(conversation, is_guest_typing);
}

} // namespace chat121::engine
