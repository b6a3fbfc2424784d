// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a tampered message is refused in a time that tells where it was tampered with, or what was in
// it: Welch's t-test between two classes of inputs, as dudect does it (Reparaz, Balasch, Verbauwhede,
// DATE 2017). |t| above 4.5 in each of three rounds is a leak, and the exit status is 1. A control that
// leaks on purpose has to be found; when it is not, the machine is too busy for a verdict, and the exit
// status is 1, too. It measures time, and so it is no test: what does not depend on the machine is
// tests/common/secrecy and tests/common/mls/tst_tampering.
//
//     bench_refusals [--inputs N]      security.md D1
#include "common/crypto/init.h"
#include "tests/common/mls/device.h"
#include "tests/common/mls/forge.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kInputs = 200'000;
constexpr qsizetype kSampleBytes = 32;
constexpr qsizetype kControlBytes = 4096;
constexpr double kKept = 0.95; // of each class: what took longest was interrupted
constexpr double kLeak = 4.5;  // |t|
constexpr quint64 kRounds = 3;

// What refuses a message, and two of which it must not tell which took longer.
struct Question {
    const char *name;
    std::function<bool(const QByteArray &)> is_taken;
    QByteArray one;
    QByteArray other;
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

struct Round {
    Figures one;
    Figures other;

    double t() const
    {
        return (one.mean - other.mean) / std::sqrt(one.variance / one.count + other.variance / other.count);
    }
};

Round measure(const Question &question, int inputs, quint64 seed)
{
    SeededRandom dice(seed);
    QElapsedTimer timer;
    std::vector<qint64> one, other;
    for (int i = 0; i < inputs; ++i) {
        const bool is_one = dice.below(2) == 0;
        timer.start();
        const bool is_taken = question.is_taken(is_one ? question.one : question.other);
        const qint64 took = timer.nsecsElapsed();
        if (is_taken) qFatal("a tampered message was taken");
        (is_one ? one : other).push_back(took);
    }
    return {figuresOf(std::move(one)), figuresOf(std::move(other))};
}

// The round that tells least decides: a leak is there in each.
bool leaks(const Question &question, int inputs)
{
    Round least = measure(question, inputs, 1);
    for (quint64 seed = 2; seed <= kRounds; ++seed) {
        const Round round = measure(question, inputs, seed);
        if (std::abs(round.t()) < std::abs(least.t())) least = round;
    }
    std::printf("{\"classes\":\"%s\",\"inputs\":%d,\"rounds\":%d,\"mean_ns\":[%.1f,%.1f],\"t\":%.2f,"
                "\"limit\":%.1f}\n",
                question.name, inputs, static_cast<int>(kRounds), least.one.mean, least.other.mean, least.t(),
                kLeak);
    return std::abs(least.t()) > kLeak;
}

// As nobody should compare: it ends with the first byte that differs.
bool isSame(QByteArrayView a, QByteArrayView b)
{
    for (qsizetype i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

// How many bytes of the ciphertext lie behind the sample. The key of the sender's data follows from the
// sample (RFC 9420, Section 6.3.2): who changes that is refused earlier, and knows it.
qsizetype behindSample(const QByteArray &message)
{
    return mls::decodeMessage<mls::PrivateMessage>(message)->ciphertext.bytes.size() - 1 - kSampleBytes;
}

} // namespace

int main(int argc, char *argv[])
{
    const bool is_told = argc == 3 && QByteArrayView(argv[1]) == "--inputs";
    const int inputs = is_told ? QByteArray(argv[2]).toInt() : kInputs;
    Pair pair;
    if (!crypto::initialise() || !pair.start() || inputs < 1000) return 1;
    // All under the same generation: how many keys lie before it is no secret, and takes time.
    const mls::SavedGroup before = pair.at_anna->saved();
    const QByteArray words = *pair.at_anna->protect(QByteArray(100, 'w'), "about them");
    auto again = mls::Group::restore(pair.anna.party, before);
    auto once_more = mls::Group::restore(pair.anna.party, before);
    if (!again || !once_more) return 1;
    const QByteArray other_words = *again->protect(QByteArray(10, 'x'), "about them");
    const QByteArray long_words = *once_more->protect(QByteArray(kControlBytes, 'y'), "about them");

    const auto refuse = [&](const QByteArray &message) { return pair.at_ben->process(message).has_value(); };
    const auto refuse_early = [&](const QByteArray &message) {
        return refuse(message) || isSame(message, long_words);
    };
    const bool is_control_found =
        leaks({"control: a comparison that ends early", refuse_early,
               flipped(long_words, behindSample(long_words)), flipped(long_words, 0)},
              inputs);
    const bool tells_place = leaks({"first byte behind the sample / last byte of the tag", refuse,
                                    flipped(words, behindSample(words)), flipped(words, 0)},
                                   inputs);
    const bool tells_content = leaks(
        {"long content / short content, one size", refuse, flipped(words, 20), flipped(other_words, 20)},
        inputs);
    if (!is_control_found)
        std::fprintf(stderr, "bench_refusals: the control was not found: no verdict on this machine\n");
    if (tells_place || tells_content) std::fprintf(stderr, "bench_refusals: the time of a refusal tells\n");
    return is_control_found && !tells_place && !tells_content ? EXIT_SUCCESS : EXIT_FAILURE;
}
