// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/ui/windows/scenes.h"

namespace chat121::test {

using namespace std::chrono_literals;

namespace {

constexpr AccountId kAnna{1}, kMaria{2}, kJonas{3};

TimelineRow message(quint64 number, bool is_mine, const QString &text, UnixTime at, SendState state)
{
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(8, 'm') + QByteArray::number(number).rightJustified(8, '0'));
    row.sequence = Sequence{number};
    row.author = is_mine ? kAnna : kMaria;
    row.sent_at = at;
    row.state = is_mine ? state : SendState::None;
    row.is_mine = is_mine;
    row.author_name = is_mine ? QStringLiteral("Anna") : QStringLiteral("Maria K.");
    row.author_role = is_mine ? QStringLiteral("Support") : QStringLiteral("Guest");
    row.text = text;
    return row;
}

TimelineRow line(quint64 number, const QString &text, UnixTime at)
{
    TimelineRow row;
    row.kind = RowKind::System;
    row.sequence = Sequence{number};
    row.sent_at = at;
    row.text = text;
    return row;
}

QList<TimelineRow> talk(UnixTime now, bool is_agent)
{
    const auto say = [is_agent, now](quint64 number, bool by_anna, const QString &text,
                                     std::chrono::minutes ago, SendState state = SendState::Read) {
        TimelineRow row = message(number, by_anna == is_agent, text, now - ago, state);
        row.author_name = by_anna ? QStringLiteral("Anna") : QStringLiteral("Maria K.");
        row.author_role = by_anna ? QStringLiteral("Support") : QStringLiteral("Guest");
        row.author = by_anna ? kAnna : kMaria;
        return row;
    };
    return {
        say(1, false, QStringLiteral("Hello, my invoice of November shows two charges. Can you see why?"),
            26min),
        line(2, QStringLiteral("Anna joined"), now - 24min),
        say(3, true,
            QStringLiteral("Hello Maria, I'll look at it. Could you tell me the number of the invoice?"),
            24min),
        say(4, false, QStringLiteral("It is 4711-2026."), 22min),
        say(5, false, QStringLiteral("You find it here too: https://billing.example/invoices/4711"), 22min),
        say(6, true,
            QStringLiteral("Thank you. The second charge of the 19th was booked twice by our till. That is "
                           "our mistake."),
            19min),
        say(7, true, QStringLiteral("I have asked for the refund; it will be with you in two working days."),
            18min),
        say(8, false, QStringLiteral("Wonderful, thank you for the quick help \U0001F44D"), 3min),
        say(9, true, QStringLiteral("You are welcome. Is there anything else?"), 1min, SendState::Delivered),
    };
}

ConversationRow row(quint64 id, ConversationState state, const QString &title, const QString &preview,
                    UnixTime at, int unread = 0)
{
    ConversationRow row;
    row.id = {id};
    row.state = state;
    row.title = title;
    row.department = QStringLiteral("Support");
    row.preview = preview;
    row.unread = unread;
    row.last_at = at;
    row.is_taken_here = state == ConversationState::Mine;
    if (state == ConversationState::Waiting) row.waiting_since = at;
    return row;
}

QList<RosterRow> roster(bool is_agent)
{
    const QString acme = QStringLiteral("ACME");
    return {
        {kAnna, is_agent, true, QStringLiteral("Anna"), QStringLiteral("Support"), acme},
        {kMaria, !is_agent, true, QStringLiteral("Maria K."), QStringLiteral("Guest"), {}},
    };
}

} // namespace

