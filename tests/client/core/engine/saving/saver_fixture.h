// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody at a seat of ACME's who saves a conversation as a file, and what they are told.
//
// Threads: the test's.
#pragma once

#include "client/core/engine/saving/file_saver.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

namespace chat121::test {

inline constexpr int kSavingPatienceMs = 60'000;

inline TimelineRow savedRow(quint32 number)
{
    TimelineRow row;
    QByteArray id(16, 'r');
    for (int at = 0; at < 4; ++at)
        id[at] = static_cast<char>(number >> (8 * at));
    row.id = *MessageId::from(id);
    row.sequence = {number + 1};
    row.author = {7};
    row.author_name = QStringLiteral("Gina");
    row.sent_at = kNow;
    row.text = QStringLiteral("row %1").arg(number);
    return row;
}

inline Result<void> fill(LocalStore &store, quint32 rows)
{
    TRY_ASSIGN(auto transaction, store.begin());
    for (quint32 number = 0; number < rows; ++number)
        TRY(store.messages().put(kTalk, savedRow(number)));
    return transaction.commit();
}

// Somebody who saves, and what they are told.
struct Saving {
    explicit Saving(ReadingSeat &at)
        : seat(at)
        , saver(at.context, at.ledger, at.outbox, nullptr)
    {
        ConversationRecord record = at.ledger.recordOr(kTalk);
        record.department = kSupport;
        if (!at.ledger.save(record)) qFatal("no record");
        allows(bitOf(ConsentPurpose::Transcript));
        QObject::connect(&at.announcer, &engine::Announcer::saved, &saver,
                         [this](ConversationId, const SavedFile &file) { saved.append(file); });
        QObject::connect(&at.announcer, &engine::Announcer::savingRefused, &saver,
                         [this](ConversationId, const Problem &why) { refused.append(why.sentence); });
        QObject::connect(&at.announcer, &engine::Announcer::savingProgressed, &saver,
                         [this](ConversationId, int done, int) {
                             progress.append(done);
                             if (on_progress) on_progress();
                         });
    }

    // By the customer's word.
    void allows(ConsentPurposes purposes)
    {
        ConversationRecord record = seat.ledger.recordOr(kTalk);
        engine::ConversationDetails details = engine::Ledger::detailsOf(record);
        details.allowed = purposes;
        engine::Ledger::setDetails(record, details);
        if (!seat.ledger.save(record)) qFatal("no record");
    }

    bool ends() // one way or the other
    {
        return QTest::qWaitFor([this] { return !saved.isEmpty() || !refused.isEmpty(); }, kSavingPatienceMs);
    }

    ReadingSeat &seat;
    engine::FileSaver saver;
    std::function<void()> on_progress;
    QList<SavedFile> saved;
    QStringList refused;
    QList<int> progress;
};

class SaverTest : public QObject {
protected:
    void opensOffice() { m_office.emplace(m_acme, m_clock, m_random); }
    bool closesOffice()
    {
        m_gina.reset();
        m_office.reset();
        bool is_empty = true;
        for (const QString &file : files())
            is_empty = QFile::remove(m_folder.filePath(file)) && is_empty;
        return is_empty;
    }

    // Anna with this role, by a badge that root has signed.
    std::unique_ptr<ReadingSeat> annaAs(identity::Role role)
    {
        const identity::Badge badge{m_acme.anna.account.publicKey(),
                                    QStringLiteral("Anna"),
                                    role,
                                    QList<DepartmentId>{kSupport},
                                    kNow - kDay,
                                    kNow + 30 * kDay};
        const identity::LeafIdentity leaf{m_acme.chainOf(badge), m_acme.anna.signedCertificate()};
        return m_office->seat(QStringLiteral("anna"), m_acme.anna, leaf, engine::ProfileKind::Staff);
    }

    bool rules(ReadingSeat &seat, const std::function<void(identity::OrganisationDocument &)> &change)
    {
        const identity::VerifiedOrganisation &current = seat.identity.organisation();
        identity::OrganisationDocument next = current.document;
        change(next);
        next.number += 1;
        next.previous = current.hash;
        const auto document = identity::SignedOrganisation::sign(next, m_acme.root);
        const auto verified = identity::verifySuccessor(current, document);
        if (!verified) return false;
        seat.identity.setOrganisation(document, *verified);
        return true;
    }

    bool ruleIs(ReadingSeat &seat, identity::ExportRule rule)
    {
        return rules(seat, [rule](identity::OrganisationDocument &next) {
            for (identity::Department &one : next.departments.items)
                if (one.id == kSupport) one.policy.staff_export = rule;
        });
    }

    bool beginsWithGina(ReadingSeat &anna)
    {
        m_gina = m_office->gina();
        if (!m_gina->committer.join(begunWith(anna, *m_gina, mls::KeyPackageUse::Once))) return false;
        for (ReadingSeat *each : {&anna, m_gina.get()}) {
            ConversationRecord record = each->ledger.recordOr(kTalk);
            record.state = protocol::ConversationState::Taken;
            record.department = kSupport;
            record.guest = m_gina->identity.account();
            if (!each->ledger.save(record)) return false;
        }
        return true;
    }

    QString path() const { return m_folder.filePath(QStringLiteral("saved.json")); }
    SaveWish wish() const { return {SavedFormat::Data, path(), false}; }
    QByteArray saved() const { return m_folder.read(QStringLiteral("saved.json")); }
    QJsonArray rows() const
    {
        return QJsonDocument::fromJson(saved()).object().value(QStringLiteral("rows")).toArray();
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    TemporaryDirectory m_folder;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_gina;
};

} // namespace chat121::test
