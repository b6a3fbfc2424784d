// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/memory_search.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <bitset>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

namespace chat121::test {

namespace {

constexpr unsigned char kMask = 0xA5;
constexpr qsizetype kWindowBytes = 16;

// A part of a key that is looked for, by its first two bytes in a table.
struct Window {
    const HiddenKey *key;
    qsizetype begin;
    qsizetype size;
};

struct Windows {
    std::vector<Window> list;
    std::unique_ptr<std::bitset<65536>> starts = std::make_unique<std::bitset<65536>>();

    explicit Windows(const QList<HiddenKey> &keys)
    {
        for (const HiddenKey &key : keys) {
            const qsizetype size = std::min(kWindowBytes, key.size());
            for (qsizetype begin = 0; begin + size <= key.size(); begin += kWindowBytes) {
                list.push_back({&key, begin, size});
                starts->set(static_cast<size_t>(key.byte(begin) << 8 | key.byte(begin + 1)));
            }
        }
    }
};

QStringList search(const unsigned char *bytes, size_t size, const Windows &windows, const QString &where)
{
    QStringList found;
    for (size_t i = 0; i + 1 < size; ++i) {
        if (!windows.starts->test(static_cast<size_t>(bytes[i] << 8 | bytes[i + 1]))) continue;
        for (const Window &window : windows.list) {
            const bool fits = size - i >= static_cast<size_t>(window.size);
            if (fits && window.key->isAt(bytes + i, window.begin, window.size))
                found.append(QString::fromLatin1(window.key->name()) + QStringLiteral(" in ") + where);
        }
    }
    return found;
}

} // namespace

HiddenKey::HiddenKey(const QByteArray &name, QByteArrayView key)
    : m_name(name)
    , m_masked(key.size(), Qt::Uninitialized)
{
    for (qsizetype i = 0; i < key.size(); ++i)
        m_masked[i] = static_cast<char>(static_cast<unsigned char>(key[i]) ^ kMask);
    const bool is_searchable = key.size() >= 12 && m_masked.count(m_masked.front()) != m_masked.size();
    if (!is_searchable) qFatal("%s: cannot be searched for", name.constData());
}

unsigned char HiddenKey::byte(qsizetype at) const
{
    return static_cast<unsigned char>(static_cast<unsigned char>(m_masked.at(at)) ^ kMask);
}

bool HiddenKey::isAt(const unsigned char *bytes, qsizetype begin, qsizetype size) const
{
    const char *masked = m_masked.constData() + begin;
    for (qsizetype i = 0; i < size; ++i)
        if ((bytes[i] ^ kMask) != static_cast<unsigned char>(masked[i])) return false;
    return true;
}

namespace {

// What is read of our own memory lies here, and is not searched itself.
constexpr size_t kChunkBytes = 1024 * 1024;
unsigned char chunk[kChunkBytes + kWindowBytes];

// Through the kernel: a page may have gone since the list of maps was read.
QStringList searchMapping(int memory, quint64 begin, quint64 end, const Windows &windows,
                          const QString &where)
{
    QStringList found;
    const auto own_begin = reinterpret_cast<quint64>(chunk);
    const quint64 own_end = own_begin + sizeof(chunk);
    for (quint64 at = begin; at < end; at += kChunkBytes) {
        const quint64 stop = qMin(end, at + kChunkBytes + kWindowBytes); // no key is cut
        for (const auto &[from, to] : {std::pair(at, qMin(stop, own_begin)), {qMax(at, own_end), stop}}) {
            if (from >= to) continue;
            const ssize_t size = ::pread(memory, chunk, to - from, static_cast<off_t>(from));
            if (size > 0) found += search(chunk, static_cast<size_t>(size), windows, where);
        }
    }
    std::fill(std::begin(chunk), std::end(chunk), 0);
    return found;
}

} // namespace

QStringList foundInMemory(const QList<HiddenKey> &keys)
{
    const Windows windows(keys);
    QStringList found;
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0) qFatal("no /proc/self/mem");
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly)) qFatal("no /proc/self/maps");
    // "55d0c0000000-55d0c0021000 rw-p 00000000 00:00 0   [heap]"
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 5 || !fields.at(1).startsWith("rw")) continue;
        const QList<QByteArray> range = fields.first().split('-');
        const quint64 begin = range.first().toULongLong(nullptr, 16);
        const quint64 end = range.last().toULongLong(nullptr, 16);
        const QByteArray name = fields.size() > 5 ? fields.at(5) : QByteArray("anonymous memory");
        found += searchMapping(memory, begin, end, windows, QString::fromLocal8Bit(name));
    }
    ::close(memory);
    found.removeDuplicates(); // at the edges of chunks
    return found;
}

QStringList missingInMemory(const QList<HiddenKey> &keys)
{
    QStringList missing;
    for (const HiddenKey &key : keys)
        if (foundInMemory({key}).isEmpty()) missing.append(QString::fromLatin1(key.name()));
    return missing;
}

QStringList foundInFiles(const QString &folder, const QList<HiddenKey> &keys)
{
    const Windows windows(keys);
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) continue;
        const QByteArray bytes = file.readAll();
        found += search(reinterpret_cast<const unsigned char *>(bytes.constData()),
                        static_cast<size_t>(bytes.size()), windows, QFileInfo(file).fileName());
    }
    return found;
}

} // namespace chat121::test
