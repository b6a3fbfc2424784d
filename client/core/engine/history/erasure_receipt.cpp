// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The receipt as a person keeps it: sentences, and below them the signed bytes that prove them.
#include "client/core/engine/history/erasure.h"
#include "common/crypto/text_encoding.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace chat121::engine {

namespace {

struct Receipt {
    Q_DECLARE_TR_FUNCTIONS(Receipt)
};

QString time(UnixTime when)
{
    return QDateTime::fromMSecsSinceEpoch(when.ms, Qt::UTC).toString(Qt::ISODate);
}

QString line(const QString &name, quint32 number)
{
    return u"- %1: %2\n"_s.arg(name).arg(number);
}

QString proof(const char *name, const QByteArray &bytes)
{
    return u"%1: %2\n"_s.arg(QString::fromLatin1(name), crypto::toBase64Url(bytes));
}

} // namespace

QString receiptText(const ErasureNote &note, const identity::VerifiedErasure &wish,
                    const identity::ErasureReceipt &receipt, const QString &organisation)
{
    QString text = Receipt::tr("Receipt for an erased conversation") + u"\n\n"_s;
    text += Receipt::tr("Organisation: %1").arg(organisation) + u'\n';
    text += Receipt::tr("Asked for: %1").arg(time(wish.wish.wished_at)) + u'\n';
    text += Receipt::tr("Erased on the server: %1").arg(time(receipt.erased_at)) + u"\n\n"_s;
    text += Receipt::tr("What the server has deleted:") + u'\n';
    text += line(Receipt::tr("sealed messages and changes of the group"), receipt.envelopes);
    text += line(Receipt::tr("messages in the waiting room"), receipt.openings);
    text += line(Receipt::tr("invitations into the group"), receipt.welcomes);
    text += line(Receipt::tr("public states of the group"), receipt.group_infos);
    text += u'\n' + Receipt::tr("What the server could not reach:") + u'\n';
    text += line(Receipt::tr("computers of people in it that were off-line; they erase it when they log in"),
                 receipt.devices_away);
    text += line(Receipt::tr("sealed archives that only their owners' computers can empty"),
                 receipt.archives_beyond);
    text += u"- "_s + Receipt::tr("backups of the server, until they are replaced") + u'\n';
    text += u"- "_s + Receipt::tr("copies, notes and pictures that somebody has made") + u"\n\n"_s;
    text += Receipt::tr("Computers of people in it that were told at once: %1").arg(receipt.devices_told);
    text += u"\n\n"_s +
            Receipt::tr("The server has signed this. Base64url, as common/identity/statements.h has it:");
    text += u'\n' + proof("wish", note.wish.bytes) + proof("receipt", note.receipt.bytes);
    return text;
}

} // namespace chat121::engine
