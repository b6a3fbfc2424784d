// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pictures of the gallery: controls, a desk's conversation, a customer's window, faces, icons.
#include "tests/client/ui/gallery/scenes.h"

#include "client/ui/composer/composer.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/link_dialog.h"
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/roster_bar.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QRadioButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace chat121::test {

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

QString tr(const char *text)
{
    return QCoreApplication::translate("chat121::test::Gallery", text);
}

MessageId idOf(int number)
{
    MessageId id;
    id.data[0] = static_cast<quint8>(number + 1);
    id.data[1] = static_cast<quint8>(number >> 8);
    return id;
}

struct Line {
    int minutes_ago;
    bool is_mine;
    RowKind kind;
    SendState state;
    const char *text;
};

constexpr auto kTheirs = SendState::None;

const std::array kTalk{
    Line{1560, false, RowKind::Message, kTheirs, "Hello, is anybody there?"},
    Line{1558, true, RowKind::Message, SendState::Read, "Good afternoon Maria, yes. How can I help?"},
    Line{42, false, RowKind::System, kTheirs, "Maria K. is back"},
    Line{41, false, RowKind::Message, kTheirs, "Hello, my invoice shows two charges for November."},
    Line{41, false, RowKind::Message, kTheirs,
         "One is from the 3rd, one from the 19th. I only ordered once."},
    Line{39, true, RowKind::Message, SendState::Read, "Hello Maria, I'll look at it."},
    Line{38, true, RowKind::Message, SendState::Read,
         "The second one is a duplicate: our payment provider reported a time-out and tried again. I have "
         "asked "
         "for it to be sent back to your card. It usually takes three working days, and you will get a mail "
         "from "
         "us as soon as it is done."},
    Line{37, true, RowKind::Note, kTheirs, "Refund was done on the 19th, ref 4711"},
    Line{30, false, RowKind::Message, kTheirs,
         "Thank you! Where can I see that? https://acme.example/account/refunds?id=4711"},
    Line{29, false, RowKind::Message, kTheirs, "\xF0\x9F\x91\x8D"},
    Line{12, false, RowKind::Message, kTheirs,
         "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D, \xD7\x94\xD7\x97\xD7\xA9\xD7\x91\xD7\x95\xD7\xA0\xD7\x99\xD7\xAA "
         "(invoice 4711) "
         "\xD7\x94\xD7\x92\xD7\x99\xD7\xA2\xD7\x94.\nAnd a line in English."},
    Line{6, false, RowKind::Message, kTheirs,
         "\xE8\xAB\x8B\xE6\xB1\x82\xE6\x9B\xB8\xE3\x82\x92\xE9\x80\x81\xE3\x81\xA3\xE3\x81\xA6\xE3\x81\x8F"
         "\xE3\x81\xA0\xE3\x81\x95\xE3\x81\x84\xE3\x80\x82"},
    Line{3, true, RowKind::Message, SendState::Delivered, "It is under Account, then Refunds."},
    Line{1, true, RowKind::Message, SendState::Sent, "I'll stay with you until you have found it."},
    Line{0, true, RowKind::Message, SendState::Queued, "Anything else?"},
};

TimelineModel *talk(const Clock &clock, bool is_customer, QObject *parent)
{
    auto *model = new TimelineModel(parent);
    QList<TimelineRow> rows;
    int number = 0;
    for (const Line &line : kTalk) {
        TimelineRow row;
        row.id = idOf(number);
        row.sequence = Sequence{static_cast<quint64>(++number)};
        row.sent_at = clock.now() - std::chrono::minutes(line.minutes_ago);
        row.kind = line.kind;
        row.text = QString::fromUtf8(line.text);
        row.is_mine = line.is_mine != is_customer && line.kind != RowKind::System;
        if (is_customer && line.kind == RowKind::Note) continue;
        if (line.kind != RowKind::System) row.author = AccountId{line.is_mine ? 7u : 4u};
        row.author_name = line.is_mine ? u"Anna Bergström"_s : u"Maria K."_s;
        row.author_role = line.is_mine ? u"Support"_s : u"Guest"_s;
        row.state = row.is_mine && line.kind == RowKind::Message
                        ? (line.state == SendState::None ? SendState::Read : line.state)
                        : SendState::None;
        rows.append(row);
    }
    if (is_customer) {
        rows[1].state = SendState::None;
        rows.last().state = SendState::None;
    } else {
        rows[12].state = SendState::Failed;
    }
    model->reset(rows);
    model->setUnread(idOf(10));
    model->setTyping({is_customer ? u"Anna"_s : u"Maria"_s});
    return model;
}

QList<RosterRow> roster()
{
    return {{AccountId{7}, true, true, u"Anna Bergström"_s, u"Support"_s, u"ACME"_s},
            {AccountId{4}, false, true, u"Maria K."_s, u"Guest"_s, {}},
            {AccountId{9}, false, true, u"Jonas Weber"_s, u"Supervisor"_s, u"ACME"_s}};
}

QVBoxLayout *columnIn(QWidget *widget, qreal margin, qreal spacing)
{
    const Theme &theme = Theme::of(widget);
    auto *column = new QVBoxLayout(widget);
    const int m = theme.px(margin);
    column->setContentsMargins(m, m, m, m);
    column->setSpacing(theme.px(spacing));
    return column;
}

std::unique_ptr<QWidget> conversation(const Clock &clock)
{
    auto window = std::make_unique<QWidget>();
    const Theme &theme = Theme::of(window.get());
    window->resize(theme.px(760), theme.px(860));
    auto *column = columnIn(window.get(), 0, 0);

    auto *head = new Pane(Pane::Edge::Bottom, window.get());
    auto *inside = new QVBoxLayout(head);
    inside->setContentsMargins(theme.px(space::kL), theme.px(space::kM), theme.px(space::kM),
                               theme.px(space::kS));
    inside->setSpacing(theme.px(2));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(space::kS));
    row->addWidget(new PlainLabel(u"Maria K."_s, TextRole::Title));
    auto *facts = new PlainLabel(u"Billing · pt-BR"_s, TextRole::Small, Tone::Secondary);
    facts->setOverflow(Overflow::Elide);
    row->addWidget(facts, 1);
    row->addWidget(new IconButton(Icon::PersonAdd, tr("Add a colleague")));
    row->addWidget(new IconButton(Icon::Transfer, tr("Transfer")));
    row->addWidget(new IconButton(Icon::More, tr("More")));
    row->addWidget(new Button(ButtonKind::Secondary, tr("Close")));
    inside->addLayout(row);
    auto *bar = new RosterBar(head);
    bar->setRoster(roster());
    inside->addWidget(bar);
    column->addWidget(head);

    auto *view = new TimelineView(clock, window.get());
    view->setModel(talk(clock, false, view));
    column->addWidget(view, 1);
    auto *foot = new Pane(Pane::Edge::None, window.get());
    auto *foot_column = columnIn(foot, space::kM, space::kS);
    auto *composer = new Composer(foot);
    composer->setPlaceholder(tr("Write a reply, / for canned replies"));
    foot_column->addWidget(composer);
    column->addWidget(foot);
    auto *line = new Pane(Pane::Edge::Top, window.get());
    auto *line_column = columnIn(line, 0, 0);
    auto *status = new StatusLine(line);
    status->setStatus({ConnectionState::Connected, 0});
    line_column->addWidget(status);
    column->addWidget(line);
    return window;
}

