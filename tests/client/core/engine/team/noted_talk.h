// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer's conversation at an organisation with a founder, in which staff may note something: where tests
// about what only staff have begin.
//
// Ownership: a test derives from it. Threads: the test's.
#pragma once

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"

namespace chat121::test {

inline constexpr int kPatienceMs = 60'000;

class NotedTalk : public QObject {
protected:
    void begin() // Gina writes, Anna has taken it
    {
        QVERIFY(crypto::initialise());
        m_company = std::make_unique<Company>();
        QVERIFY(m_company->opens());
        m_link = m_company->founder().invites(QStringLiteral("customers"));
        m_anna = m_company->agent(QStringLiteral("Anna"));
        QVERIFY(m_anna);
        m_gina = m_company->guest(m_link, QStringLiteral("Gina"));
        QVERIFY(m_gina);
        QVERIFY(begins(*m_anna, *m_gina, QStringLiteral("My order is late.")));
        m_id = m_gina->talk()->id();
        m_talk = m_anna->workspace().talk(m_id);
        QTRY_VERIFY_WITH_TIMEOUT(m_talk->isNotable(), kPatienceMs);
    }
    void end()
    {
        m_gina.reset();
        m_anna.reset();
        m_company.reset();
    }

    // The first note that has these words.
    static const TimelineRow *noteWith(Talk *talk, const QString &words)
    {
        if (talk == nullptr) return nullptr;
        for (int row = 0; row < talk->timeline()->size(); ++row) {
            const TimelineRow &value = talk->timeline()->at(row);
            if (value.text.contains(words) && value.kind == RowKind::Note) return &value;
        }
        return nullptr;
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
    QString m_link;         // for further customers
    Talk *m_talk = nullptr; // Anna's
    ConversationId m_id{};
};

} // namespace chat121::test
