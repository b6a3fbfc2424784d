// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/office.h"

namespace chat121::e2e {

using namespace Qt::StringLiterals;

Office::Office(const QStringList &server_arguments)
    : m_server(std::make_unique<ServerProcess>(m_folder.filePath(u"server"_s), 0, server_arguments))
{
}

bool Office::opens()
{
    if (!m_server->start()) {
        qInfo().noquote() << "the server does not start:" << m_server->output();
        return false;
    }
    m_founder = std::make_unique<Person>(u"Frieda"_s, folder(u"founder"_s));
    return m_founder->founds(m_server->setUpLink(), u"ACME"_s, u"Support"_s);
}

std::unique_ptr<Person> Office::agent(const QString &name)
{
    auto person = std::make_unique<Person>(name, folder(u"agent-"_s + name));
    return person->joins(m_founder->invites(u"staff"_s)) ? std::move(person) : nullptr;
}

std::unique_ptr<Person> Office::customer(const QString &name, Person::Reading reading)
{
    auto person = std::make_unique<Person>(name, folder(u"customer-"_s + name), reading);
    return person->joins(m_founder->invites(u"customers"_s)) ? std::move(person) : nullptr;
}

} // namespace chat121::e2e