void playDesk(PlayedWorkspace &workspace, UnixTime now)
{
    ConversationRow maria = row(1, ConversationState::Mine, QStringLiteral("Maria K."),
                                QStringLiteral("You are welcome. Is there anything else?"), now - 1min);
    maria.is_online = true;
    ConversationRow peter = row(2, ConversationState::Mine, QStringLiteral("Peter W."),
                                QStringLiteral("One moment, I am looking for it"), now - 4min);
    peter.is_typing = true;
    peter.is_online = true;
    workspace.put(maria);
    workspace.put(peter);
    workspace.put(row(3, ConversationState::Mine, QStringLiteral("陈丽"),
                      QStringLiteral("你好,我的订单还没有到"), now - 11min, 2));
    workspace.put(row(4, ConversationState::Waiting, QStringLiteral("Lea Brandt"),
                      QStringLiteral("The app closes when I open my profile"), now - 41s));
    workspace.put(row(5, ConversationState::Waiting, QStringLiteral("أحمد سليمان"),
                      QStringLiteral("مرحبا، أحتاج إلى مساعدة"), now - 190s));
    workspace.put(row(6, ConversationState::Closed, QStringLiteral("Ana S."),
                      QStringLiteral("Then everything is settled"), now - 300min));
    workspace.played({1})->timeline()->reset(talk(now, true));
    workspace.played({1})->play(QStringLiteral("Maria K."), roster(true), true);
    TimelineRow opening = talk(now, true).first();
    opening.author_name = QStringLiteral("Lea Brandt");
    opening.text = QStringLiteral("The app closes when I open my profile. What can I do?");
    opening.sent_at = now - 41s;
    workspace.played({4})->timeline()->reset({opening});
    workspace.played({4})->play(QStringLiteral("Lea Brandt"), {}, false);
    const std::pair<quint64, QString> others[] = {
        {2, QStringLiteral("Peter W.")}, {3, QStringLiteral("陈丽")}, {6, QStringLiteral("Ana S.")}};
    for (const auto &[id, name] : others) {
        QList<TimelineRow> rows = talk(now, true).first(3);
        for (TimelineRow &said : rows) {
            if (!said.is_mine && said.kind == RowKind::Message) said.author_name = name;
        }
        workspace.played({id})->timeline()->reset(rows);
        QList<RosterRow> readers = roster(true);
        readers.last().name = name;
        const bool is_closed = id == 6;
        workspace.played({id})->play(name, is_closed ? QList<RosterRow>() : readers, !is_closed);
    }
    workspace.played({2})->timeline()->setTyping({QStringLiteral("Peter W.")});
    workspace.setColleagues({{.account = kJonas,
                              .name = QStringLiteral("Jonas"),
                              .role = QStringLiteral("Supervisor"),
                              .status = DutyStatus::Available,
                              .is_online = true,
                              .load = 3,
                              .capacity = 4,
                              .languages = {QStringLiteral("en"), QStringLiteral("de")},
                              .departments = {QStringLiteral("Support")},
                              .is_replaceable = true}});
    workspace.become(Workspace::State::Ready, Workspace::Role::Staff, QStringLiteral("ACME"));
}

void playAsked(PlayedWorkspace &workspace, UnixTime now)
{
    ConversationRow olga = row(7, ConversationState::Team, QStringLiteral("Olga"), {}, now - 2min);
    olga.taken_by = QStringLiteral("Jonas");
    olga.hand_over_to = QStringLiteral("Anna");
    olga.hand_over_note = QStringLiteral("invoice");
    olga.hand_over_until = now + 42s;
    olga.is_hand_over_here = true;
    workspace.put(olga);
    workspace.played({7})->play(QStringLiteral("Olga"), {}, false);
}

void playErased(PlayedWorkspace &workspace, UnixTime now)
{
    playDesk(workspace, now);
    workspace.put(row(6, ConversationState::Closed, QStringLiteral("Ana S."), {}, now));
    workspace.played({6})->timeline()->reset(
        {line(1, QStringLiteral("Ana S. erased this conversation on 23 November 2026"), now)});
    workspace.played({6})->play(QStringLiteral("Ana S."), {}, false);
    workspace.played({6})->setErasure(Talk::Erasure::Done, false, true);
}

void playCustomer(PlayedWorkspace &workspace, UnixTime now)
{
    QueueStanding standing;
    standing.step = QueueStanding::Step::Talking;
    standing.talking_to = QStringLiteral("Anna");
    standing.talking_to_role = QStringLiteral("Support, ACME");
    workspace.setStanding(standing);
    workspace.played({1})->timeline()->reset(talk(now, false));
    workspace.played({1})->play(QStringLiteral("Anna"), roster(false), true);
    workspace.become(Workspace::State::Ready, Workspace::Role::Customer, QStringLiteral("ACME"));
}

void playCustomerAt(PlayedWorkspace &workspace, QueueStanding::Step step, UnixTime now)
{
    QueueStanding standing;
    standing.step = step;
    standing.agents_on_duty = 2;
    standing.position = 2;
    standing.estimate_s = 170;
    workspace.setStanding(standing);
    TimelineRow question = talk(now, false).first();
    if (step != QueueStanding::Step::Closed) question.state = SendState::Sent;
    if (step != QueueStanding::Step::NotStarted) workspace.played({1})->timeline()->reset({question});
    const RosterRow me{kMaria, true, true, QStringLiteral("Maria K."), QStringLiteral("Guest"), {}};
    workspace.played({1})->play(QStringLiteral("ACME"), {me}, true);
    workspace.become(Workspace::State::Ready, Workspace::Role::Customer, QStringLiteral("ACME"));
}

QStringList sampleWords()
{
    return QStringLiteral("solov jinud bumij givok govir gopuz butom hodar zinip kinih bazuk dibuk")
        .split(u' ');
}

TalkConsents sampleConsents()
{
    return {bitOf(ConsentPurpose::Transcript), bitOf(ConsentPurpose::Sharing),
            bitOf(ConsentPurpose::AiSuggestions)};
}

QList<AskedQuestion> sampleQuestions()
{
    return {
        {QStringLiteral("What is it about?"), {QStringLiteral("An order"), QStringLiteral("A return")}, true},
        {QStringLiteral("Number of the order"), {}, false}};
}

