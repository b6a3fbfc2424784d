// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each signature is for. A signature covers its label, so none can be used in another's place:
// the device key alone signs log-ins, registrations, inbox keys and opening messages, besides MLS,
// whose labels begin with "MLS 1.0". A changed structure gets a new number, never an old label.
#pragma once

#include <QByteArrayView>

#include <array>

namespace chat121::identity::labels {

// by the organisation's root key
inline constexpr QByteArrayView kOrganisation = "chat121 organisation document 1";
inline constexpr QByteArrayView kBadge = "chat121 badge 1";
inline constexpr QByteArrayView kInvitation = "chat121 invitation certificate 1";
inline constexpr QByteArrayView kOwners = "chat121 find owners 1";
// by an invitation's key
inline constexpr QByteArrayView kEnrolledAccount = "chat121 enrolled account 1";
// by an account key
inline constexpr QByteArrayView kDeviceCertificate = "chat121 device certificate 1";
inline constexpr QByteArrayView kDeviceRemoval = "chat121 device removal 1";
inline constexpr QByteArrayView kErasureWish = "chat121 erasure wish 1";
// by the server's registrar key
inline constexpr QByteArrayView kGuestAttestation = "chat121 guest attestation 1";
inline constexpr QByteArrayView kKeyLogHead = "chat121 key log head 1";
inline constexpr QByteArrayView kErasureReceipt = "chat121 erasure receipt 1";
// by a device key
inline constexpr QByteArrayView kDepartmentKey = "chat121 department key 1";
inline constexpr QByteArrayView kOpening = "chat121 opening 1";
inline constexpr QByteArrayView kTeamEntry = "chat121 team entry 1";
inline constexpr QByteArrayView kConsentAcceptance = "chat121 consent acceptance 1";
inline constexpr QByteArrayView kConsentReceipt = "chat121 consent receipt 1";
inline constexpr QByteArrayView kLogIn = "chat121 log-in 1";
// by a device key, and by the account key where the message has a proof of it
inline constexpr QByteArrayView kFounding = "chat121 found organisation 1";
inline constexpr QByteArrayView kStaffRegistration = "chat121 register staff 1";
inline constexpr QByteArrayView kGuestRegistration = "chat121 register guest 1";
inline constexpr QByteArrayView kDeviceRegistration = "chat121 register device 1";

inline constexpr std::array kAll = {
    kOrganisation,
    kBadge,
    kInvitation,
    kEnrolledAccount,
    kDeviceCertificate,
    kGuestAttestation,
    kDepartmentKey,
    kOpening,
    kTeamEntry,
    kConsentAcceptance,
    kConsentReceipt,
    kLogIn,
    kFounding,
    kStaffRegistration,
    kGuestRegistration,
    kDeviceRegistration,
    kKeyLogHead,
    kDeviceRemoval,
    kOwners,
    kErasureWish,
    kErasureReceipt,
};

} // namespace chat121::identity::labels