std::unique_ptr<QWidget> customer(const Clock &clock)
{
    auto window = std::make_unique<QWidget>();
    const Theme &theme = Theme::of(window.get());
    window->resize(theme.px(360), theme.px(640));
    auto *column = columnIn(window.get(), 0, 0);
    auto *head = new Pane(Pane::Edge::Bottom, window.get());
    auto *inside = new QVBoxLayout(head);
    inside->setContentsMargins(theme.px(space::kL), theme.px(space::kM), theme.px(space::kL),
                               theme.px(space::kM));
    inside->setSpacing(theme.px(2));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(space::kXs));
    auto *name = new PlainLabel(u"ACME"_s, TextRole::Title);
    name->setOverflow(Overflow::Elide);
    row->addWidget(name);
    row->addWidget(new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon));
    row->addStretch(1);
    inside->addLayout(row);
    inside->addWidget(
        new PlainLabel(tr("You are talking to Anna, Billing"), TextRole::Small, Tone::Secondary));
    column->addWidget(head);
    auto *view = new TimelineView(clock, window.get());
    view->setModel(talk(clock, true, view));
    column->addWidget(view, 1);
    auto *foot = new Pane(Pane::Edge::None, window.get());
    auto *foot_column = columnIn(foot, space::kM, space::kS);
    auto *composer = new Composer(foot);
    composer->setDraft(u"Found it, thank you.\nOne more question"_s);
    foot_column->addWidget(composer);
    foot_column->addWidget(new PlainLabel(tr("Only you and the people named above can read this."),
                                          TextRole::Small, Tone::Hint));
    column->addWidget(foot);
    return window;
}

