// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/requests.h"

#include <algorithm>

namespace chat121 {

using namespace Qt::StringLiterals;

Result<void> Requests::onAnswer(RequestId request, QByteArrayView frame)
{
    const auto found = m_waiting.constFind(request);
    if (found == m_waiting.constEnd()) return Error{Code::Malformed, u"an answer that nobody asked for"_s};
    TRY_ASSIGN(const std::function<void()> call, found->answered(frame));
    m_waiting.erase(found);
    call();
    return success();
}

Result<void> Requests::onRefused(const protocol::Refused &refused)
{
    if (!m_waiting.contains(refused.request))
        return Error{Code::Malformed, u"a refusal that nobody asked for"_s};
    const Waiting waiting = m_waiting.take(refused.request);
    waiting.failed({refused.code, refused.reason, refused.retry_after_ms});
    return success();
}

void Requests::failAll(const RequestFailure &failure)
{
    const QHash<RequestId, Waiting> waiting = std::exchange(m_waiting, {});
    QList<RequestId> oldest_first = waiting.keys();
    std::sort(oldest_first.begin(), oldest_first.end());
    for (const RequestId request : oldest_first)
        waiting[request].failed(failure);
}

std::chrono::milliseconds Requests::earliest() const
{
    const auto before = [](const Waiting &a, const Waiting &b) { return a.deadline < b.deadline; };
    return std::min_element(m_waiting.cbegin(), m_waiting.cend(), before)->deadline;
}

void Requests::extendTo(std::chrono::milliseconds deadline)
{
    for (Waiting &waiting : m_waiting)
        waiting.deadline = qMax(waiting.deadline, deadline);
}

} // namespace chat121
