// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The records of the local store, the id of a group, and what a commit says of the log that its author
// had read. The rows are sealed, so that only a damaged
// or older program could have written what does not decode; still nothing may crash.
// Reaches: GroupKey, ReplyKey
#include "client/core/engine/groups/group_key.h"
#include "client/core/engine/groups/log_chain.h"
#include "client/core/local_store/log_table.h"
#include "client/core/local_store/records.h"
#include "tests/fuzz/one_form.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using chat121::test::decodeOne;

namespace {

template <typename... Record>
struct Records {
};

using EveryRecord = Records<ConversationRecord, GroupEpochRecord, GroupRatchetsRecord, PendingCommitRecord,
                            KeyPackageRecord, DepartmentKeyRecord, PreviewRecord, DraftRecord, PersonRecord,
                            ContactRecord, TrustRecord, NoteDraftRecord, StaffNoteRecord, LockedEntryRecord,
                            CannedReplyRecord, ReplyUseRecord, WrapUpRecord, LaterRecord, RatingRecord,
                            SnoozeRecord, WaitingChangeRecord, IntakeRecord, NoteRecord, LogCursor>;

template <typename... Record>
void decodeEach(QByteArrayView input, Records<Record...>)
{
    (decodeOne<Record>(input), ...);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    decodeEach(input, EveryRecord{});
    decodeOne<engine::Seen>(input);
    const auto group = engine::groupKeyOf(input); // a group's id, as other members say it
    if (group && engine::groupIdOf(*group) != input) qFatal("a second form of the same id was accepted");
    return 0;
}
