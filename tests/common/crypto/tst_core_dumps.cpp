// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What forbidCoreDumps() asks of the kernel. That each program asks is tests/e2e/hostile/tst_hostile_secrets.

#include "common/crypto/init.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace chat121;

namespace {

class TestCoreDumps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neitherAFileNorAnotherProgramGetsTheMemory();
};

void TestCoreDumps::neitherAFileNorAnotherProgramGetsTheMemory()
{
    QCOMPARE(prctl(PR_GET_DUMPABLE), 1);
    crypto::forbidCoreDumps();
    const int dumpable = prctl(PR_GET_DUMPABLE);
    prctl(PR_SET_DUMPABLE, 1); // a sanitizer looks into this process at its end
    QCOMPARE(dumpable, 0);
    rlimit core{1, 1};
    QCOMPARE(getrlimit(RLIMIT_CORE, &core), 0);
    QCOMPARE(core.rlim_cur, rlim_t(0));
    QCOMPARE(core.rlim_max, rlim_t(0)); // it cannot be raised again
}

} // namespace

CHAT121_TEST_MAIN(TestCoreDumps)
#include "tst_core_dumps.moc"
