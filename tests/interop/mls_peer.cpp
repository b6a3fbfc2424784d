// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// mls_peer: one request a line on standard input, one answer a line on standard output, until `quit`
// or the end of the input. What may be asked: README.md of this folder.
#include "tests/interop/peer.h"

#include "common/crypto/init.h"

#include <QJsonDocument>

#include <cstdio>
#include <iostream>
#include <string>

using namespace chat121;

namespace {

QJsonObject parsed(const std::string &line, bool &is_object)
{
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(line));
    is_object = document.isObject();
    return document.object();
}

void say(const QJsonObject &answer)
{
    std::printf("%s\n", QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace

int main()
{
    if (!crypto::initialise()) return 1;
    interop::Peer peer;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty()) continue;
        bool is_object = false;
        const QJsonObject request = parsed(line, is_object);
        if (!is_object) {
            say({{QStringLiteral("ok"), false}, {QStringLiteral("error"), QStringLiteral("not JSON")}});
            continue;
        }
        if (request[u"op"].toString() == u"quit") {
            say({{QStringLiteral("ok"), true}});
            return 0;
        }
        say(peer.answer(request));
    }
    return 0;
}
