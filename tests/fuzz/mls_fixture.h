// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A group of two whose every byte is the same in each run, so that seeds stay valid.
#pragma once

#include "common/crypto/init.h"
#include "tests/common/mls/device.h"

#include <QtGlobal>

namespace chat121::fuzz {

struct MlsFixture {
    test::Pair pair{};
    mls::SavedGroup anna_saved{};
    mls::SavedGroup ben_saved{};

    MlsFixture()
    {
        if (!crypto::initialise() || !pair.start()) qFatal("no group to begin with");
        anna_saved = pair.at_anna->saved();
        ben_saved = pair.at_ben->saved();
    }

    mls::Group ben()
    {
        auto group = mls::Group::restore(pair.ben.party, ben_saved);
        if (!group) qFatal("the saved group cannot be restored");
        return *std::move(group);
    }
};

inline MlsFixture &mlsFixture()
{
    static MlsFixture fixture;
    return fixture;
}

} // namespace chat121::fuzz
