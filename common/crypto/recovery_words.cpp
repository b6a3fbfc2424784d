// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/recovery_words.h"

#include "common/crypto/hkdf.h"

#include <QHash>

namespace chat121::crypto {

using namespace Qt::StringLiterals;

namespace {

// Neighbours are what people mix up when they hear or read: b and p, m and n, u and o.
constexpr QLatin1StringView kConsonants("bpdtgkmnszfvlrhjw");
constexpr QLatin1StringView kVowels("auoi");
constexpr qsizetype kMiddle = 16; // consonants that stand in the middle: all but w
constexpr qsizetype kLetters = 4; // that name a word
constexpr int kListSize = 2048;
constexpr int kBitsPerWord = 11;
constexpr int kSecretBits = 128;

// Nobody wants to read these on a sheet of paper.
constexpr QLatin1StringView kLeftOut("dumi fuka fufu foki foti homo hura husi juda koko mamo niga nigo pula "
                                     "pulo sado saku tuti tota vagi zipi");

// Two words that differ in one letter of the first four differ in the check letter too: 17 is prime,
// and the weights are not multiples of it.
QChar checkLetter(qsizetype first, qsizetype second, qsizetype third, qsizetype fourth)
{
    return kConsonants.at((first + 3 * second + 5 * third + 11 * fourth) % kConsonants.size());
}

// Half of all: those whose letters have an even sum, so that mixing up two neighbours gives no word.
void appendWords(QStringList &list, qsizetype first, qsizetype second)
{
    const QStringList left_out = QString(kLeftOut).split(u' ');
    for (qsizetype third = 0; third < kMiddle; ++third) {
        for (qsizetype fourth = 0; fourth < kVowels.size(); ++fourth) {
            const bool is_twice = first == third && second == fourth; // baba
            if ((first + second + third + fourth) % 2 != 0 || is_twice) continue;
            const QString word = QString(kConsonants.at(first)) + kVowels.at(second) + kConsonants.at(third) +
                                 kVowels.at(fourth);
            if (left_out.contains(word)) continue;
            list.append(word + checkLetter(first, second, third, fourth));
        }
    }
}

QStringList makeList()
{
    QStringList list;
    for (qsizetype first = 0; first < kConsonants.size(); ++first) {
        for (qsizetype second = 0; second < kVowels.size(); ++second)
            appendWords(list, first, second);
    }
    Q_ASSERT_X(list.size() >= kListSize, "recoveryWordList", "the rule gives enough words");
    return list.first(kListSize);
}

const QHash<QString, int> &numbers()
{
    static const QHash<QString, int> by_beginning = [] {
        QHash<QString, int> result;
        const QStringList &list = recoveryWordList();
        for (int number = 0; number < kListSize; ++number)
            result.insert(list.at(number).left(kLetters), number);
        return result;
    }();
    return by_beginning;
}

// The four bits behind the secret.
quint8 checkBits(const RecoverySecret &secret)
{
    return static_cast<quint8>(sha256({"chat121 recovery words", secret.view()}).data[0] >> 4);
}

bool bitAt(const RecoverySecret &secret, quint8 check, int position)
{
    if (position >= kSecretBits) return (check >> (3 - (position - kSecretBits)) & 1) != 0;
    return (secret.data()[position / 8] >> (7 - position % 8) & 1) != 0;
}

QString folded(QStringView word)
{
    QString letters;
    for (const QChar letter : word.toString().toCaseFolded().normalized(QString::NormalizationForm_KD))
        if (letter.isLetter()) letters.append(letter);
    return letters;
}

TypedWord typedWord(QStringView text, qsizetype start, qsizetype length)
{
    TypedWord typed{start, length, -1, false};
    const QString letters = folded(text.sliced(start, length));
    const int number = numbers().value(letters.left(kLetters), -1);
    if (number >= 0 && recoveryWordList().at(number).startsWith(letters)) typed.number = number;
    if (typed.number >= 0 || start + length < text.size()) return typed;
    const QStringList &list = recoveryWordList();
    typed.is_beginning = std::any_of(list.cbegin(), list.cend(),
                                     [&](const QString &word) { return word.startsWith(letters); });
    return typed;
}

std::optional<RecoverySecret> secretOf(const QList<TypedWord> &words)
{
    RecoverySecret secret;
    quint8 check = 0;
    int position = 0;
    for (const TypedWord &word : words) {
        for (int bit = kBitsPerWord - 1; bit >= 0; --bit, ++position) {
            const auto value = static_cast<quint8>(word.number >> bit & 1);
            if (position >= kSecretBits) {
                check = static_cast<quint8>(check << 1 | value);
            } else {
                quint8 &byte = secret.data()[position / 8];
                byte = static_cast<quint8>(byte << 1 | value);
            }
        }
    }
    if (check != checkBits(secret)) return std::nullopt;
    return secret;
}

} // namespace

const QStringList &recoveryWordList()
{
    static const QStringList list = makeList();
    return list;
}

QStringList recoveryWordsOf(const RecoverySecret &secret)
{
    const quint8 check = checkBits(secret);
    QStringList words;
    for (int word = 0; word < kRecoveryWords; ++word) {
        int number = 0;
        for (int bit = 0; bit < kBitsPerWord; ++bit)
            number = number << 1 | (bitAt(secret, check, word * kBitsPerWord + bit) ? 1 : 0);
        words.append(recoveryWordList().at(number));
    }
    return words;
}

qsizetype TypedWords::known() const
{
    return std::count_if(words.cbegin(), words.cend(),
                         [](const TypedWord &word) { return word.number >= 0; });
}

bool TypedWords::isAnyUnknown() const
{
    return std::any_of(words.cbegin(), words.cend(),
                       [](const TypedWord &word) { return word.number < 0 && !word.is_beginning; });
}

TypedWords readRecoveryWords(QStringView text)
{
    TypedWords typed;
    qsizetype start = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool is_part = i < text.size() && (text.at(i).isLetter() || text.at(i).isMark());
        if (is_part && start < 0) start = i;
        if (is_part || start < 0) continue;
        typed.words.append(typedWord(text, start, i - start));
        start = -1;
    }
    if (typed.words.size() == kRecoveryWords && typed.known() == kRecoveryWords)
        typed.secret = secretOf(typed.words);
    return typed;
}

RecoveryKeys recoveryKeysOf(const RecoverySecret &secret)
{
    const Secret32 root = hkdfExtract("chat121 recovery keys", secret.view());
    return {hkdfExpand<32>(root.view(), "wrapping"), hkdfExpand<32>(root.view(), "identifier"),
            hkdfExpand<16>(root.view(), "mark")};
}

} // namespace chat121::crypto
