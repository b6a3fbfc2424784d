// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/account/root_keeper.h"

#include "client/core/engine/notices/root_problems.h"
#include "client/core/engine/profile/password_record.h"

#include <QFile>
#include <QSaveFile>

namespace chat121::engine {

namespace {

// Only its owner can read the file.
bool write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    const bool is_private = file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // Flushed by hand: QSaveFile forgets what fails when it does that itself, and commits half of a file.
    return is_private && file.write(bytes) == bytes.size() && file.flush() && file.commit();
}

} // namespace

RootKeeper::RootKeeper(Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

RootKeeper::~RootKeeper()
{
    if (m_worker) m_worker->wait();
}

// --- what stands ----------------------------------------------------------------------------------

Result<void> RootKeeper::load()
{
    TRY_ASSIGN(m_note, loadRootNote(m_context.store));
    Q_EMIT m_context.announcer.rootKeyChanged(status());
    return success();
}

RootKeyStatus RootKeeper::status() const
{
    RootKeyStatus status;
    status.is_owners = m_context.identity.self().role() == identity::Role::Owner;
    status.is_here = m_context.identity.profile().root_seed.has_value();
    status.is_saved = m_note.is_saved;
    status.is_offered = status.is_here && !m_note.is_saved && !m_note.is_postponed;
    return status;
}

void RootKeeper::note(const RootNote &note)
{
    m_note = note;
    if (const auto saved = saveRootNote(m_context.store, note); !saved) m_context.storeFailed(saved.error());
    Q_EMIT m_context.announcer.rootKeyChanged(status());
}

void RootKeeper::inBackground(std::function<After()> work)
{
    if (m_worker) return; // the person has asked twice
    m_worker.reset(QThread::create([this, work = std::move(work)] { m_after = work(); }));
    m_worker->setObjectName(QStringLiteral("root key"));
    connect(m_worker.get(), &QThread::finished, this, [this] {
        m_worker->wait();
        m_worker.release()->deleteLater();
        const After after = std::exchange(m_after, {});
        after();
    });
    m_worker->start();
}

// --- out ------------------------------------------------------------------------------------------

void RootKeeper::save(const QString &path, const QString &passphrase)
{
    const auto &seed = m_context.identity.profile().root_seed;
    if (!seed) return refuse(ProblemKind::RootKeyNeeded);
    if (passphrase.size() < limits::kRootPassphraseCharactersMin)
        return refuse(ProblemKind::RootPassphraseShort);
    const auto key = std::make_shared<crypto::Secret32>(seed->clone());
    RandomSource &random = m_context.random;
    inBackground([this, key, path, typed = passwordBytes(passphrase), &random]() mutable -> After {
        const auto sealed = identity::sealRootKey(*key, typed, random);
        crypto::wipe(typed);
        if (!sealed) return [this] { refuse(ProblemKind::NoMemory); };
        if (!write(path, *sealed)) return [this] { refuse(ProblemKind::RootFileNotWritten); };
        return [this, path] {
            note({true, m_note.is_postponed});
            Q_EMIT m_context.announcer.rootKeySaved(path);
        };
    });
}

void RootKeeper::tellSheet()
{
    const auto &seed = m_context.identity.profile().root_seed;
    if (!seed) return refuse(ProblemKind::RootKeyNeeded);
    Q_EMIT m_context.announcer.rootSheetTold(identity::rootSheetOf(*seed), address());
}

// A link as the way back asks for one, which invites nobody: its token is all zeros.
QString RootKeeper::address() const
{
    const auto &departments = m_context.identity.organisation().document.departments.items;
    if (departments.isEmpty()) return {};
    identity::Invitation invitation = m_context.identity.invitation();
    invitation.purpose =
        identity::GuestInvitation{m_context.identity.profile().root_key, departments.first().id, {}};
    return identity::toLink(invitation);
}

// --- in -------------------------------------------------------------------------------------------

void RootKeeper::restore(const QString &path, const QString &passphrase)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return refuse(ProblemKind::RootFileUnreadable);
    const QByteArray bytes = file.read(limits::kRootFileBytesMax + 1);
    inBackground([this, bytes, typed = passwordBytes(passphrase),
                  root_key = m_context.identity.profile().root_key]() mutable -> After {
        auto seed = identity::openRootKey(bytes, typed, root_key);
        crypto::wipe(typed);
        if (!seed) return [this, kind = rootFileProblem(seed.error())] { refuse(kind); };
        const auto key = std::make_shared<crypto::Secret32>(*std::move(seed));
        return [this, key] { keep(key->clone()); };
    });
}

void RootKeeper::enterSheet(const QString &lines)
{
    identity::TypedSheet sheet = identity::readRootSheet(lines);
    if (!sheet.seed) {
        Q_EMIT m_context.announcer.rootKeyRefused(rootSheetProblem(sheet));
        return;
    }
    const auto key = crypto::SigningKey::fromSeed(sheet.seed->clone());
    if (key.publicKey() != m_context.identity.profile().root_key) return refuse(ProblemKind::RootKeyOfOthers);
    keep(*std::move(sheet.seed));
}

void RootKeeper::keep(crypto::Secret32 seed)
{
    const auto saved = m_context.store.profile().save(ProfileValue::RootSeed, seed.view());
    if (!saved) {
        Q_EMIT m_context.announcer.rootKeyRefused(storeProblem(saved.error()));
        return;
    }
    m_context.identity.setRootSeed(std::move(seed));
    note({true, true}); // it came from somewhere
    Q_EMIT m_context.announcer.rootKeyRestored();
    Q_EMIT restored();
}

} // namespace chat121::engine
