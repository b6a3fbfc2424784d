// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/intake_record.h"

#include "common/base/text.h"

namespace chat121::engine {

IntakeRecord keptIntake(ConversationId conversation, AccountId customer, const content::Intake &said,
                        const identity::TrustAnchors &anchors, UnixTime now)
{
    IntakeRecord record;
    record.conversation = conversation;
    record.number = said.number;
    record.answers = encode(said.answers);
    record.context = encode(said.context);
    const auto consent = consentIn(said.consent.bytes, anchors);
    if (!consent || consent->author.account() != customer) return record;
    record.consent = said.consent.bytes;
    record.version = consent->acceptance.version;
    record.text = consent->text;
    record.accepted_at = qMin(consent->acceptance.accepted_at, now); // nothing comes from the future
    return record;
}

QList<StartAnswer> answersOf(const IntakeRecord &record)
{
    QList<StartAnswer> answers;
    const auto said = decode<content::StartAnswers>(record.answers.bytes);
    if (!said) return answers;
    for (const content::StartAnswer &one : said->items) {
        const QString answer = one.answer.text.simplified();
        if (!answer.isEmpty()) answers.append({one.question.text.simplified(), answer});
    }
    return answers;
}

content::StartAnswers saidAnswers(const QList<StartAnswer> &answers)
{
    content::StartAnswers said;
    for (const StartAnswer &one : answers.mid(0, limits::kStartQuestionsMax)) {
        if (one.answer.trimmed().isEmpty()) continue;
        content::StartAnswer answer;
        answer.question.text = cutToBytes(one.question, limits::kQuestionBytesMax);
        answer.answer.text = cutToBytes(one.answer.trimmed(), limits::kAnswerBytesMax);
        said.items.append(answer);
    }
    return said;
}

CustomerContext contextOf(const IntakeRecord &record)
{
    const auto said = decode<content::CustomerContext>(record.context.bytes);
    if (!said) return {};
    const QString zone = identity::isZoneName(said->zone.text) ? said->zone.text : QString();
    return {said->language.text.simplified(), zone, said->page.text.simplified()};
}

MessageId answersRow(ConversationId conversation, quint64 number)
{
    Writer name;
    name.u64(conversation.value);
    name.u64(number);
    const crypto::Hash hash = crypto::sha256({"chat121 start answers", name.bytes()});
    return *MessageId::from(hash.view().first(MessageId::kSize));
}

content::Intake intakeOf(const IntakeRecord &record)
{
    content::Intake said;
    said.number = record.number;
    said.consent = record.consent.bytes;
    said.receipt = record.receipt.bytes;
    if (const auto answers = decode<content::StartAnswers>(record.answers.bytes)) said.answers = *answers;
    if (const auto context = decode<content::CustomerContext>(record.context.bytes)) said.context = *context;
    return said;
}

Result<identity::VerifiedConsent> consentIn(QByteArrayView proof, const identity::TrustAnchors &anchors)
{
    TRY_ASSIGN(const auto claimed, decode<identity::ConsentProof>(proof));
    return identity::verifyConsent(claimed, anchors);
}

QByteArray signConsent(const Profile &profile, DepartmentId department, const identity::ConsentText &text,
                       UnixTime now)
{
    return encode(identity::signConsent(text, department, now, deviceKeyOf(profile), profile.leaf));
}

} // namespace chat121::engine
