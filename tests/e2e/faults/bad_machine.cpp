// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/faults/bad_machine.h"

#include <QFileInfo>

#include <sys/mman.h>

namespace chat121::e2e {

namespace {

constexpr auto kPreload = "LD_PRELOAD";

} // namespace

BadMachine::BadMachine()
{
    if (!m_file.open() || !m_file.resize(sizeof(BadMachineControl))) return;
    void *const mapped =
        ::mmap(nullptr, sizeof(BadMachineControl), PROT_READ | PROT_WRITE, MAP_SHARED, m_file.handle(), 0);
    if (mapped == MAP_FAILED) return;
    m_control = new (mapped) BadMachineControl;
    qputenv(kBadMachineVariable, QFile::encodeName(m_file.fileName()));
    qputenv(kPreload, CHAT121_BAD_MACHINE_SHIM);
}

BadMachine::~BadMachine()
{
    qunsetenv(kPreload);
    qunsetenv(kBadMachineVariable);
    if (m_control == nullptr) return;
    mend();
    ::munmap(m_control, sizeof(BadMachineControl));
}

void BadMachine::disk(DiskFault fault, const QString &folder, int spared)
{
    m_control->fault = DiskFault::None;
    const QByteArray path = QFile::encodeName(QFileInfo(folder).canonicalFilePath());
    Q_ASSERT_X(!path.isEmpty() && path.size() < PATH_MAX, "BadMachine::disk", "no such folder");
    qstrncpy(m_control->folder, path.constData(), sizeof(m_control->folder));
    m_control->spared = spared;
    m_control->failed = 0;
    m_control->fault = fault;
}

void BadMachine::mend()
{
    m_control->fault = DiskFault::None;
    m_control->clock_ahead_s = 0;
}

void BadMachine::clockIsAhead(std::chrono::seconds by)
{
    m_control->clock_ahead_s = by.count();
}

int BadMachine::failedCalls() const
{
    return m_control->failed;
}

} // namespace chat121::e2e
