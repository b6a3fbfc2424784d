// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random sources whose bytes a test knows. Never for anything but tests.
#pragma once

#include "common/base/random.h"

#include <cstring>

namespace chat121::test {

// Hands out the given bytes once, in order: for vectors that print their random values.
class ReplayRandom final : public RandomSource {
public:
    explicit ReplayRandom(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    void fill(void *bytes, qsizetype size) override
    {
        if (size > left()) qFatal("ReplayRandom: %lld more bytes were asked for", size - left());
        std::memcpy(bytes, m_bytes.constData() + m_used, static_cast<size_t>(size));
        m_used += size;
    }

    qsizetype left() const { return m_bytes.size() - m_used; }

private:
    QByteArray m_bytes;
    qsizetype m_used = 0;
};

// Hands out what another source does, but for one draw, whose bytes the test chooses.
class ChosenDraw final : public RandomSource {
public:
    // `number`: 0 for the first. Without bytes nothing is changed.
    ChosenDraw(RandomSource &others, int number, QByteArray bytes)
        : m_others(others)
        , m_number(number)
        , m_bytes(std::move(bytes))
    {
    }

    void fill(void *bytes, qsizetype size) override
    {
        m_others.fill(bytes, size);
        if (m_number-- != 0 || m_bytes.isEmpty()) return;
        if (size != m_bytes.size()) qFatal("ChosenDraw: %lld bytes were asked for", size);
        std::memcpy(bytes, m_bytes.constData(), static_cast<size_t>(size));
    }

private:
    RandomSource &m_others;
    int m_number;
    QByteArray m_bytes;
};

// An endless sequence that depends on the seed alone (SplitMix64): for repeatable histories.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {
    }

    void fill(void *bytes, qsizetype size) override
    {
        auto *out = static_cast<quint8 *>(bytes);
        for (qsizetype i = 0; i < size; ++i)
            out[i] = static_cast<quint8>(next() >> 56);
    }

    // 0 ... bound-1. REQUIRES: bound > 0
    quint64 below(quint64 bound) { return next() % bound; }

private:
    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    quint64 m_state;
};

} // namespace chat121::test
