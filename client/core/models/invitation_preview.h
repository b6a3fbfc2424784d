// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is shown before they come in. A value; threads: any.
#pragma once

#include "common/base/ids.h"

#include <QList>
#include <QString>

namespace chat121 {

// An owner's account whose place may be taken with the organisation's key.
struct OwnerPlace {
    AccountId account{};
    QString name;

    bool operator==(const OwnerPlace &) const = default;
};

// What an invitation is for, before anything is accepted; or the organisation's key.
struct InvitationPreview {
    enum class Kind : quint8 { SetUp, Staff, Guest, Device, Owner };

    Kind kind = Kind::Guest;
    QString organisation;            // its signed name; empty for SetUp
    QString department;              // Guest, or Staff of one department
    QString role;                    // Staff: for people to read
    QString consent_text;            // Guest: what the consent card says
    bool is_anybody_on_duty = false; // Guest
    bool is_new_way_in = false;      // Staff: for somebody who has lost the way into an older account
    QList<OwnerPlace> owners;        // Owner: at least one
    int consent_version = 0; // Guest: of a department's own text, whose acceptance is signed; 0: other
};

} // namespace chat121
