// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a tampered message is refused in a time that tells where it was tampered with, or what was in
// it: Welch's t-test between two classes of inputs, as dudect does it (Reparaz, Balasch, Verbauwhede,
// DATE 2017). |t| above 4.5 is a leak; a busy machine makes the figure smaller, never larger for long.
//
//     bench_refusals [--inputs N]      security.md D1; beside it, tests/common/mls/tst_tampering
#include "common/crypto/init.h"
#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kInputs = 200'000;
constexpr qsizetype kSampleBytes = 32;
constexpr double kKept = 0.95; // of each class: what took longest was interrupted

struct Class {
    QByteArray message;
    std::vector<qint64> ns{};
};

QByteArray flipped(const QByteArray &message, qsizetype from_end)
{
    auto sealed = *mls::decodeMessage<mls::PrivateMessage>(message);
    QByteArray &bytes = sealed.ciphertext.bytes;
    const qsizetype place = bytes.size() - 1 - from_end;
    bytes[place] = static_cast<char>(bytes.at(place) ^ 1);
    return mls::encodeMessage(sealed);
}

struct Figures {
    double mean = 0;
    double variance = 0;
    double count = 0;
};

Figures figuresOf(std::vector<qint64> ns)
{
    std::sort(ns.begin(), ns.end());
    ns.resize(static_cast<size_t>(static_cast<double>(ns.size()) * kKept));
    Figures figures;
    for (const qint64 one : ns) { // Welford
        figures.count += 1;
        const double delta = static_cast<double>(one) - figures.mean;
        figures.mean += delta / figures.count;
        figures.variance += delta * (static_cast<double>(one) - figures.mean);
    }
    figures.variance /= figures.count - 1;
    return figures;
}

void compare(const char *name, mls::Group &reader, Class one, Class other, int inputs)
{
    SeededRandom dice(121);
    QElapsedTimer timer;
    for (int i = 0; i < inputs; ++i) {
        Class &next = dice.below(2) == 0 ? one : other;
        timer.start();
        const bool is_taken = reader.process(next.message).has_value();
        const qint64 took = timer.nsecsElapsed();
        if (is_taken) qFatal("a tampered message was taken");
        next.ns.push_back(took);
    }
    const Figures a = figuresOf(std::move(one.ns)), b = figuresOf(std::move(other.ns));
    const double t = (a.mean - b.mean) / std::sqrt(a.variance / a.count + b.variance / b.count);
    std::printf("{\"classes\":\"%s\",\"inputs\":%d,\"mean_ns\":[%.1f,%.1f],\"t\":%.2f,\"limit\":4.5}\n", name,
                inputs, a.mean, b.mean, t);
}

} // namespace

int main(int argc, char *argv[])
{
    const bool is_told = argc == 3 && QByteArrayView(argv[1]) == "--inputs";
    const int inputs = is_told ? QByteArray(argv[2]).toInt() : kInputs;
    Pair pair;
    if (!crypto::initialise() || !pair.start() || inputs < 1000) return 1;
    // Both under the same generation: how many keys lie before it is no secret, and takes time.
    const mls::SavedGroup before = pair.at_anna->saved();
    const QByteArray words = *pair.at_anna->protect(QByteArray(100, 'w'), "about them");
    auto again = mls::Group::restore(pair.anna.party, before);
    if (!again) return 1;
    const QByteArray other_words = *again->protect(QByteArray(10, 'x'), "about them");
    // The key of the sender's data follows from the first bytes (RFC 9420, Section 6.3.2): who changes those
    // is refused earlier, and knows it.
    const qsizetype first =
        mls::decodeMessage<mls::PrivateMessage>(words)->ciphertext.bytes.size() - 1 - kSampleBytes;
    compare("first byte behind the sample / last byte of the tag", *pair.at_ben, {flipped(words, first)},
            {flipped(words, 0)}, inputs);
    compare("long content / short content, one size", *pair.at_ben, {flipped(words, 20)},
            {flipped(other_words, 20)}, inputs);
    return 0;
}