QWidget *buttonCard()
{
    auto *card = new Card;
    auto *column = columnIn(card, space::kL, space::kM);
    column->addWidget(new PlainLabel(tr("Buttons"), TextRole::SmallStrong, Tone::Hint));
    auto *row = new QHBoxLayout;
    row->addWidget(new Button(ButtonKind::Primary, tr("Take")));
    row->addWidget(new Button(ButtonKind::Secondary, tr("Transfer")));
    row->addWidget(new Button(ButtonKind::Quiet, tr("Not now")));
    row->addWidget(new Button(ButtonKind::Danger, tr("Erase")));
    row->addStretch(1);
    column->addLayout(row);
    auto *second = new QHBoxLayout;
    second->addWidget(new Button(ButtonKind::Primary, Icon::Plus, tr("New conversation")));
    second->addWidget(new Button(ButtonKind::Secondary, Icon::Mail, tr("Leave a message")));
    auto *off = new Button(ButtonKind::Primary, tr("Start"));
    off->setEnabled(false);
    second->addWidget(off);
    second->addStretch(1);
    column->addLayout(second);
    auto *third = new QHBoxLayout;
    for (const Icon icon : {Icon::Search, Icon::Settings, Icon::Transfer, Icon::Bell}) {
        third->addWidget(new IconButton(icon, tr("Example")));
    }
    auto *primary = new IconButton(Icon::Send, tr("Send"));
    primary->setPrimary(true);
    third->addWidget(primary);
    auto *duty = new QComboBox;
    duty->addItems({tr("Available"), tr("Busy"), tr("Away")});
    third->addWidget(duty);
    auto *on = new QCheckBox(tr("Tell me when it is my turn"));
    on->setChecked(true);
    third->addWidget(on);
    third->addStretch(1);
    column->addLayout(third);
    auto *fourth = new QHBoxLayout;
    auto *radio = new QRadioButton(tr("Keep"));
    radio->setChecked(true);
    fourth->addWidget(radio);
    fourth->addWidget(new QRadioButton(tr("Erase")));
    fourth->addWidget(new QCheckBox(tr("Remember me")));
    fourth->addStretch(1);
    column->addLayout(fourth);
    return card;
}

