// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/failure.h"

#include <QCoreApplication>

namespace chat121 {

namespace {

struct ConnectionSentence {
    Q_DECLARE_TR_FUNCTIONS(chat121::ConnectionSentence)
};

QString refusedSentence(protocol::Reason reason)
{
    if (reason == protocol::Reason::StateRolledBack)
        return ConnectionSentence::tr(
            "This computer holds an older copy of your messages than the server has seen, so "
            "sending is stopped. Nothing is lost: start afresh on this computer to go on.");
    if (reason == protocol::Reason::DeviceRevoked)
        return ConnectionSentence::tr(
            "Access from this computer was ended by your organisation. Ask for a new "
            "invitation.");
    if (reason == protocol::Reason::NotSetUp)
        return ConnectionSentence::tr("The server is not set up yet. Ask the person who runs it.");
    if (reason == protocol::Reason::RateLimited || reason == protocol::Reason::ServerBusy)
        return ConnectionSentence::tr(
            "The server is very busy. Nothing is lost: your messages wait here and are sent "
            "as soon as it answers.");
    if (reason == protocol::Reason::DiskFull)
        return ConnectionSentence::tr(
            "The server's disk is full. Nothing is lost: your messages wait here until there "
            "is space again. Tell the person who runs the server.");
    return ConnectionSentence::tr(
        "The server does not accept this computer. Nothing is lost: ask the person who "
        "invited you for a new invitation.");
}

} // namespace

QString connectionSentence(const ConnectionFailure &failure)
{
    switch (failure.fault) {
    case ConnectionFault::Unreachable:
        return ConnectionSentence::tr(
            "The server cannot be reached. Nothing is lost: your messages wait here and are "
            "sent as soon as it answers. Check the network of this computer.");
    case ConnectionFault::TlsRefused:
        return ConnectionSentence::tr(
            "The server does not offer a connection that is safe enough, so nothing was sent. "
            "Tell the person who runs the server.");
    case ConnectionFault::WrongPin:
    case ConnectionFault::WrongRegistrar:
        return ConnectionSentence::tr(
            "Another server answers in place of the one you were invited to, so nothing was "
            "sent. Ask the person who invited you before you go on.");
    case ConnectionFault::NotAChatServer:
        return ConnectionSentence::tr(
            "There is no Chat Live 121 server at this address. Check the link or the address, "
            "or ask the person who gave it to you.");
    case ConnectionFault::VersionUnsupported:
        return ConnectionSentence::tr(
            "The server speaks another version. Nothing is lost: update Chat Live 121 on this "
            "computer, or ask for the server to be updated.");
    case ConnectionFault::Nonsense:
        return ConnectionSentence::tr(
            "The server's answer makes no sense. Nothing is lost: it is tried again. If this "
            "stays, tell the person who runs the server.");
    case ConnectionFault::Silent:
        return ConnectionSentence::tr(
            "The server stopped answering. Nothing is lost: your messages wait here and are "
            "sent as soon as it answers.");
    case ConnectionFault::Closed:
        return ConnectionSentence::tr(
            "The connection was interrupted. Nothing is lost: it is tried again by itself.");
    case ConnectionFault::Refused:
        return refusedSentence(failure.reason);
    }
    return refusedSentence(failure.reason);
}

} // namespace chat121
