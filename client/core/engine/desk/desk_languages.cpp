// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The languages that the person at the desk speaks: kept here, said with the status.

#include "client/core/engine/desk/desk.h"

namespace chat121::engine {

namespace {

struct Spoken {
    protocol::Languages languages{};
    auto fields() { return std::tie(languages); }
};

} // namespace

Result<void> Desk::loadLanguages()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString::fromLatin1(kLanguagesNote)));
    if (!note) return success();
    TRY_ASSIGN(const Spoken spoken, decode<Spoken>(note->value.bytes));
    for (const protocol::Language &language : spoken.languages.items)
        m_languages.append(language.text);
    return success();
}

void Desk::keepLanguages()
{
    Spoken spoken;
    for (const QString &language : std::as_const(m_languages))
        spoken.languages.items.append(language);
    NoteRecord note;
    note.name = QString::fromLatin1(kLanguagesNote);
    note.value = encode(spoken);
    if (const auto saved = m_context.store.notes().save(note); !saved) m_context.storeFailed(saved.error());
    Q_EMIT m_context.announcer.languagesChanged(m_languages);
}

void Desk::followLanguages(const protocol::AgentEntry &own)
{
    QStringList languages;
    for (const protocol::Language &language : own.languages.items)
        languages.append(language.text);
    if (languages == m_languages) return;
    m_languages = languages;
    keepLanguages();
}

void Desk::setLanguages(const QStringList &languages)
{
    m_languages = languages.mid(0, limits::kAgentLanguagesMax);
    keepLanguages();
    keepDuty(); // said on this computer, from now on
    if (m_context.session.isLoggedIn()) sendDuty();
}

} // namespace chat121::engine