QWidget *fieldCard()
{
    auto *card = new Card;
    auto *column = columnIn(card, space::kL, space::kM);
    column->addWidget(new PlainLabel(tr("Log in"), TextRole::Title));
    auto *address = new FormField(tr("Address"));
    address->setText(u"chat.acme.example"_s);
    address->setHint(tr("As it stands in your invitation"));
    column->addWidget(address);
    auto *name = new FormField(tr("Name"));
    name->setPlaceholder(tr("Anna"));
    name->setError(tr("Please say how others should call you."));
    column->addWidget(name);
    auto *password = new PasswordField(tr("Password"));
    password->setText(u"correct horse"_s);
    column->addWidget(password);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(new Button(ButtonKind::Secondary, tr("Back")));
    row->addWidget(new Button(ButtonKind::Primary, tr("Log in")));
    column->addLayout(row);
    column->addStretch(1);
    return card;
}

QWidget *peopleCard(const Clock &clock)
{
    auto *card = new Card;
    auto *column = columnIn(card, space::kL, space::kM);
    auto *ticker = new ElapsedTicker(clock, card);
    column->addWidget(new PlainLabel(tr("Display"), TextRole::Display));
    column->addWidget(new PlainLabel(tr("Title of a card"), TextRole::Title));
    column->addWidget(
        new PlainLabel(tr("Body text that says one thing, in the system's font."), TextRole::Body));
    column->addWidget(new PlainLabel(tr("Secondary text"), TextRole::Body, Tone::Secondary));
    column->addWidget(new PlainLabel(tr("A hint in small letters"), TextRole::Small, Tone::Hint));
    auto *people = new QHBoxLayout;
    for (const QString &name :
         {u"Maria K."_s, u"Chen Li"_s, u"Anna Bergström"_s, u"محمد علي"_s, u"山田 太郎"_s, u""_s}) {
        auto *avatar = new Avatar(size::kAvatar);
        avatar->setPerson(name);
        people->addWidget(avatar);
    }
    auto *badge = new Badge;
    badge->setCount(3);
    people->addWidget(badge);
    auto *many = new Badge;
    many->setCount(128);
    people->addWidget(many);
    for (const auto waited : {41s, 185s, 700s}) {
        auto *elapsed = new ElapsedLabel(*ticker);
        elapsed->setThresholds(120s, 600s);
        elapsed->setSince(clock.now() - waited);
        people->addWidget(elapsed);
    }
    people->addStretch(1);
    column->addLayout(people);
    for (const auto state :
         {ConnectionState::Connected, ConnectionState::Reconnecting, ConnectionState::Offline}) {
        auto *status = new StatusLine;
        status->setStatus({state, state == ConnectionState::Connected ? 0 : 2});
        column->addWidget(status);
    }
    return card;
}

std::unique_ptr<QWidget> controls(const Clock &clock)
{
    auto window = std::make_unique<QWidget>();
    const Theme &theme = Theme::of(window.get());
    window->resize(theme.px(1040), theme.px(640));
    auto *grid = new QGridLayout(window.get());
    const int margin = theme.px(space::kXl);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setSpacing(theme.px(space::kL));
    grid->addWidget(buttonCard(), 0, 0);
    grid->addWidget(fieldCard(), 0, 1, 2, 1);
    grid->addWidget(peopleCard(clock), 1, 0);
    grid->setColumnStretch(0, 3);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 2);
    return window;
}

