// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/saving_right.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

namespace {

bool isSupervising(identity::Role role)
{
    switch (role) {
    case identity::Role::Owner:
    case identity::Role::Admin:
    case identity::Role::Supervisor:
        return true;
    case identity::Role::Agent:
    case identity::Role::Bot:
    case identity::Role::Guest:
        break;
    }
    return false;
}

} // namespace

SavingRight savingRight(identity::Role role, identity::ExportRule rule)
{
    if (role == identity::Role::Guest) return SavingRight::Given;
    switch (rule) {
    case identity::ExportRule::Everybody:
        return SavingRight::Given;
    case identity::ExportRule::Supervisors:
        return isSupervising(role) ? SavingRight::Given : SavingRight::SupervisorsOnly;
    case identity::ExportRule::Nobody:
        break;
    }
    return SavingRight::Nobody;
}

QString sentenceOf(SavingRight right)
{
    switch (right) {
    case SavingRight::Given:
        return {};
    case SavingRight::SupervisorsOnly:
        return words::onlySupervisorsSave();
    case SavingRight::Nobody:
        return words::nobodySaves();
    case SavingRight::NotAllowed:
        return words::customerHasNotAllowed();
    case SavingRight::NotStaff:
        return words::notStaffAnyMore();
    }
    return {};
}

} // namespace chat121::engine
