// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/store_sentence.h"

#include <QCoreApplication>

namespace chat121 {

namespace {

struct StoreSentence {
    Q_DECLARE_TR_FUNCTIONS(chat121::StoreSentence)

public:
    static QString other()
    {
        return tr("This computer could not read or write your messages. Nothing that was saved is lost. "
                  "Try again; if it happens again, check the disk.");
    }
    static QString damaged()
    {
        return tr(
            "The file with your messages on this computer is damaged and cannot be opened. Messages that "
            "the server still keeps are not lost. Restore the file from a backup, or start anew on this "
            "computer.");
    }
};

} // namespace

QString storeSentence(const Error &error)
{
    switch (error.code) {
    case Code::Busy:
        return StoreSentence::tr(
            "Chat Live 121 is already running with this profile. Use the window that is open, "
            "or close it and try again.");
    case Code::Unsupported:
        return StoreSentence::tr(
            "This profile was used with a newer version of Chat Live 121. Nothing is lost: "
            "install that version again, or a newer one.");
    case Code::Malformed:
        return StoreSentence::damaged();
    case Code::Crypto:
        return StoreSentence::tr(
            "The key on this computer does not open the messages of this profile: they are "
            "damaged or were copied from another computer. Open the profile where it was made, "
            "or start anew on this computer.");
    case Code::TooLarge:
        return StoreSentence::tr("The disk is full. Nothing is lost: free some space and try again.");
    case Code::Forbidden:
        return StoreSentence::tr("The folder with your messages cannot be written to. Nothing is lost: allow "
                                 "writing to it, or move it, and try again.");
    case Code::Unauthenticated:
    case Code::NotFound:
    case Code::Conflict:
    case Code::Storage:
    case Code::Network:
    case Code::Expired:
        return StoreSentence::other();
    }
    return StoreSentence::other();
}

} // namespace chat121
