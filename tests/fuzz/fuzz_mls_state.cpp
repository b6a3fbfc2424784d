// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the local store gives back: a group's two parts, a pending commit, a key package bundle. What
// can be restored must be usable, at least without harm. The first byte chooses.
//
// Reaches: restoreState, fromParts
#include "tests/fuzz/mls_fixture.h"

#include <cstdint>

using namespace chat121;

namespace {

void useGroup(Result<mls::Group> group)
{
    if (!group) return;
    const mls::SavedGroup saved = group->saved();
    if (!mls::Group::restore(fuzz::mlsFixture().pair.anna.party, saved)) qFatal("saved, but not restorable");
    static_cast<void>(group->members());
    static_cast<void>(group->groupInfo());
    static_cast<void>(group->protect("text", "data"));
    static_cast<void>(group->proposeUpdate(mls::CommitRequest::Framing::Private));
    auto pending = group->commit({});
    if (pending) static_cast<void>(group->merge(*std::move(pending)));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    fuzz::MlsFixture &fixture = fuzz::mlsFixture();
    const mls::Party &party = fixture.pair.anna.party;
    switch (data[0] % 4) {
    case 0:
        useGroup(mls::Group::restore(party, {input.toByteArray(), fixture.anna_saved.ratchets}));
        break;
    case 1:
        useGroup(mls::Group::restore(party, {fixture.anna_saved.epoch, input.toByteArray()}));
        break;
    case 2: {
        auto group = mls::Group::restore(party, fixture.anna_saved);
        if (auto pending = group->restorePending(input)) static_cast<void>(group->merge(*std::move(pending)));
        useGroup(std::move(group));
        break;
    }
    case 3: {
        const auto bundle = mls::KeyPackageBundle::restore(input);
        if (bundle && bundle->serialise() != input) qFatal("a second form of the same bundle was accepted");
        break;
    }
    }
    return 0;
}
