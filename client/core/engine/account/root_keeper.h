// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation's key on this computer, beside the sealed store in which it was made: saved as a file
// that a passphrase opens, told as the lines of a sheet, and restored from either on another computer.
//
// The slow hash runs on a thread of its own, one at a time; what comes of it is used on the engine's.
// Ownership: Running's; waits for that thread when it ends. Threads: engine.
#pragma once

#include "client/core/engine/ledger/context.h"
#include "client/core/engine/profile/profile_store.h"

#include <QThread>

#include <functional>
#include <memory>

namespace chat121::engine {

class RootKeeper final : public QObject {
    Q_OBJECT

public:
    RootKeeper(Context &context, QObject *parent);
    ~RootKeeper() override;

    Result<void> load();
    RootKeyStatus status() const;

    void save(const QString &path, const QString &passphrase);
    void tellSheet();
    void noteSheet() { note({true, m_note.is_postponed}); }
    void postpone() { note({m_note.is_saved, true}); }
    void restore(const QString &path, const QString &passphrase);
    void enterSheet(const QString &lines);

Q_SIGNALS:
    void restored(); // this computer may sign from now on

private:
    using After = std::function<void()>;

    void note(const RootNote &note);
    void refuse(ProblemKind kind) { Q_EMIT m_context.announcer.rootKeyRefused(problem(kind)); }
    void inBackground(std::function<After()> work);
    void keep(crypto::Secret32 seed);
    QString address() const;

    Context &m_context;
    RootNote m_note;
    After m_after;
    std::unique_ptr<QThread> m_worker;
};

} // namespace chat121::engine
