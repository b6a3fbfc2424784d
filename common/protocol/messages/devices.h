// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The devices of an account: listed, named, removed, and the removals that are due.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// The devices of the asking account. Answer: Devices.
struct FetchDevices {
    static constexpr auto kType = MessageType::FetchDevices;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

struct DeviceEntry {
    DeviceId device{};
    Chain certificate{}; // encode(identity::SignedDeviceCertificate)
    Opaque<bounds::kSealedDeviceNameBytesMax> name{};
    UnixTime registered_at{};
    UnixTime last_seen_at{}; // rounded down: kLastSeenStep
    bool is_online = false;
    bool is_ready = false; // there are key packages of it
    bool is_removed = false;
    auto fields()
    {
        return std::tie(device, certificate, name, registered_at, last_seen_at, is_online, is_ready,
                        is_removed);
    }
};

struct Devices {
    static constexpr auto kType = MessageType::Devices;
    RequestId request{};
    List<DeviceEntry, bounds::kDevicesPerReply> devices{};
    auto fields() { return std::tie(request, devices); }
};

// What kind of computer the asking device is, sealed for the account's devices. Answer: Done.
struct NameDevice {
    static constexpr auto kType = MessageType::NameDevice;
    RequestId request{};
    Opaque<bounds::kSealedDeviceNameBytesMax> name{};
    auto fields() { return std::tie(request, name); }
};

// A device of the asking account is signed out, for good; the asking one, when its person logs out and
// removes the data. Its sessions end; whoever shares a group with it is told to commit its removal.
// Answer: Done.
struct RemoveDevice {
    static constexpr auto kType = MessageType::RemoveDevice;
    RequestId request{};
    Chain removal{}; // encode(identity::SignedDeviceRemoval)
    auto fields() { return std::tie(request, removal); }
};

// Unasked, to the account's devices: one came, has key packages now, or was removed.
struct DevicesChanged {
    static constexpr auto kType = MessageType::DevicesChanged;
    DeviceId device{};
    auto fields() { return std::tie(device); }
};

struct DueRemoval {
    LogId log{};
    Chain removal{};
    auto fields() { return std::tie(log, removal); }
};

// Unasked, after a removal and at log-in: groups that this device is in, and a removed device still is.
// `replaced`: chains of accounts that stand for older ones, whose devices still are in such groups.
struct RemovalsDue {
    static constexpr auto kType = MessageType::RemovalsDue;
    List<DueRemoval, bounds::kDueRemovalsPerMessage> removals{};
    List<Chain, bounds::kReplacementsPerMessage> replaced{};
    auto fields() { return std::tie(removals, replaced); }
};

// Before log-in, by a device that is refused: was it its own account that removed it?
// Answer: Removal, or Refused(NotFound).
struct FetchRemoval {
    static constexpr auto kType = MessageType::FetchRemoval;
    RequestId request{};
    DeviceId device{};
    auto fields() { return std::tie(request, device); }
};

struct Removal {
    static constexpr auto kType = MessageType::Removal;
    RequestId request{};
    Chain removal{};
    auto fields() { return std::tie(request, removal); }
};

} // namespace chat121::protocol
