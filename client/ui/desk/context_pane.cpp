// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/context_pane.h"

#include "client/core/models/rating.h"
#include "client/ui/talk/later_times.h"
#include "client/ui/text/customer_words.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QDateTime>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr auto kTimeShownFor = std::chrono::seconds(20);
constexpr qsizetype kOthersMax = 20; // of one customer; search finds all
constexpr int kFixedItems = 2;       // at the end of the column: the others, and the rest of the space

} // namespace

ContextPane::ContextPane(const Clock &clock, QWidget *parent)
    : QScrollArea(parent)
    , m_clock(clock)
{
    setObjectName(QStringLiteral("contextPane"));
    setAccessibleName(tr("About the customer"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(this);
    m_column = new QVBoxLayout(inside);
    const Theme &theme = Theme::of(this);
    const int margin = theme.px(space::kL);
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme.px(space::kM));
    m_others = new QWidget(inside);
    m_others->setObjectName(QStringLiteral("otherConversations"));
    auto *others = new QVBoxLayout(m_others);
    others->setContentsMargins({});
    others->setSpacing(theme.px(space::kXs));
    m_others->hide();
    m_column->addWidget(m_others);
    m_column->addStretch();
    setWidget(inside);
    m_minute.setInterval(kTimeShownFor);
    connect(&m_minute, &QTimer::timeout, this, &ContextPane::refreshTime);
    m_minute.start();
}

void ContextPane::show(const std::optional<ConversationRow> &row, const QList<RosterRow> &roster,
                       const QList<ConversationRow> &others)
{
    showOthers(others);
    while (m_column->count() > kFixedItems) {
        const std::unique_ptr<QLayoutItem> item(m_column->takeAt(0));
        delete item->widget();
    }
    if (!row) return;
    addHeading(tr("Customer"));
    addPerson(cleanName(row->title), row->is_online ? tr("on-line") : tr("not on-line"),
              row->is_online ? Tone::Ok : Tone::Hint, {});
    addFact(tr("Department"), cleanName(row->department));
    if (row->rating > 0) addFact(tr("Rated by the customer"), ratingText(row->rating));
    if (!row->wrap_up.isEmpty()) addFact(tr("Wrapped up"), row->wrap_up);
    if (!row->taken_by.isEmpty()) addFact(tr("With"), cleanName(row->taken_by));
    addStart();
    if (roster.isEmpty()) return;
    addHeading(tr("Can read this conversation"));
    for (const RosterRow &person : roster) {
        addPerson(person.is_me ? tr("You") : cleanName(person.name), cleanName(person.role), Tone::Secondary,
                  cleanName(person.signed_by), person.name);
    }
}

void ContextPane::showOthers(const QList<ConversationRow> &others)
{
    if (others == m_shown) return;
    m_shown = others;
    auto *column = static_cast<QVBoxLayout *>(m_others->layout());
    while (column->count() > 0) {
        const std::unique_ptr<QLayoutItem> item(column->takeAt(0));
        if (item->widget()) item->widget()->hide();
        if (item->widget()) item->widget()->deleteLater(); // perhaps the one that was pressed
    }
    m_others->setVisible(!others.isEmpty());
    if (others.isEmpty()) return;
    column->addWidget(
        new PlainLabel(tr("Other conversations"), TextRole::SmallStrong, Tone::Secondary, m_others));
    for (const ConversationRow &row : others.first(qMin(others.size(), kOthersMax)))
        addOther(column, row);
    const auto more = static_cast<int>(others.size() - kOthersMax);
    if (more > 0)
        column->addWidget(new PlainLabel(tr("And %n older. Search finds them.", nullptr, more),
                                         TextRole::Small, Tone::Hint, m_others));
}

// When it was, and how it ended, or what was said last.
void ContextPane::addOther(QVBoxLayout *column, const ConversationRow &row)
{
    const QString when = laterText(QDateTime::fromMSecsSinceEpoch(row.last_at.ms));
    auto *button = new Button(ButtonKind::Quiet, when, m_others);
    button->setObjectName(QStringLiteral("otherConversation%1").arg(row.id.value));
    QStringList ending{ratingText(row.rating), row.wrap_up};
    ending.removeAll(QString());
    const QString words =
        ending.isEmpty() ? row.preview.simplified() : ending.join(QStringLiteral(" \u00b7 "));
    button->setAccessibleName(tr("Conversation of %1").arg(when));
    button->setAccessibleDescription(words);
    connect(button, &Button::clicked, this, [this, id = row.id] { Q_EMIT conversationWanted(id); });
    column->addWidget(button);
    column->setAlignment(button, Qt::AlignLeading);
    if (words.isEmpty()) return;
    auto *label = new PlainLabel(words, TextRole::Small, Tone::Secondary, m_others);
    label->setOverflow(Overflow::Elide);
    column->addWidget(label);
}

// Their clocks go on while somebody reads.
void ContextPane::refreshTime()
{
    if (m_time) m_time->setText(localTimeWords(m_start.context.zone, m_clock.now(), locale()));
}

void ContextPane::addStart()
{
    const CustomerContext &context = m_start.context;
    if (!context.zone.isEmpty())
        m_time = addFact(tr("Local time"), localTimeWords(context.zone, m_clock.now(), locale()));
    if (!context.language.isEmpty()) addFact(tr("Language"), languageWords(context.language));
    if (!context.page.isEmpty()) addFact(tr("Page or program"), context.page);
    if (m_start.answers.isEmpty()) return;
    addHeading(tr("Asked before the first words"));
    for (const StartAnswer &one : m_start.answers)
        addFact(one.question, one.answer);
}

void ContextPane::append(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - kFixedItems, widget);
}

void ContextPane::addHeading(const QString &text)
{
    if (m_column->count() > kFixedItems)
        m_column->insertSpacing(m_column->count() - kFixedItems, Theme::of(this).px(space::kS));
    append(new PlainLabel(text, TextRole::SmallStrong, Tone::Secondary, widget()));
}

PlainLabel *ContextPane::addFact(const QString &what, const QString &value)
{
    auto *fact = new QWidget(widget());
    auto *column = new QVBoxLayout(fact);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new PlainLabel(what, TextRole::Small, Tone::Hint, fact));
    auto *shown = new PlainLabel(value, TextRole::Body, Tone::Primary, fact);
    column->addWidget(shown);
    append(fact);
    return shown;
}

// `signed_by` empty: no tick. `face`: whose avatar, when the words are "You".
void ContextPane::addPerson(const QString &name, const QString &more, Tone tone, const QString &signed_by,
                            const QString &face)
{
    const Theme &theme = Theme::of(this);
    auto *person = new QWidget(widget());
    auto *row = new QHBoxLayout(person);
    row->setContentsMargins({});
    row->setSpacing(theme.px(space::kM));
    auto *avatar = new Avatar(size::kAvatar, person);
    avatar->setPerson(face.isEmpty() ? name : face);
    row->addWidget(avatar);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    auto *first = new PlainLabel(name, TextRole::Body, Tone::Primary, person);
    first->setOverflow(Overflow::Elide);
    texts->addWidget(first);
    texts->addWidget(new PlainLabel(more, TextRole::Small, tone, person));
    row->addLayout(texts, 1);
    if (!signed_by.isEmpty()) {
        auto *tick = new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon, person);
        tick->setAccessibleName(tr("signed by %1").arg(signed_by));
        tick->setToolTip(tick->accessibleName().toHtmlEscaped());
        row->addWidget(tick);
    }
    append(person);
}

} // namespace chat121::ui
