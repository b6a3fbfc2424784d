// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/consents.h"

#include <QCoreApplication>
#include <QStringList>

namespace chat121 {

namespace {

struct Consents {
    Q_DECLARE_TR_FUNCTIONS(Consents)
};

QString joined(ConsentPurposes purposes, QString (*text)(ConsentPurpose), const QString &between)
{
    QStringList texts;
    for (const ConsentPurpose purpose : kConsentPurposes)
        if ((purposes & bitOf(purpose)) != 0) texts.append(text(purpose));
    return texts.join(between);
}

} // namespace

QString consentName(ConsentPurpose purpose)
{
    switch (purpose) {
    case ConsentPurpose::Training:
        return Consents::tr("Training of colleagues");
    case ConsentPurpose::Transcript:
        return Consents::tr("A copy as a file");
    case ConsentPurpose::AiSuggestions:
        return Consents::tr("Suggestions by a program");
    case ConsentPurpose::Statistics:
        return Consents::tr("Statistics");
    case ConsentPurpose::Sharing:
        return Consents::tr("Other systems of the organisation");
    }
    return {};
}

QString consentSentence(ConsentPurpose purpose)
{
    switch (purpose) {
    case ConsentPurpose::Training:
        return Consents::tr("This conversation may be kept and shown to colleagues who learn from it.");
    case ConsentPurpose::Transcript:
        return Consents::tr("Who answers may save this conversation as a file, which is not encrypted.");
    case ConsentPurpose::AiSuggestions:
        return Consents::tr("A program may read along and suggest answers to whoever answers.");
    case ConsentPurpose::Statistics:
        return Consents::tr("This conversation may be counted by what it was about, without a name.");
    case ConsentPurpose::Sharing:
        return Consents::tr("This conversation may go into another system of the organisation, such as its "
                            "list of customers.");
    }
    return {};
}

QString consentNames(ConsentPurposes purposes)
{
    return joined(purposes, consentName, Consents::tr(", "));
}

QString consentWording(ConsentPurposes purposes)
{
    return joined(purposes, consentSentence, QStringLiteral("\n"));
}

} // namespace chat121