std::unique_ptr<QWidget> faces(const Clock &)
{
    auto window = std::make_unique<QWidget>();
    const Theme &theme = Theme::of(window.get());
    window->resize(theme.px(1040), theme.px(720));
    auto *column = columnIn(window.get(), 0, 0);
    const auto banner = [&](Banner::Kind kind, const QString &text, const QString &action) {
        auto *strip = new Banner(window.get());
        strip->show(kind, text, action);
        column->addWidget(strip);
    };
    banner(Banner::Kind::Info, tr("Jonas joined as supervisor. He can read this conversation from here on."),
           {});
    banner(Banner::Kind::Warning, tr("The server cannot be reached. What you write is kept and sent later."),
           tr("Try now"));
    banner(Banner::Kind::Error,
           tr("This message could not be opened. It was left out; nothing else is missing."), {});
    auto *grid = new QGridLayout;
    const int margin = theme.px(space::kXl);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setSpacing(theme.px(space::kL));
    const auto addCard = [&](QWidget *content, int row, int place) {
        auto *card = new Card(window.get());
        columnIn(card, 0, 0)->addWidget(content);
        grid->addWidget(card, row, place);
    };
    auto *empty = new EmptyState(
        Icon::Queue, tr("Nobody is waiting"),
        tr("When a customer writes, the conversation appears here. You can take it with one key."));
    empty->setAction(tr("Invite a customer"));
    addCard(empty, 0, 0);
    auto *error = new ErrorState(
        tr("The messages could not be read"),
        tr("They are still on this computer. Close other windows of this program and try again."));
    error->setAction(tr("Try again"));
    error->setDetails(u"profile.db: locked (5)"_s);
    addCard(error, 0, 1);
    for (const auto shape : {Skeleton::Shape::List, Skeleton::Shape::Messages}) {
        auto *skeleton = new Skeleton(shape);
        skeleton->start();
        addCard(skeleton, 1, shape == Skeleton::Shape::List ? 0 : 1);
    }
    column->addLayout(grid, 1);
    return window;
}

// In the middle of a long talk, with the keyboard: ring, selection, jump button.
std::unique_ptr<QWidget> reading(const Clock &clock)
{
    auto view = std::make_unique<TimelineView>(clock);
    const Theme &theme = Theme::of(view.get());
    view->resize(theme.px(560), theme.px(420));
    view->setModel(talk(clock, false, view.get()));
    view->show();
    view->activateWindow();
    view->setFocus(Qt::TabFocusReason);
    view->setCurrentRow(5);
    view->showRow(3);
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::ShiftModifier);
    QCoreApplication::sendEvent(view.get(), &down);
    view->showRow(3);
    TimelineRow news = view->model()->at(3);
    news.id = idOf(900);
    news.sequence = Sequence{900};
    view->model()->append({news});
    return view;
}

std::unique_ptr<QWidget> menu(const Clock &)
{
    auto window = std::make_unique<QMenu>();
    window->addAction(iconOf(Icon::Copy), tr("Copy message"), QKeySequence(QKeySequence::Copy));
    window->addAction(iconOf(Icon::Link), tr("Open this link"))->setEnabled(false);
    window->addSeparator();
    auto *dark = window->addAction(tr("Dark"));
    dark->setCheckable(true);
    dark->setChecked(true);
    window->setActiveAction(window->actions().constFirst());
    return window;
}

std::unique_ptr<QWidget> icons(const Clock &)
{
    auto window = std::make_unique<QWidget>();
    const Theme &theme = Theme::of(window.get());
    auto *grid = new QGridLayout(window.get());
    const int margin = theme.px(space::kXl);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setSpacing(theme.px(space::kXl));
    for (int i = 0; i < kIconCount; ++i) {
        const qreal side = i % 2 ? size::kIconLarge : size::kIconLarge;
        grid->addWidget(new IconLabel(static_cast<Icon>(i), Tone::Primary, side), 2 * (i / 11), i % 11);
        grid->addWidget(new IconLabel(static_cast<Icon>(i), Tone::Accent, size::kIcon), 2 * (i / 11) + 1,
                        i % 11);
    }
    return window;
}

} // namespace

QList<Scene> scenes()
{
    return {
        {u"conversation"_s, conversation},
        {u"customer"_s, customer},
        {u"controls"_s, controls},
        {u"faces"_s, faces},
        {u"icons"_s, icons},
        {u"reading"_s, reading},
        {u"menu"_s, menu},
        {u"roster"_s, [](const Clock &) { return std::make_unique<RosterDialog>(roster()); }},
        {u"link"_s,
         [](const Clock &) {
             return std::make_unique<LinkDialog>(QUrl(u"https://аcme.example/account/refunds?id=4711"_s));
         }},
    };
}

} // namespace chat121::test
