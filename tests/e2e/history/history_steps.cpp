// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/history/history_steps.h"

#include "tests/e2e/support/wait.h"
#include "tests/e2e/support/window_steps.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace chat121::e2e {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kPassphrase = u"a passphrase for this computer"_s; // as window_steps.cpp types it

// The twelve words as they stand on the screen.
QStringList shownWords(DrivenWindow &person)
{
    QStringList words(12);
    static const QRegularExpression numbered(u"^(\\d+)\\. ([a-z]{5})$"_s);
    for (const QString &text : person.texts()) {
        const auto match = numbered.match(text);
        const int number = match.hasMatch() ? match.captured(1).toInt() : 0;
        if (number >= 1 && number <= words.size()) words[number - 1] = match.captured(2);
    }
    return words.contains(QString()) ? QStringList() : words;
}

// Which two words of the paper are asked for.
QList<int> askedNumbers(DrivenWindow &person)
{
    QList<int> numbers;
    static const QRegularExpression asked(u"^Word (\\d+)$"_s);
    for (const QString &text : person.texts())
        if (const auto match = asked.match(text); match.hasMatch()) numbers.append(match.captured(1).toInt());
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

QString opensForCustomers(DrivenWindow &owner, const QString &set_up_link)
{
    QString link;
    const auto is_made = [&] {
        link = owner.read(u"invitationLinkEdit"_s);
        return link.startsWith(u"chat121:"_s);
    };
    const bool is_open = foundsByWindow(owner, set_up_link, u"ACME"_s, u"Olga"_s) &&
                         owner.clickWhenReady(u"inviteCustomersButton"_s) &&
                         owner.clickWhenReady(u"makeInvitationButton"_s) && waitFor(is_made, 20s) &&
                         owner.clickWhenReady(u"invitationDoneButton"_s) &&
                         waitFor([&] { return owner.choose(u"dutyCombo"_s, u"Available"_s); }, 20s);
    return is_open ? link : QString();
}

bool takesFromQueue(DrivenWindow &agent, const QString &name)
{
    return agent.waitForRow(u"queueList"_s, name) && agent.choose(u"queueList"_s, name) &&
           agent.clickWhenReady(u"takeButton"_s) && agent.waitForRow(u"mineList"_s, name);
}

bool showsEach(DrivenWindow &window, const QStringList &texts)
{
    return waitFor(
        [&] {
            const QStringList rows = window.rows(u"timeline"_s);
            return std::all_of(texts.cbegin(), texts.cend(),
                               [&](const QString &text) { return rows.filter(text).size() == 1; });
        },
        30s);
}

bool keepPicture(DrivenWindow &window, const QString &name)
{
    const QString wished = qEnvironmentVariable("CHAT121_PICTURES");
    const QString folder = wished.isEmpty() ? QString::fromUtf8(CHAT121_PICTURES_FOLDER) : wished;
    return QDir().mkpath(folder) && window.takePicture(folder + u'/' + name + u".png"_s);
}

QStringList writesWordsDown(DrivenWindow &person, const QString &prefix)
{
    const bool is_told =
        person.clickLabelled(u"Show them"_s) && person.waitVisible(u"makeWordsButton"_s) &&
        keepPicture(person, prefix + u"2-what-they-are-for"_s) && person.type(u"proofEdit"_s, kPassphrase) &&
        person.clickWhenReady(u"makeWordsButton"_s) && person.waitVisible(u"recoveryWordsGrid"_s) &&
        keepPicture(person, prefix + u"3-the-words"_s);
    const QStringList words = is_told ? shownWords(person) : QStringList();
    if (words.isEmpty()) return {};
    if (!person.clickWhenReady(u"wordsNotedButton"_s) || !person.waitVisible(u"checkWordEdit1"_s)) return {};
    const QList<int> numbers = askedNumbers(person);
    if (numbers.size() != 2 || !keepPicture(person, prefix + u"4-is-the-paper-right"_s)) return {};
    for (int i = 0; i < 2; ++i)
        if (!person.type(u"checkWordEdit%1"_s.arg(i + 1), words.at(numbers.at(i) - 1))) return {};
    const bool is_over = person.clickWhenReady(u"wordsCheckedButton"_s) &&
                         waitFor([&] { return !person.isVisible(u"historyStrip"_s); }, 20s);
    return is_over ? words : QStringList();
}

bool typesWords(DrivenWindow &person, const QString &words, const QString &button)
{
    return person.press(u"recoveryWordsEdit"_s, u"Ctrl+A"_s) &&
           person.typeWhenReady(u"recoveryWordsEdit"_s, words) && person.clickWhenReady(button);
}

} // namespace chat121::e2e
