// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Letting another computer of this account in: shows a code, and when somebody has asked with it, what
// the person is to confirm. Only then the account's keys leave, sealed to the computer that asked.
// The steps and what each keeps out: common/identity/device_link.h. The new computer's half: way_in_link.cpp.
//
// Nothing of it is on the disk: it ends with the program, and the code with it.
// Ownership: Running's. Threads: engine.
#pragma once

#include "client/core/engine/account/devices.h"
#include "client/core/engine/history/archive.h"
#include "common/identity/device_link.h"
#include "common/identity/invitation.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/links.h"

namespace chat121::engine {

class Linking final : public QObject {
    Q_OBJECT

public:
    Linking(Context &context, Devices &devices, const Archive &archive, QObject *parent);

    void asked(const protocol::LinkAsked &push);
    void connectionLost();

    // --- what the person does ---
    void open();
    void close();
    void refuse(const Problem &problem); // instead of open(): the person has not proven to be the one
    void answer(bool is_allowed);

private:
    identity::Invitation invitation() const;
    void onOpened(const Reply<protocol::Done> &reply);
    Result<QByteArray> grant();
    void onAnswered(const Reply<protocol::Done> &reply, bool is_allowed);
    void stopAt(LinkStatus::Step step, const Problem &problem = {});
    void set(LinkStatus::Step step);

    Context &m_context;
    Devices &m_devices;
    const Archive &m_archive;
    identity::LinkCode m_code;
    std::optional<identity::LinkKeys> m_keys; // while a code is good
    std::optional<identity::LinkAsk> m_ask;
    LinkStatus m_status;
    QTimer m_end;
};

} // namespace chat121::engine
