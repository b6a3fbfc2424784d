// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/notices/problems.h"

#include "client/core/local_store/store_sentence.h"

#include <QCoreApplication>

namespace chat121::engine {

namespace {

enum class Retry : quint8 { No, Yes };

struct Text {
    ProblemKind kind;
    Retry retry;
    const char *sentence;
};

using K = ProblemKind;

constexpr Text kTexts[] = {
    {K::InvitationMalformed, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This is not a complete invitation. Nothing has changed on this computer. "
                                   "Copy the whole link, or open the invitation file again.")},
    {K::InvitationExpired, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This invitation has expired. Nothing has changed on this computer. "
                                   "Ask the person who sent it for a new one.")},
    {K::InvitationUnknown, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server does not know this invitation. Nothing has changed on this computer. "
                       "Ask the person who sent it for a new one.")},
    {K::InvitationUsedUp, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This invitation has been used already. Nothing has changed on this computer. "
                       "Ask the person who sent it for a new one.")},
    {K::InvitationPaced, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "Many people are coming in by this invitation just now. Nothing has changed on this "
                       "computer. Try again in a while.")},
    {K::InvitationTooNew, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This invitation was made by a newer version of Chat Live 121. Nothing has changed "
                       "on this computer. Update the program, then open the invitation again.")},
    {K::InvitationForOthers, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This invitation is for something else. Nothing has changed on this computer. "
                       "Open the invitation again from the first screen.")},
    {K::AlreadySetUp, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This server already belongs to an organisation. Nothing has changed there. "
                       "Ask its owner for an invitation.")},
    {K::NotSetUp, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This server does not belong to an organisation yet. Nothing has changed. "
                                   "Its owner has to set it up first.")},
    {K::BadPassword, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "Name and password do not fit together. Nothing has changed. "
                                   "Check both and try again.")},
    {K::WrongCurrentPassword, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "That is not your password of now. Nothing has changed. "
                                   "Type the one that you log in with, and try again.")},
    {K::PasswordTooShort, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The password is too short. Nothing has been sent. "
                                   "Choose one with at least ten characters.")},
    {K::PasswordChangeOpen, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "Another change of your password is not answered yet, so this one was not sent. Your "
                       "computers stay in. Wait for the answer, then try again.")},
    {K::PasswordChangeCut, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "The change of your password was broken off: the one of before counts, or the new "
                       "one. Your computers stay in. Change it again, with the one that is accepted.")},
    {K::TooManyTries, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "There were too many tries with this name. Your account is not changed. "
                                   "Wait a quarter of an hour, then try again.")},
    {K::NameTaken, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "Somebody in this organisation already logs in with this name. Nothing has changed. "
                       "Choose another name.")},
    {K::NameMissing, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "A name is missing. Nothing has been sent. Fill it in and try again.")},
    {K::AddressMalformed, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This is not the address of a server. Nothing has been sent. "
                                   "Write it as name:port, or paste any invitation of your organisation.")},
    {K::WeakPasswordSettings, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server asked for a weaker protection of your password than this program allows. "
                       "The password was not used. Tell the owner of the server.")},
    {K::AccountNotOpened, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The server gave back an account that this password does not open. Nothing has changed "
                     "on this computer. Tell the owner of your organisation.")},
    {K::ProfileInUse, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This computer already has a profile here. It is not changed. "
                                   "Use another profile folder, or erase this profile first.")},

    {K::ServerUnreachable, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The server cannot be reached. Nothing is lost. "
                                   "Check the network and try again.")},
    {K::ServerChanged, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server is not the one that the invitation names: its certificate is another. "
                       "Nothing has been sent to it, and what you wrote is kept. "
                       "Ask the owner of the organisation whether the server has changed.")},
    {K::OtherVersion, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server speaks another version of the protocol. What you wrote is kept. "
                       "Update Chat Live 121, or tell the owner of the server.")},
    {K::ServerNonsense, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The server's answer makes no sense. What you wrote is kept. "
                                   "Check the address; if it is right, tell the owner of the server.")},
    {K::ServerBusy, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "The server has too much to do. What you wrote is kept. Try again in a moment.")},
    {K::ServerDiskFull, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The server's disk is full. What you wrote is kept here and sent later. "
                                   "Tell the owner of the server.")},
    {K::ServerRefused, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "The server refused this. What was there before is not changed. "
                                   "Try again; if it stays so, tell the owner of the server.")},
    {K::NotConnected, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "There is no connection to the server now. Nothing is lost. "
                                   "Try again when the status line says that you are connected.")},

    {K::OrganisationChanged, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems",
         "The server shows another organisation than the one you know. Nothing was sent, and what "
         "you have is kept. Ask the organisation by another way what happened.")},
    {K::OrganisationNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The server shows an organisation that did not sign this invitation. Nothing was sent. "
                     "Ask the person who invited you for a new invitation.")},
    {K::StaffNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "Somebody who is not signed by the organisation tried to come in and was refused. "
                       "They have read nothing. Tell the organisation.")},
    {K::TeamKeysUnusable, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The keys of your department cannot be entered on this computer: what the server keeps "
                     "of them is damaged. What customers wrote is kept. It is put right by itself when an "
                     "administrator's computer is on-line.")},
    {K::TeamNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The keys of your department are not used on this computer: somebody has them whom the "
                     "organisation does not allow there, or no longer. Nothing of yours is sent to them. It "
                     "is put right by itself when an administrator's computer is on-line.")},
    {K::GuestNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "A customer's device could not be checked and was refused. Nothing was sent to it. "
                       "Take the conversation again when the customer writes again.")},
    {K::DepartmentKeyNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The server named a reader who is not signed by the organisation. Your message was not "
                     "sent and is kept here. Ask the organisation by another way what happened.")},
    {K::NoDepartmentKey, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "Nobody of this department has been here yet, so nobody could read a message. "
                       "What you wrote is kept and sent as soon as somebody was here.")},
    {K::RegistrationNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server's confirmation of your account does not fit. Nothing was sent. "
                       "Ask the person who invited you for a new invitation.")},
    {K::StateRolledBack, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems",
         "This profile is an older copy of itself, so nothing is sent from it. What you see and write is "
         "kept. Start afresh on this computer to go on: your conversations stay.")},
    {K::DeviceRevoked, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This device has been signed out by the organisation. What you see is kept. "
                       "Ask for a new invitation.")},
    {K::KeyLogRewritten, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "The server has changed its record of everybody's keys afterwards, or was put back from "
                     "an old backup. Nothing that you wrote is lost. Ask the owner of the organisation what "
                     "happened.")},
    {K::KeyLogSplit, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server shows different people different records of everybody's keys. Your "
                       "conversations stay readable only for those who are named in them. Tell the "
                       "organisation by another way than this server.")},
    {K::KeyLogMissing, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server lets somebody in whose keys are not in its record of everybody's keys. "
                       "Nothing that you wrote is lost. Ask the organisation by another way than this server "
                       "who that is.")},
    {K::KeyLogWithheld, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server does not prove its record of everybody's keys. Nothing is lost, and "
                       "messages go on. Tell the owner of the server.")},

    {K::MessageDamaged, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "A message arrived damaged and cannot be read. Everything else is here. "
                                   "Ask the other person to say it again.")},
    {K::MessagesMissing, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server left out or reordered messages here. Everything that arrived is shown. "
                       "Ask the other person what is missing, and tell the owner of the server.")},
    {K::MessageReplayed, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "An old message was sent a second time. It is shown once. "
                                   "Nothing is lost, and there is nothing to do.")},
    {K::ConversationDiverged, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This conversation can no longer be read on this device. What you see is kept. "
                       "Write again, or take it again, to go on.")},
    {K::ConversationForked, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server has shown the people in this conversation different things. What you see "
                       "is kept, and nothing more is sent here. Tell the organisation by another way.")},
    {K::ChangeNotConfirmed, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems", "For a day the server has not confirmed that this device's keys were renewed. Messages "
                     "still reach only the people who are shown. Tell the owner of the server.")},
    {K::MessageTooLong, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This message is too long. It is still in the editor. Send it in parts.")},
    {K::MessageGone, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This message is no longer on this computer. Everything else is.")},
    {K::OutboxFull, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "Too many messages wait to be sent. They are kept. "
                                   "Wait until the connection is back before you write more.")},
    {K::AlreadyTaken, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "A colleague was faster and has this conversation. The customer is being served. "
                       "Take the next one.")},
    {K::NotWaiting, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This conversation no longer waits. Nothing is lost. Take the next one.")},
    {K::AtCapacity, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "You have as many conversations as you said you can take. This one still waits. "
                       "Close one, or raise your number.")},
    {K::ConversationClosed, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This conversation is closed. What you wrote is kept. "
                                   "It opens again when the customer writes.")},
    {K::ConversationErased, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This conversation was erased. Nothing of it can be brought back. "
                                   "Write again to begin another one.")},
    {K::ReceiptNotTrusted, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The server has not proven that it erased the conversation. It is erased "
                                   "on this computer. The server will be asked again.")},
    {K::ErasureNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "The server says that this conversation was erased, by somebody whom this "
                                   "computer has not seen in it. Nothing is erased here. To begin another "
                                   "one, erase it here, too.")},
    {K::OtherRegion, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This department keeps its conversations in another region than this "
                                   "server's. Nothing was sent. Please tell who runs the server.")},
    {K::Blocked, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This department does not take messages from you at the moment. What was "
                                   "written stays readable, and what you write now stays on this computer.")},
    {K::OpeningUnreadable, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This message is still locked for you. It is safe on the server. "
                                   "It opens as soon as a colleague's device has been on-line.")},
    {K::WaitsForCustomer, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This conversation waits for the customer's computer. Nothing is lost. It "
                                   "goes on as soon as that computer is on-line again.")},
    {K::ColleagueNotReachable, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "This colleague has no device that could join. The conversation is not changed. "
                       "Ask them to open Chat Live 121 once.")},
    {K::ColleagueNotThere, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This colleague is not there, or away. It stays with you. Ask another.")},
    {K::HandOverSettled, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This hand-over is settled already. Nothing is lost. Look who has it now.")},
    {K::JoinUnanswered, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "The computer of the colleague who has it does not answer. You come in when "
                       "it does, or ask again later.")},
    {K::NotAllowed, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "You may not do this here. Nothing has changed. "
                                   "Ask the owner of your organisation.")},

    {K::WrongPassphrase, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This passphrase does not open the profile. Nothing is lost. Try again.")},
    {K::PassphraseNeeded, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "This computer has no place to keep keys, so a passphrase is needed. Nothing has been "
                       "sent. Choose a passphrase and try again.")},
    {K::KeyMissing, Retry::No,
     QT_TRANSLATE_NOOP(
         "Problems",
         "Your messages are on this computer, but the file \"vault\" that unlocks them is missing "
         "from the profile's folder. Nothing else is lost. Put that file back from a backup, or "
         "erase this profile and join again with a new invitation.")},
    {K::KeyStoreSilent, Retry::Yes,
     QT_TRANSLATE_NOOP(
         "Problems",
         "The key store of this computer does not answer or does not have the key of this profile. "
         "Nothing is lost. Unlock the key store, then try again.")},

    {K::HistoryIncomplete, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server left out or changed a part of your earlier conversations. That part is "
                       "not shown, everything else is here. Tell the owner of the server.")},
    {K::HistoryRolledBack, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server gave older keys of your earlier conversations than it had before. They "
                       "are not used, and what is on this computer is kept. Tell the owner of the server.")},
    {K::HistoryKeysDamaged, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server changed the keys of your earlier conversations. They are not used, and "
                       "what is on this computer is kept. Tell the owner of the server.")},
    {K::RecoveryWordsMistyped, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "One of these words is not the one that you wrote down. Nothing has "
                                   "changed. Compare them one by one.")},
    {K::RecoveryWordsWrong, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "These are not the recovery words of this account. Nothing has changed. "
                                   "Look whether they belong to another one.")},
    {K::RecoveryWordsReplaced, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "These recovery words were replaced by newer ones. Nothing has changed. "
                                   "Type the newest ones.")},
    {K::RecoveryWordsNeeded, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This computer does not know your recovery words yet. Nothing has "
                                   "changed. Type them first, or make new ones on your other computer.")},
    {K::RecoveryWordsUnknown, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "Nobody here has these recovery words. Nothing has changed. Look whether "
                                   "newer ones were made, or whether they are for another organisation.")},

    {K::Dismissed, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "You are no longer one of this organisation's people. What you have on this "
                       "computer stays readable; nothing new arrives and nothing is sent.")},
    {K::BadgeOver, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "Your badge has ended, so nothing is sent or received. Nothing is lost. "
                       "Ask the owner of your organisation to open Chat Live 121: that renews it.")},
    {K::DeviceNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "The server names a computer of yours that your account has not let in. Nothing is "
                       "shared with it. Tell the owner of the server.")},
    {K::LinkMistyped, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This is not the code that your other computer shows. Nothing has been "
                                   "sent. Compare the letters and digits one by one.")},
    {K::LinkOver, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This code is over or was used already. Nothing has changed. Let your "
                                   "other computer show a new one.")},
    {K::LinkNotTrusted, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "What came back was not sealed by your other computer for this one. Nothing was "
                       "accepted. Let it show a new code; if it stays so, tell the owner of the server.")},
    {K::LinkDenied, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "Your other computer has said no. Nothing has changed. If that was a "
                                   "mistake, let it show a new code.")},
    {K::LinkGivenUp, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This computer was not added. Nothing has changed.")},
    {K::BadgeEnds, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "Your badge ends on %1, and nobody has renewed it yet. Ask the owner of your "
                       "organisation to open Chat Live 121: that renews it.")},
    {K::ClockWrong, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "The clock of this computer or of the server is wrong by more than a day. "
                                   "Nothing is lost. Set the clock of this computer, then start again.")},
    {K::RootKeyNeeded, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "Only a computer with the organisation's key can do this. Nothing has "
                                   "changed. Do it there, or restore the key on this computer.")},
    {K::DocumentFull, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "All departments together say more than the organisation's signed document "
                       "has room for. Nothing has changed. Shorten terms or questions somewhere.")},
    {K::RootPassphraseShort, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This passphrase is too short. Nothing was saved. Take at least ten "
                                   "characters; four words are better.")},
    {K::RootPassphraseWrong, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "This passphrase does not open the file. Nothing has changed. Type it again.")},
    {K::RootFileDamaged, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This file is damaged, or holds no organisation's key. Nothing has changed. "
                       "Take another copy, or the sheet of paper.")},
    {K::RootFileNewer, Retry::No,
     QT_TRANSLATE_NOOP("Problems",
                       "This file was made by a newer version of the program. Nothing has changed. "
                       "Install the newer version first.")},
    {K::RootKeyOfOthers, Retry::No,
     QT_TRANSLATE_NOOP("Problems", "This is another organisation's key. Nothing has changed.")},
    {K::RootFileUnreadable, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "This file cannot be read. Nothing has changed. Look whether it is still "
                                   "there, and whether you may read it.")},
    {K::RootFileNotWritten, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems", "The file could not be written. The key is still on this computer. Choose "
                                   "another place.")},
    {K::RootSheetMistyped, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "Line %1 is not as it stands on the sheet. Nothing has changed. Compare it "
                       "letter by letter.")},
    {K::NoMemory, Retry::Yes,
     QT_TRANSLATE_NOOP("Problems",
                       "This computer has too little free memory for that: it takes 256 megabytes. "
                       "Nothing has changed. Close other programs, then try again.")},
};

constexpr bool isComplete()
{
    size_t expected = 0;
    for (const Text &text : kTexts)
        if (static_cast<size_t>(text.kind) != expected++) return false;
    return expected == static_cast<size_t>(K::NoMemory) + 1;
}
static_assert(isComplete(), "one sentence for each kind, in the order of the enum");

} // namespace

Problem problem(ProblemKind kind, const QString &details)
{
    const Text &text = kTexts[static_cast<size_t>(kind)];
    return {QCoreApplication::translate("Problems", text.sentence), details, text.retry == Retry::Yes};
}

Problem storeProblem(const Error &error)
{
    const bool is_retryable = error.code != Code::Malformed && error.code != Code::Crypto;
    return {storeSentence(error), QStringLiteral("store, code %1").arg(static_cast<int>(error.code)),
            is_retryable};
}

} // namespace chat121::engine
