// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/knowledge/held_catalogue.h"

#include "client/ui/text/names.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace chat121::ui {

namespace {

// How a value is written.
enum class As : quint8 {
    Count,
    Number, // of something: an id in hexadecimal digits
    Time,   // milliseconds since 1970
    Span,   // milliseconds
    YesNo,
    Size,   // bytes
    Sealed, // bytes that only the readers' computers can open; padded
    Text,
    LogKind,
    EnvelopeKind,
    State,
    Mode,
    Role,
    Duty,
};

struct Table {
    const char *name;
    const char *title;
    const char *sentence;
};

struct Column {
    const char *table;
    const char *name;
    As as;
    const char *title;
};

constexpr Table kTables[] = {
    {"account", QT_TRANSLATE_NOOP("ServerKnowledge", "Your account"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Who you are to the server: a key, and what was signed for it.")},
    {"agent", QT_TRANSLATE_NOOP("ServerKnowledge", "Your place at the desk"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Only for those who work here.")},
    {"answer", QT_TRANSLATE_NOOP("ServerKnowledge", "Answers to your requests"),
     QT_TRANSLATE_NOOP("ServerKnowledge",
                       "Kept for a week, so that a request that is sent again is not carried out twice.")},
    {"archive", QT_TRANSLATE_NOOP("ServerKnowledge", "Your history for a new computer"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Keys that only your recovery words open.")},
    {"archive_entry", QT_TRANSLATE_NOOP("ServerKnowledge", "What lies in that history"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Marks that tell nothing, so that nothing is kept twice.")},
    {"conversation", QT_TRANSLATE_NOOP("ServerKnowledge", "The conversation at the desk"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Its place in the queue and who has taken it.")},
    {"cursor", QT_TRANSLATE_NOOP("ServerKnowledge", "How far each device has received"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "So that nothing is lost or sent twice.")},
    {"department", QT_TRANSLATE_NOOP("ServerKnowledge", "The department"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Whom this conversation is for.")},
    {"device", QT_TRANSLATE_NOOP("ServerKnowledge", "Your devices"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Each has a key of its own.")},
    {"device_link", QT_TRANSLATE_NOOP("ServerKnowledge", "A computer that is being added"),
     QT_TRANSLATE_NOOP(
         "ServerKnowledge",
         "For ten minutes: what your computers seal for each other under a code that the server "
         "never sees.")},
    {"erasure", QT_TRANSLATE_NOOP("ServerKnowledge", "What is left of an erased conversation"),
     QT_TRANSLATE_NOOP("ServerKnowledge",
                       "Its number, so that it does not come back, and who wished it, signed.")},
    {"envelope", QT_TRANSLATE_NOOP("ServerKnowledge", "Sealed messages"),
     QT_TRANSLATE_NOOP(
         "ServerKnowledge",
         "Every message, receipt and change of readers, sealed. The server cannot open them. It "
         "forgets after a day who sent what, once the sender's device has confirmed it, and keeps "
         "only the hour.")},
    {"group_info", QT_TRANSLATE_NOOP("ServerKnowledge", "How a device of yours could come back in"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "The public keys of the readers; nothing of what was said.")},
    {"guest_invitation", QT_TRANSLATE_NOOP("ServerKnowledge", "Customer invitations that you made"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Hashes; the links are not kept.")},
    {"hand_over", QT_TRANSLATE_NOOP("ServerKnowledge", "Who is asked to go on with it"),
     QT_TRANSLATE_NOOP("ServerKnowledge",
                       "The agent who has it and the colleague who is asked, until that is settled.")},
    {"key_log", QT_TRANSLATE_NOOP("ServerKnowledge", "The record of everybody's keys"),
     QT_TRANSLATE_NOOP("ServerKnowledge",
                       "Hashes only: your computer checks that nothing in it is ever changed.")},
    {"key_package", QT_TRANSLATE_NOOP("ServerKnowledge", "Keys to let your devices in"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Each is handed out once.")},
    {"log", QT_TRANSLATE_NOOP("ServerKnowledge", "The conversation's log"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Where its sealed messages are numbered.")},
    {"member", QT_TRANSLATE_NOOP("ServerKnowledge", "Which devices may fetch the messages"),
     QT_TRANSLATE_NOOP("ServerKnowledge",
                       "Who can read them is decided on the readers' computers, not here.")},
    {"migration", QT_TRANSLATE_NOOP("ServerKnowledge", "The database's version"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Nothing about anybody.")},
    {"offer_pass", QT_TRANSLATE_NOOP("ServerKnowledge", "Who has passed on it"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Agents to whom it was offered, until somebody takes it.")},
    {"online", QT_TRANSLATE_NOOP("ServerKnowledge", "Which of your devices are connected now"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Forgotten when they disconnect.")},
    {"organisation", QT_TRANSLATE_NOOP("ServerKnowledge", "The organisation's own document"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Signed, and the same for everybody.")},
    {"password", QT_TRANSLATE_NOOP("ServerKnowledge", "Your log-in"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Only for those who have set a password. It is not kept itself.")},
    {"rate", QT_TRANSLATE_NOOP("ServerKnowledge", "Counters against guessing"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "By hashes of names, for a short time.")},
    {"registrar", QT_TRANSLATE_NOOP("ServerKnowledge", "The server's own key"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Nothing about anybody.")},
    {"retention_clock", QT_TRANSLATE_NOOP("ServerKnowledge", "The clock for deleting messages"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Nothing about anybody.")},
    {"setup_token", QT_TRANSLATE_NOOP("ServerKnowledge", "The link that founded the organisation"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Until it was used.")},
    {"spent_key_package", QT_TRANSLATE_NOOP("ServerKnowledge", "Used keys of your devices"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "So that none is used twice.")},
    {"staff_invitation_use", QT_TRANSLATE_NOOP("ServerKnowledge", "The invitation that you used"),
     QT_TRANSLATE_NOOP("ServerKnowledge", "Only for those who work here.")},
};

constexpr Column kColumns[] = {
    {"account", "id", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number, made from the key")},
    {"account", "public_key", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Public key")},
    {"account", "role", As::Role, QT_TRANSLATE_NOOP("ServerKnowledge", "Role")},
    {"account", "departments", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Departments you serve")},
    {"account", "staff_chain", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Name and role, signed by the organisation")},
    {"account", "home", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Department that invited you")},
    {"account", "registered_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Registered")},
    {"account", "dismissed_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "No longer staff since")},
    {"account", "replaced_by", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Name and role of the account that took its place, signed")},

    {"agent", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"agent", "status", As::Duty, QT_TRANSLATE_NOOP("ServerKnowledge", "Status")},
    {"agent", "capacity", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Conversations at once")},
    {"agent", "gone_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Away; waited for until")},
    {"agent", "languages", As::Text, QT_TRANSLATE_NOOP("ServerKnowledge", "Languages")},
    {"agent", "turn_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Last offer or take")},

    {"answer", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"answer", "request", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the request")},
    {"answer", "reply", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Answer")},
    {"answer", "given_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Given")},

    {"archive", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"archive", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of its log")},
    {"archive", "version", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "How often the keys were changed")},
    {"archive", "sealed_keys", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Keys, sealed")},
    {"archive", "finder", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Hash by which a customer's words find it")},
    {"archive", "changed_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Keys changed at")},

    {"archive_entry", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of its log")},
    {"archive_entry", "id", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Keyed hash of what it is about")},
    {"archive_entry", "sequence", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Place in the log")},

    {"conversation", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"conversation", "department", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Department")},
    {"conversation", "guest", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Customer's account")},
    {"conversation", "state", As::State, QT_TRANSLATE_NOOP("ServerKnowledge", "State")},
    {"conversation", "mode", As::Mode, QT_TRANSLATE_NOOP("ServerKnowledge", "How it began")},
    {"conversation", "language", As::Text, QT_TRANSLATE_NOOP("ServerKnowledge", "Language")},
    {"conversation", "place", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Place in the queue's order")},
    {"conversation", "waiting_since_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Waiting since")},
    {"conversation", "taker", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Taken by the account")},
    {"conversation", "taken_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Taken")},
    {"conversation", "first_wait_ms", As::Span,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Waited the first time")},
    {"conversation", "lease_until_ms", As::Time,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Reserved for the taker until")},
    {"conversation", "changed_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Changed last")},
    {"conversation", "offered_to", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Offered to the account")},
    {"conversation", "offered_until_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Offered until")},
    {"conversation", "alarm", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Alarms that were raised while it waits")},
    {"conversation", "last_taker", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Taken last by the account")},

    {"cursor", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"cursor", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"cursor", "acknowledged", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Received up to number")},

    {"department", "id", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number")},
    {"department", "waiting_room", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Its waiting room")},
    {"department", "team", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Its team")},
    {"department", "is_active", As::YesNo, QT_TRANSLATE_NOOP("ServerKnowledge", "Takes customers")},
    {"department", "inbox_key", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Public key for first messages, signed")},
    {"department", "inbox_key_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Key published")},
    {"department", "retention_days", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Days after which messages are deleted (0: they are kept)")},
    {"department", "region", As::Text,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Region where its conversations may be kept (empty: anywhere)")},
    {"department", "is_shielded", As::YesNo,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Metadata shield: forgets early who sent what")},
    {"department", "routing", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "How customers are offered (1: agents pick)")},
    {"department", "agent_capacity", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Conversations that each agent has (0: as the agent says)")},
    {"department", "offer_s", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Seconds that an offer stands")},
    {"department", "silent_s", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Seconds until a silent agent gives it back (0: never)")},
    {"department", "alarms_s", As::Text, QT_TRANSLATE_NOOP("ServerKnowledge", "Seconds until each alarm")},

    {"device", "id", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number, made from the key")},
    {"device", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"device", "public_key", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Public key")},
    {"device", "certificate", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Signed by your account's key")},
    {"device", "start_counter", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Starts of the program")},
    {"device", "last_request", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the last request at log-in")},
    {"device", "is_revoked", As::YesNo, QT_TRANSLATE_NOOP("ServerKnowledge", "Signed out")},
    {"device", "registered_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Registered")},
    {"device", "name", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Kind of computer, sealed for your own devices")},
    {"device", "last_seen_ms", As::Time,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Last use, rounded down to the hour")},
    {"device", "removal", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Its removal, signed by your account's key")},

    {"device_link", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"device_link", "slot", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Hash by which the code finds it")},
    {"device_link", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Opened by the device")},
    {"device_link", "state", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "How far it is, of four steps")},
    {"device_link", "offer", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Offer, sealed under the code")},
    {"device_link", "ask", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Wish, sealed under the code")},
    {"device_link", "answer", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Answer, sealed for the new computer")},
    {"device_link", "expires_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Valid until")},

    {"erasure", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "The conversation")},
    {"erasure", "wish", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "The wish, signed by the account of who had it")},
    {"erasure", "receipt", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "The receipt, signed by the server")},
    {"erasure", "erased_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Erased")},

    {"envelope", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "In the log")},
    {"envelope", "sequence", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Number in the log")},
    {"envelope", "kind", As::EnvelopeKind, QT_TRANSLATE_NOOP("ServerKnowledge", "Kind")},
    {"envelope", "sender", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "From the device")},
    {"envelope", "sender_account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Of the account")},
    {"envelope", "request", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the request")},
    {"envelope", "generation", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Group of readers, counted")},
    {"envelope", "epoch", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Changes of that group before it")},
    {"envelope", "stored_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Stored")},
    {"envelope", "about", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "About the conversation")},
    {"envelope", "body", As::Sealed, QT_TRANSLATE_NOOP("ServerKnowledge", "What was said, sealed")},

    {"group_info", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"group_info", "generation", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Group of readers, counted")},
    {"group_info", "epoch", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Changes of that group before it")},
    {"group_info", "body", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Public keys of the readers, signed")},

    {"guest_invitation", "token_hash", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of the link")},
    {"guest_invitation", "department", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Department")},
    {"guest_invitation", "created_by", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Made by the account")},
    {"guest_invitation", "expires_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Valid until")},
    {"guest_invitation", "uses_left", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Uses left")},

    {"hand_over", "conversation", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"hand_over", "giver", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Agent's account")},
    {"hand_over", "receiver", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Asked account")},
    {"hand_over", "until_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Asked until")},
    {"hand_over", "accepted_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Accepted")},
    {"hand_over", "stays", As::YesNo, QT_TRANSLATE_NOOP("ServerKnowledge", "The agent remains a member")},

    {"key_log", "node", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Place in the record")},
    {"key_log", "kind", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Kind of statement")},
    {"key_log", "hash", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of a statement, or of two hashes")},

    {"key_package", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"key_package", "reference", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of the key")},
    {"key_package", "is_last_resort", As::YesNo,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Only when no other is left")},
    {"key_package", "expires_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Valid until")},
    {"key_package", "package", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Public key, signed by the device")},

    {"log", "id", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number")},
    {"log", "kind", As::LogKind, QT_TRANSLATE_NOOP("ServerKnowledge", "Kind")},
    {"log", "owner", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Belongs to")},
    {"log", "incarnation", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Random; another one after a restored backup")},
    {"log", "floor", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Deleted below number")},
    {"log", "aged_to", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Senders forgotten up to number")},
    {"log", "has_group", As::YesNo, QT_TRANSLATE_NOOP("ServerKnowledge", "Has readers")},
    {"log", "generation", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Group of readers, counted")},
    {"log", "epoch", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Changes of that group")},
    {"log", "is_closed", As::YesNo, QT_TRANSLATE_NOOP("ServerKnowledge", "Closed")},

    {"member", "log", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"member", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"member", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Of the account")},
    {"member", "from_sequence", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "From message number")},
    {"member", "to_sequence", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "To message number")},

    {"migration", "number", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Version")},
    {"migration", "name", As::Text, QT_TRANSLATE_NOOP("ServerKnowledge", "Name")},
    {"migration", "applied_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Since")},

    {"offer_pass", "conversation", As::Number,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Number of the conversation")},
    {"offer_pass", "agent", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Agent's account")},
    {"offer_pass", "passed_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Passed")},

    {"online", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"online", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},

    {"organisation", "number", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Version")},
    {"organisation", "document", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Signed document")},
    {"organisation", "stored_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Stored")},

    {"password", "name_key", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of the log-in name")},
    {"password", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"password", "salt", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Random bytes beside the password")},
    {"password", "memory_bytes", As::Count,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Memory that a guess costs, in bytes")},
    {"password", "passes", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Rounds that a guess costs")},
    {"password", "stored_login", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of what the password gives")},
    {"password", "wrapped_key", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Your account's key, locked by the password")},

    {"rate", "name", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of what is counted")},
    {"rate", "since_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Since")},
    {"rate", "count", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Count")},

    {"registrar", "id", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Number")},
    {"registrar", "seed", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "The server's private key")},
    {"registrar", "public_key", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "The public half of a key that lies in a file")},
    {"registrar", "fake_settings_key", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Key to answer for names that do not exist")},

    {"retention_clock", "id", As::Count, QT_TRANSLATE_NOOP("ServerKnowledge", "Number")},
    {"retention_clock", "seen_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Time at the last look")},
    {"retention_clock", "paused_to_ms", As::Time,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Nothing is deleted before")},

    {"setup_token", "token_hash", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of the link")},
    {"setup_token", "expires_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Valid until")},

    {"spent_key_package", "device", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Device")},
    {"spent_key_package", "reference", As::Size, QT_TRANSLATE_NOOP("ServerKnowledge", "Hash of the key")},
    {"spent_key_package", "expires_at_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Valid until")},

    {"staff_invitation_use", "invitation_key", As::Size,
     QT_TRANSLATE_NOOP("ServerKnowledge", "Public key of the invitation")},
    {"staff_invitation_use", "account", As::Number, QT_TRANSLATE_NOOP("ServerKnowledge", "Account")},
    {"staff_invitation_use", "used_ms", As::Time, QT_TRANSLATE_NOOP("ServerKnowledge", "Used")},
};

// A number that stands for a word.
struct Choice {
    As as;
    qint64 number;
    const char *word;
};

constexpr Choice kChoices[] = {
    {As::LogKind, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "conversation")},
    {As::LogKind, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "a device's own")},
    {As::LogKind, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting room")},
    {As::LogKind, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "team")},
    {As::LogKind, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "history for a new computer")},
    {As::EnvelopeKind, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "message, receipt or note")},
    {As::EnvelopeKind, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "change of readers")},
    {As::EnvelopeKind, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "first message")},
    {As::EnvelopeKind, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "key for a new reader")},
    {As::EnvelopeKind, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "emptied")},
    {As::State, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting")},
    {As::State, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "taken")},
    {As::State, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "closed")},
    {As::Mode, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting for an answer")},
    {As::Mode, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "message left")},
    {As::Role, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "owner")},
    {As::Role, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "administrator")},
    {As::Role, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "supervisor")},
    {As::Role, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "agent")},
    {As::Role, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "bot")},
    {As::Role, 6, QT_TRANSLATE_NOOP("ServerKnowledge", "customer")},
    {As::Duty, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "away")},
    {As::Duty, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "busy")},
    {As::Duty, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "available")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ServerKnowledge", text);
}

const Column *find(const QString &table, const QString &name)
{
    const auto found = std::find_if(std::begin(kColumns), std::end(kColumns), [&](const Column &column) {
        return table == QLatin1StringView(column.table) && name == QLatin1StringView(column.name);
    });
    return found == std::end(kColumns) ? nullptr : found;
}

QString choiceOf(As as, qint64 number, const QLocale &locale)
{
    for (const Choice &choice : kChoices) {
        if (choice.as == as && choice.number == number) return translated(choice.word);
    }
    return locale.toString(number);
}

QString numberOf(As as, qint64 number, const QLocale &locale)
{
    switch (as) {
    case As::Number:
        return number == 0 ? QString() : QStringLiteral("%1").arg(number, 16, 16, QLatin1Char('0'));
    case As::Time:
        return locale.toString(QDateTime::fromMSecsSinceEpoch(number), QLocale::ShortFormat);
    case As::Span:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 s"))
            .arg(locale.toString(static_cast<double>(number) / 1000, 'f', 1));
    case As::YesNo:
        return number != 0 ? translated(QT_TRANSLATE_NOOP("ServerKnowledge", "yes"))
                           : translated(QT_TRANSLATE_NOOP("ServerKnowledge", "no"));
    case As::Size:
    case As::Sealed:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 bytes")).arg(locale.toString(number));
    case As::Count:
    case As::Text:
        return locale.toString(number);
    case As::LogKind:
    case As::EnvelopeKind:
    case As::State:
    case As::Mode:
    case As::Role:
    case As::Duty:
        break;
    }
    return choiceOf(as, number, locale);
}

QString valueOf(As as, const HeldCell &cell, const QLocale &locale)
{
    switch (cell.kind) {
    case HeldCell::Kind::Nothing:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "nothing"));
    case HeldCell::Kind::Text:
        return cleanName(cell.text);
    case HeldCell::Kind::Bytes:
        if (as == As::Sealed)
            return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 bytes, sealed"))
                .arg(locale.toString(cell.number));
        return numberOf(As::Size, cell.number, locale);
    case HeldCell::Kind::Number:
        break;
    }
    const QString text = numberOf(as, cell.number, locale);
    return text.isEmpty() ? translated(QT_TRANSLATE_NOOP("ServerKnowledge", "nothing")) : text;
}

} // namespace

HeldTableWords wordsOf(const QString &table)
{
    for (const Table &known : kTables) {
        if (table == QLatin1StringView(known.name))
            return {translated(known.title), translated(known.sentence)};
    }
    return {cleanName(table),
            translated(QT_TRANSLATE_NOOP("ServerKnowledge",
                                         "This version of the program does not know what it is for."))};
}

HeldColumnWords wordsOf(const QString &table, const QString &column, const HeldCell &cell,
                        const QLocale &locale)
{
    const Column *known = find(table, column);
    if (known == nullptr) return {cleanName(column), valueOf(As::Count, cell, locale)};
    return {translated(known->title), valueOf(known->as, cell, locale)};
}

QStringList describedColumns()
{
    QStringList names;
    for (const Column &column : kColumns)
        names.append(
            QStringLiteral("%1.%2").arg(QLatin1StringView(column.table), QLatin1StringView(column.name)));
    return names;
}

QStringList describedTables()
{
    QStringList names;
    for (const Table &table : kTables)
        names.append(QLatin1StringView(table.name));
    return names;
}

} // namespace chat121::ui