AgreedTerms sampleTerms()
{
    return {2, QStringLiteral("We keep what you write for 30 days, to answer you."),
            UnixTime{1'700'000'000'000}, QStringLiteral("Anna"), UnixTime{1'700'000'060'000}};
}

QList<SearchHit> hitsOf(UnixTime now)
{
    const QList<TimelineRow> rows = talk(now, true);
    const QString word = QStringLiteral("invoice");
    const auto hit = [&](qsizetype row) {
        SearchHit found;
        found.conversation = {1};
        found.message = rows.at(row).id;
        found.sent_at = rows.at(row).sent_at;
        found.is_mine = rows.at(row).is_mine;
        found.author = rows.at(row).author_name;
        found.title = QStringLiteral("Maria K.");
        found.department = QStringLiteral("Support");
        found.snippet = rows.at(row).text;
        found.marks = {{found.snippet.indexOf(word), word.size()}};
        return found;
    };
    SearchHit arabic = hit(0);
    arabic.conversation = {5};
    arabic.title = arabic.author = QStringLiteral("أحمد سليمان");
    arabic.snippet = QStringLiteral("مرحبا الفاتورة خاطئة");
    arabic.marks = {{6, 8}};
    arabic.department = QStringLiteral("Billing");
    return {hit(4), hit(2), hit(0), arabic};
}

InvitationPreview previewOf(InvitationPreview::Kind kind)
{
    InvitationPreview preview;
    preview.kind = kind;
    preview.organisation = QStringLiteral("ACME");
    preview.department = QStringLiteral("Support");
    preview.role = QStringLiteral("Agent");
    preview.consent_text = QStringLiteral("We keep what you write for 30 days, to answer you.");
    if (kind == InvitationPreview::Kind::Owner)
        preview.owners = {{AccountId{7}, QStringLiteral("Olga")}, {AccountId{8}, QStringLiteral("Otto")}};
    return preview;
}

QList<HeldTable> sampleOfHeld()
{
    using Kind = HeldCell::Kind;
    HeldTable envelopes;
    envelopes.name = QStringLiteral("envelope");
    envelopes.about = HeldTable::About::Conversation;
    envelopes.columns =
        QStringList{QStringLiteral("sequence"), QStringLiteral("kind"), QStringLiteral("stored_at_ms"),
                    QStringLiteral("about"), QStringLiteral("body")};
    envelopes.total = 40;
    for (qint64 sequence = 1; sequence <= 3; ++sequence) {
        const QList<HeldCell> row{HeldCell{Kind::Number, sequence, {}}, HeldCell{Kind::Number, 1, {}},
                                  HeldCell{Kind::Number, 1'700'000'000'000 + sequence, {}}, HeldCell{},
                                  HeldCell{Kind::Bytes, 512, {}}};
        envelopes.rows.append(row);
    }
    HeldTable account;
    account.name = QStringLiteral("account");
    account.about = HeldTable::About::Myself;
    account.columns = QStringList{QStringLiteral("id"), QStringLiteral("role"), QStringLiteral("future")};
    account.total = 1;
    const QList<HeldCell> own{HeldCell{Kind::Number, 0x1234, {}}, HeldCell{Kind::Number, 6, {}},
                              HeldCell{Kind::Text, 0, QStringLiteral("x")}};
    account.rows.append(own);
    HeldTable registrar;
    registrar.name = QStringLiteral("registrar");
    registrar.columns = QStringList{QStringLiteral("id"), QStringLiteral("seed")};
    return {registrar, account, envelopes};
}

DeviceList sampleDevices(UnixTime now)
{
    OwnDevice own;
    own.id = {1};
    own.name = QStringLiteral("Debian GNU/Linux 12 (desk)");
    own.added_at = now - 24h * 90;
    own.last_used_at = now;
    own.is_this = own.is_online = true;
    OwnDevice second = own;
    second.id = {2};
    second.name = QStringLiteral("Debian GNU/Linux 12 (laptop)");
    second.added_at = now - 24h * 30;
    second.last_used_at = now - 24h * 2;
    second.is_this = second.is_online = false;
    OwnDevice fresh = second;
    fresh.id = {3};
    fresh.name = QStringLiteral("Ubuntu 22.04 LTS (kitchen)");
    fresh.added_at = fresh.last_used_at = now;
    fresh.is_new = fresh.is_online = true;
    return {DeviceList::State::Read, {fresh, own, second}};
}

LinkStatus sampleLink(LinkStatus::Step step, UnixTime now)
{
    LinkStatus link;
    link.step = step;
    link.code = QStringLiteral("000G-40R4-0M30-E209-185G-SXM2");
    link.link = QStringLiteral("chat121://example");
    link.until = now + 10min;
    link.computer = QStringLiteral("Ubuntu 22.04 LTS (kitchen)");
    link.number = QStringLiteral("482 913");
    return link;
}

LinkRequest sampleRequest()
{
    return {QStringLiteral("ACME"), QStringLiteral("Anna"), QStringLiteral("482 913")};
}

} // namespace chat121::test
