// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a fuzz target without libFuzzer: over each seed in the given folders, over every seed cut
// short at each place, over what the target's own mutator makes of it, and over the empty input. A folder
// without seeds is an error: a corpus that has lost its way must not look like a passed test.
#include <QByteArray>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);
extern "C" __attribute__((weak)) size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t size_max,
                                                                unsigned int seed);

namespace {

constexpr qsizetype kCutBytesMax = 4096; // longer seeds are cut at their beginning only
constexpr unsigned int kMutations = 300; // of each seed: chains of a few changes, the same in each run
constexpr qsizetype kMutatedBytesMax = 64 * 1024;

void runOn(const QByteArray &input)
{
    // A copy of the exact size, so that reading over the end is seen by a sanitizer.
    const std::unique_ptr<uint8_t[]> copy(new uint8_t[static_cast<size_t>(input.size())]);
    std::copy(input.begin(), input.end(), copy.get());
    LLVMFuzzerTestOneInput(copy.get(), static_cast<size_t>(input.size()));
}

void mutate(const QByteArray &seed)
{
    if (LLVMFuzzerCustomMutator == nullptr) return;
    QByteArray input;
    for (unsigned int number = 0; number < kMutations; ++number) {
        if (number % 4 == 0) input = seed;
        const auto size = static_cast<size_t>(input.size());
        input.resize(kMutatedBytesMax);
        const size_t changed = LLVMFuzzerCustomMutator(reinterpret_cast<uint8_t *>(input.data()), size,
                                                       static_cast<size_t>(kMutatedBytesMax), number);
        input.resize(static_cast<qsizetype>(changed));
        runOn(input);
    }
}

// How many seeds were in the folder.
int replay(const QString &folder)
{
    int seeds = 0;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly)) continue;
        const QByteArray seed = file.readAll();
        ++seeds;
        std::printf("%s\n", qPrintable(entry.fileName()));
        runOn(seed);
        for (qsizetype size = 0; size < qMin(seed.size(), kCutBytesMax); ++size)
            runOn(seed.left(size));
        mutate(seed);
    }
    return seeds;
}

} // namespace

int main(int argc, char **argv)
{
    if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&argc, &argv);
    runOn({});
    for (int i = 1; i < argc; ++i) {
        const int seeds = replay(QString::fromLocal8Bit(argv[i]));
        std::printf("%s: %d seeds replayed\n", argv[i], seeds);
        if (seeds == 0) return 1;
    }
    return 0;
}
