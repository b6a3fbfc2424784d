// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an owner does with the organisation's people and its key. See live_workspace.h.
#include "client/core/engine/engine.h"
#include "client/core/engine/live_workspace.h"

namespace chat121 {

using engine::Desk;
using engine::Engine;
using engine::Running;

void LiveWorkspace::dismiss(AccountId colleague)
{
    postDesk([=](Desk &desk) { desk.dismiss(colleague); });
}

void LiveWorkspace::saveRootKey(const QString &path, const QString &passphrase, const QString &proof)
{
    post([=](Engine &engine) { engine.saveRootKey(path, passphrase, proof); });
}

void LiveWorkspace::showRootSheet(const QString &proof)
{
    post([=](Engine &engine) { engine.showRootSheet(proof); });
}

void LiveWorkspace::noteRootSheet()
{
    postRunning([](Running &running) { running.rootKeeper().noteSheet(); });
}

void LiveWorkspace::postponeRootKey()
{
    postRunning([](Running &running) { running.rootKeeper().postpone(); });
}

void LiveWorkspace::restoreRootKey(const QString &path, const QString &passphrase)
{
    postRunning([=](Running &running) { running.rootKeeper().restore(path, passphrase); });
}

void LiveWorkspace::enterRootSheet(const QString &lines)
{
    postRunning([=](Running &running) { running.rootKeeper().enterSheet(lines); });
}

// --- back in by the key ---------------------------------------------------------------------------

void LiveWorkspace::openRootFile(const QString &address, const QString &path, const QString &passphrase)
{
    post([=](Engine &engine) { engine.openRootFile(address, path, passphrase); });
}

void LiveWorkspace::openRootSheet(const QString &address, const QString &lines)
{
    post([=](Engine &engine) { engine.openRootSheet(address, lines); });
}

void LiveWorkspace::comeBackAsOwner(AccountId owner, const QString &own_name, const QString &password)
{
    post([=](Engine &engine) { engine.comeBackAsOwner(owner, own_name, password); });
}

} // namespace chat121
