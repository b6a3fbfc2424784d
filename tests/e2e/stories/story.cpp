// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/stories/story.h"

#include "tests/e2e/support/wait.h"

#include <QDir>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPatience = 60s;
const QString kPictures = QStringLiteral(CHAT121_STORY_PICTURES);

template <typename T>
std::unique_ptr<T> orNothing(std::unique_ptr<T> person, bool is_in)
{
    if (is_in) return person;
    qInfo().noquote() << person->name() << "is not in";
    return nullptr;
}

} // namespace

Story::Story(const QString &name, Reading reading)
    : m_name(name)
    , m_reading(reading)
    , m_wire(m_folder.filePath(u"traffic"_s))
    , m_server(m_folder.filePath(u"server"_s), 0)
    , m_olga(u"Olga"_s, m_folder.filePath(u"olga"_s))
{
    QDir().mkpath(kPictures);
    mirror(m_olga);
}

void Story::mirror(DrivenWindow &person) const
{
    if (m_reading == Reading::FromTheRight) person.setEnvironment(u"CHAT121_DRIVER_MIRRORS"_s, u"1"_s);
}

bool Story::opens()
{
    if (!m_wire.listen()) return false;
    m_server.setPublicPort(m_wire.port());
    if (!m_server.start()) {
        qInfo().noquote() << "the server does not start:" << m_server.output();
        return false;
    }
    m_wire.setTarget(m_server.port());
    const bool is_in = m_olga.start() && m_olga.waitVisible(u"firstScreen"_s) &&
                       foundsByWindow(m_olga, m_server.setUpLink(), u"ACME"_s, u"Olga"_s);
    if (!is_in) qInfo().noquote() << screenOf(m_olga);
    return is_in;
}

QString Story::invitation(const QString &button)
{
    const QString link = makesInvitation(m_olga, button);
    if (link.isEmpty()) qInfo().noquote() << screenOf(m_olga);
    return link;
}

QString Story::customersLink()
{
    if (m_customers_link.isEmpty()) m_customers_link = invitation(u"inviteCustomersButton"_s);
    return m_customers_link;
}

std::unique_ptr<DrivenWindow> Story::agent(const QString &name)
{
    auto person = std::make_unique<DrivenWindow>(name, folder(name));
    mirror(*person);
    const QString link = invitation(u"inviteColleagueButton"_s);
    const bool is_in =
        person->start() && person->waitVisible(u"firstScreen"_s) && joinsAsStaff(*person, link, name);
    if (!is_in) qInfo().noquote() << screenOf(*person);
    return orNothing(std::move(person), is_in);
}

std::unique_ptr<DrivenWindow> Story::customer(const QString &name)
{
    auto person = std::make_unique<DrivenWindow>(name, folder(name));
    mirror(*person);
    const bool is_in = person->start() && person->waitVisible(u"firstScreen"_s) &&
                       joinsAsCustomer(*person, customersLink(), name);
    if (!is_in) qInfo().noquote() << screenOf(*person);
    return orNothing(std::move(person), is_in);
}

std::unique_ptr<Person> Story::customerWithoutWindow(const QString &name)
{
    auto person = std::make_unique<Person>(name, folder(name));
    const bool is_in = person->joins(customersLink());
    return orNothing(std::move(person), is_in);
}

bool Story::opensRules()
{
    return m_olga.clickWhenReady(u"rulesButton"_s) && m_olga.waitVisible(u"rulesDepartmentCombo"_s);
}

bool Story::setsOffers(const QString &routing, int capacity)
{
    const auto choose = [&] { return m_olga.choose(u"waitingRoutingCombo"_s, routing); };
    const auto set = [&](const QString &spin, int value) {
        return m_olga.press(spin, u"Ctrl+A"_s) && m_olga.type(spin, QString::number(value));
    };
    return opensRules() && m_olga.clickWhenReady(u"waitingButton"_s) && waitFor(choose, kPatience) &&
           set(u"waitingOfferSpin"_s, 600) && set(u"waitingCapacitySpin"_s, capacity) &&
           m_olga.clickWhenReady(u"waitingSaveButton"_s) &&
           waitFor([&] { return !m_olga.isVisible(u"waitingSaveButton"_s); }, kPatience) &&
           m_olga.clickWhenReady(u"rulesDoneButton"_s);
}

bool Story::setsHours(const QString &hours)
{
    if (!opensRules() || !m_olga.clickWhenReady(u"hoursButton"_s)) return false;
    const auto write = [this](const QString &field, const QString &text) {
        return m_olga.waitVisible(field) && m_olga.press(field, u"Ctrl+A"_s) && m_olga.type(field, text);
    };
    if (!write(u"hoursZoneEdit"_s, u"UTC"_s)) return false;
    for (int day = 1; day <= 7; ++day)
        if (!write(u"hoursDayEdit%1"_s.arg(day), hours)) return false;
    return m_olga.clickWhenReady(u"hoursSaveButton"_s) &&
           waitFor([&] { return !m_olga.isVisible(u"hoursSaveButton"_s); }, kPatience) &&
           m_olga.clickWhenReady(u"rulesDoneButton"_s);
}

bool Story::picture(DrivenWindow &person, const QString &moment) const
{
    return person.takePicture(u"%1/%2-%3.png"_s.arg(kPictures, m_name, moment));
}

bool goesOnDuty(DrivenWindow &agent)
{
    return agent.waitForText(u"statusLine"_s, u"Connected"_s, kPatience) &&
           waitFor([&] { return agent.choose(u"dutyCombo"_s, u"Available"_s); }, kPatience);
}

bool opensTalk(DrivenWindow &agent, const QString &list, const QString &words)
{
    // A click may come between two states of the list: what counts is the title of what is open.
    const auto is_open = [&] {
        return agent.choose(list, words) &&
               waitFor([&] { return agent.read(u"titleLabel"_s).contains(words); }, 2s);
    };
    return waitFor(is_open, kPatience);
}

bool answers(DrivenWindow &agent, const QString &words_of_row, const QString &text)
{
    return opensTalk(agent, u"mineList"_s, words_of_row) && say(agent, text) &&
           agent.waitForRow(u"timeline"_s, text, kPatience);
}

bool closesTalk(DrivenWindow &agent, const QString &words_of_row)
{
    return opensTalk(agent, u"mineList"_s, words_of_row) && agent.clickWhenReady(u"closeButton"_s) &&
           agent.clickWhenReady(u"wrapUpSkipButton"_s, kPatience) &&
           waitFor([&] { return agent.rows(u"mineList"_s).filter(words_of_row).isEmpty(); }, kPatience);
}

QByteArray screenOf(DrivenWindow &person)
{
    return u"%1: %2; on the screen: %3; printed: %4"_s
        .arg(person.name(), person.error(), person.tree().join(u" | "_s),
             QString::fromUtf8(person.output().right(400)))
        .toUtf8();
}

} // namespace chat121::e2e
