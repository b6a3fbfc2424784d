// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests that wait for their answer on one connection, matched by RequestId and type.
//
// A handler is called exactly once: with one of the answers it expects, or with a RequestFailure.
// What answers nothing, or is no message of the expected type, is an error of the server.
// Threads: the engine's. Handlers may ask again from inside.
#pragma once

#include "client/core/connection/failure.h"
#include "common/base/clock.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"

#include <QHash>

#include <functional>
#include <variant>

namespace chat121 {

template <typename... Answers>
using Reply = std::variant<RequestFailure, Answers...>;

template <typename... Answers>
using ReplyHandler = std::function<void(Reply<Answers...>)>;

class Requests {
public:
    // Decodes the frame and calls the handler; Malformed (and nothing called) if it does not fit.
    using Answered = std::function<Result<std::function<void()>>(QByteArrayView frame)>;
    using Failed = std::function<void(const RequestFailure &)>;

    struct Waiting {
        Answered answered;
        Failed failed;
        std::chrono::milliseconds deadline{}; // of Clock::steady
    };

    // REQUIRES: nothing waits under this id
    void add(RequestId request, Waiting waiting) { m_waiting.insert(request, std::move(waiting)); }

    template <typename... Answers>
    static Waiting waitingFor(ReplyHandler<Answers...> handler, std::chrono::milliseconds deadline)
    {
        Answered answered = [handler](QByteArrayView frame) -> Result<std::function<void()>> {
            std::function<void()> call;
            const bool fits = (tryDecode<Answers, Answers...>(frame, handler, call) || ...);
            if (!fits) return Error{Code::Malformed, QStringLiteral("an answer of another type, or broken")};
            return call;
        };
        Failed failed = [handler](const RequestFailure &failure) { handler(Reply<Answers...>(failure)); };
        return {std::move(answered), std::move(failed), deadline};
    }

    // A frame whose first field is a request id other than 0.
    Result<void> onAnswer(RequestId request, QByteArrayView frame);
    Result<void> onRefused(const protocol::Refused &refused);

    // The connection is gone.
    void failAll(const RequestFailure &failure);

    bool contains(RequestId request) const { return m_waiting.contains(request); }
    bool isEmpty() const { return m_waiting.isEmpty(); }
    // The earliest deadline of all. REQUIRES: !isEmpty()
    std::chrono::milliseconds earliest() const;
    // Moves all deadlines: the upload still makes progress.
    void extendTo(std::chrono::milliseconds deadline);

private:
    template <typename Answer, typename... Answers>
    static bool tryDecode(QByteArrayView frame, const ReplyHandler<Answers...> &handler,
                          std::function<void()> &call)
    {
        if (protocol::typeOf(frame) != Answer::kType) return false;
        auto answer = protocol::decodeFrame<Answer>(frame);
        if (!answer) return false;
        call = [handler, value = *std::move(answer)] { handler(Reply<Answers...>(value)); };
        return true;
    }

    QHash<RequestId, Waiting> m_waiting;
};

} // namespace chat121
