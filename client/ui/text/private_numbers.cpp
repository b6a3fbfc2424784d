// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/text/private_numbers.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace chat121::ui {

using namespace Qt::StringLiterals;

namespace {

using Kind = PrivateNumber::Kind;

constexpr qsizetype kShown = 4;
constexpr qsizetype kIbanSizeMin = 15;
constexpr char16_t kDot = u'\u2022';

int valueOf(QChar digit)
{
    return digit.unicode() - u'0';
}

// Of decimal digits of any length.
int modulo(QStringView digits, int divisor)
{
    int rest = 0;
    for (const QChar digit : digits)
        rest = (rest * 10 + valueOf(digit)) % divisor;
    return rest;
}

int weightedSum(QStringView digits, const QList<int> &weights)
{
    int sum = 0;
    for (qsizetype i = 0; i < weights.size(); ++i)
        sum += valueOf(digits.at(i)) * weights.at(i);
    return sum;
}

bool isDate(int year, int month, int day)
{
    return QDate::isValid(year, month, day);
}

// --- cards and accounts ------------------------------------------------------------------------------

bool hasLuhnDigit(QStringView digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int value = valueOf(digits.at(digits.size() - 1 - i));
        const int doubled = i % 2 == 0 ? value : value * 2;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

// What the large networks give out.
bool isOfACardNetwork(QStringView digits)
{
    struct Range {
        int first;
        int last;
        qsizetype size_min;
        qsizetype size_max;
    };
    static constexpr std::array kRanges{
        Range{400000, 499999, 13, 19}, Range{510000, 559999, 16, 16}, Range{222100, 272099, 16, 16},
        Range{340000, 349999, 15, 15}, Range{370000, 379999, 15, 15}, Range{300000, 305999, 14, 14},
        Range{360000, 369999, 14, 19}, Range{380000, 399999, 14, 19}, Range{352800, 358999, 16, 19},
        Range{601100, 601199, 16, 19}, Range{620000, 629999, 16, 19}, Range{644000, 659999, 16, 19},
        Range{500000, 509999, 16, 19}, Range{560000, 589999, 16, 19}};
    const int prefix = digits.first(6).toInt();
    return std::any_of(kRanges.begin(), kRanges.end(), [&](const Range &range) {
        return prefix >= range.first && prefix <= range.last && digits.size() >= range.size_min &&
               digits.size() <= range.size_max;
    });
}

bool isCard(QStringView digits)
{
    return isOfACardNetwork(digits) && hasLuhnDigit(digits);
}

// Of each country: ISO 13616 gives one length.
qsizetype ibanSizeOf(QStringView country)
{
    static const QHash<QString, int> kSizes{
        {u"AD"_s, 24}, {u"AE"_s, 23}, {u"AT"_s, 20}, {u"BE"_s, 16}, {u"BG"_s, 22}, {u"BR"_s, 29},
        {u"CH"_s, 21}, {u"CY"_s, 28}, {u"CZ"_s, 24}, {u"DE"_s, 22}, {u"DK"_s, 18}, {u"EE"_s, 20},
        {u"ES"_s, 24}, {u"FI"_s, 18}, {u"FR"_s, 27}, {u"GB"_s, 22}, {u"GR"_s, 27}, {u"HR"_s, 21},
        {u"HU"_s, 28}, {u"IE"_s, 22}, {u"IL"_s, 23}, {u"IS"_s, 26}, {u"IT"_s, 27}, {u"LI"_s, 21},
        {u"LT"_s, 20}, {u"LU"_s, 20}, {u"LV"_s, 21}, {u"MC"_s, 27}, {u"MT"_s, 31}, {u"NL"_s, 18},
        {u"NO"_s, 15}, {u"PL"_s, 28}, {u"PT"_s, 25}, {u"RO"_s, 24}, {u"RS"_s, 22}, {u"SA"_s, 24},
        {u"SE"_s, 24}, {u"SI"_s, 19}, {u"SK"_s, 24}, {u"SM"_s, 27}, {u"TR"_s, 26}, {u"UA"_s, 29}};
    return kSizes.value(country.toString());
}

bool isIban(QStringView iban)
{
    if (iban.size() != ibanSizeOf(iban.first(2))) return false;
    QString decimal;
    for (const QChar character : iban.sliced(4).toString() + iban.first(4).toString())
        decimal +=
            character.isDigit() ? QString(character) : QString::number(character.unicode() - u'A' + 10);
    return modulo(decimal, 97) == 1;
}

// --- persons -------------------------------------------------------------------------------------------

// Social security number, USA. Without a check digit: only as it is usually written.
bool isAmerican(QStringView digits)
{
    const int area = digits.first(3).toInt();
    const bool has_area = area != 0 && area != 666 && area < 900;
    return has_area && digits.sliced(3, 2) != "00"_L1 && digits.last(4) != "0000"_L1;
}

// National insurance number, United Kingdom.
bool isBritish(QStringView number)
{
    static const QStringList kNotGiven{u"BG"_s, u"GB"_s, u"KN"_s, u"NK"_s, u"NT"_s, u"TN"_s, u"ZZ"_s};
    return !kNotGiven.contains(number.first(2).toString());
}

// DNI and NIE, Spain: the last letter is the number modulo 23.
bool isSpanish(QStringView number)
{
    static constexpr QLatin1StringView kLetters("TRWAGMYFPDXBNJZSQVHLCKE");
    QString digits = number.chopped(1).toString();
    const qsizetype foreigner = u"XYZ"_s.indexOf(digits.front());
    if (foreigner >= 0) digits[0] = QChar(u'0' + static_cast<char16_t>(foreigner));
    return kLetters.at(modulo(digits, 23)) == number.back();
}

// Codice fiscale, Italy: letters and digits in odd places count by a table of their own.
bool isItalian(QStringView code)
{
    static constexpr std::array kOdd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                     20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (qsizetype i = 0; i < code.size() - 1; ++i) {
        const QChar c = code.at(i);
        const int value = c.isDigit() ? valueOf(c) : c.unicode() - u'A';
        sum += i % 2 == 0 ? kOdd.at(static_cast<size_t>(value)) : value;
    }
    return code.back() == QChar(u'A' + static_cast<char16_t>(sum % 26));
}

// NIR, France: the last two digits are 97 less the rest; Corsica's departments have letters.
bool isFrench(QStringView number)
{
    QString digits = number.first(13).toString();
    digits.replace(u"2A"_s, u"19"_s).replace(u"2B"_s, u"18"_s);
    const bool is_number = std::all_of(digits.cbegin(), digits.cend(), [](QChar c) { return c.isDigit(); });
    return is_number && number.last(2).toInt() == 97 - modulo(digits, 97);
}

// Tax number, Germany: ISO 7064, MOD 11,10; of the first ten digits one comes twice or three times.
bool isGerman(QStringView digits)
{
    std::array<int, 10> counts{};
    int product = 10;
    for (const QChar digit : digits.first(10)) {
        ++counts[static_cast<size_t>(valueOf(digit))];
        const int sum = (valueOf(digit) + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    const auto repeated = std::count_if(counts.begin(), counts.end(), [](int n) { return n > 1; });
    const bool is_mixed = repeated == 1 && *std::max_element(counts.begin(), counts.end()) <= 3;
    const int check = (11 - product) % 10;
    return is_mixed && digits.front() != u'0' && valueOf(digits.back()) == check;
}

// PESEL, Poland: begins with the date of birth, whose month has the century in it.
bool isPolish(QStringView digits)
{
    const int month = digits.sliced(2, 2).toInt();
    static constexpr std::array kCenturies{1900, 2000, 2100, 2200, 1800};
    const int year = kCenturies.at(static_cast<size_t>(std::min(month / 20, 4))) + digits.first(2).toInt();
    const int sum = weightedSum(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1});
    return isDate(year, month % 20, digits.sliced(4, 2).toInt()) && sum % 10 == 0;
}

// AHV, Switzerland: a number of 13 digits (EAN) that begins with 756.
bool isSwiss(QStringView digits)
{
    return weightedSum(digits, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

// National register, Belgium: 97 less the first nine digits, with a 2 before them since 2000.
bool isBelgian(QStringView digits)
{
    if (!isDate(2000, digits.sliced(2, 2).toInt(), digits.sliced(4, 2).toInt())) return false;
    const int check = digits.last(2).toInt();
    const QString number = digits.first(9).toString();
    return check == 97 - modulo(number, 97) || check == 97 - modulo(u"2"_s + number, 97);
}

// CPF, Brazil: two check digits; the same digit eleven times is none.
bool isBrazilian(QStringView digits)
{
    if (std::all_of(digits.begin(), digits.end(), [&](QChar c) { return c == digits.front(); })) return false;
    const auto check = [](int sum) { return sum * 10 % 11 % 10; };
    return valueOf(digits.at(9)) == check(weightedSum(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2})) &&
           valueOf(digits.at(10)) == check(weightedSum(digits, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}));
}

// --- looking for them ----------------------------------------------------------------------------------

struct Form {
    Kind kind;
    QRegularExpression pattern;
    bool (*is_one)(QStringView letters_and_digits);
};

QRegularExpression pattern(const QString &inner)
{
    // Not in the middle of a longer word or number, and no part of one that goes on behind a point.
    return QRegularExpression(u"(?<![\\w.,-])(?:"_s + inner + u")(?![\\w]|[.,-]\\d)"_s,
                              QRegularExpression::CaseInsensitiveOption);
}

const QList<Form> &forms()
{
    static const QList<Form> kForms{
        {Kind::Account, pattern(u"[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}"_s), isIban},
        {Kind::Card, pattern(u"\\d(?:[ -]?\\d){12,18}"_s), isCard},
        {Kind::Person, pattern(u"\\d{3}-\\d{2}-\\d{4}"_s), isAmerican},
        {Kind::Person, pattern(u"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"_s),
         isBritish},
        {Kind::Person, pattern(u"(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]"_s), isSpanish},
        {Kind::Person, pattern(u"[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]"_s), isItalian},
        {Kind::Person, pattern(u"[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}"_s),
         isFrench},
        {Kind::Person, pattern(u"\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}"_s), isGerman},
        {Kind::Person, pattern(u"\\d{11}"_s), isPolish},
        {Kind::Person, pattern(u"756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}"_s), isSwiss},
        {Kind::Person, pattern(u"\\d{2}[. ]?\\d{2}[. ]?\\d{2}[- ]?\\d{3}[. ]?\\d{2}"_s), isBelgian},
        {Kind::Person, pattern(u"\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}"_s), isBrazilian},
    };
    return kForms;
}

// Words that follow an account's number may look like more of it.
qsizetype lengthOf(const Form &form, const QString &text, const QRegularExpressionMatch &match)
{
    const qsizetype shortest = form.kind == Kind::Account ? kIbanSizeMin : match.capturedLength();
    for (qsizetype length = match.capturedLength(); length >= shortest; --length) {
        const qsizetype end = match.capturedStart() + length;
        const bool ends_a_word = end == text.size() || !text.at(end).isLetterOrNumber();
        if (ends_a_word && form.is_one(digitsOf(text, {form.kind, match.capturedStart(), length})))
            return length;
    }
    return 0;
}

} // namespace

QString digitsOf(const QString &text, const PrivateNumber &number)
{
    QString digits;
    for (const QChar character : QStringView(text).sliced(number.start, number.length))
        if (character.isLetterOrNumber()) digits += character.toUpper();
    return digits;
}

QList<PrivateNumber> privateNumbersIn(const QString &text)
{
    QList<PrivateNumber> found;
    for (const Form &form : forms()) {
        auto matches = form.pattern.globalMatch(text);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const qsizetype start = match.capturedStart();
            const qsizetype length = lengthOf(form, text, match);
            const bool is_free = std::none_of(found.cbegin(), found.cend(), [&](const PrivateNumber &other) {
                return start < other.start + other.length && other.start < start + length;
            });
            if (length > 0 && is_free) found.append({form.kind, start, length});
        }
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
    return found;
}

QString withNumbersHidden(QString text, const QList<PrivateNumber> &numbers)
{
    for (const PrivateNumber &number : numbers) {
        qsizetype left = digitsOf(text, number).size() - kShown;
        for (qsizetype i = number.start; left > 0; ++i) {
            if (!text.at(i).isLetterOrNumber()) continue;
            text[i] = QChar(kDot);
            --left;
        }
    }
    return text;
}

} // namespace chat121::ui
