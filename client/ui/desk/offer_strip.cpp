// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/offer_strip.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace chat121::ui {

OfferStrip::OfferStrip(Workspace &workspace, ElapsedTicker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_ticker(ticker)
{
    setObjectName(QStringLiteral("offerStrip"));
    build();
    hide();
    const ConversationListModel *queue = m_workspace.queue();
    connect(queue, &ConversationListModel::countChanged, this, &OfferStrip::refresh);
    connect(queue, &QAbstractItemModel::dataChanged, this, &OfferStrip::refresh);
    connect(queue, &QAbstractItemModel::modelReset, this, &OfferStrip::refresh);
    connect(&ticker, &ElapsedTicker::ticked, this, &OfferStrip::count);
    refresh();
}

void OfferStrip::build()
{
    const Theme &theme = Theme::of(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(space::kL), theme.px(space::kXs), theme.px(space::kL),
                            theme.px(space::kXs));
    row->setSpacing(theme.px(space::kS));
    row->addWidget(new IconLabel(Icon::Bell, Tone::Accent, size::kIcon, this));
    m_words = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    m_words->setObjectName(QStringLiteral("offerLabel"));
    row->addWidget(m_words, 1);
    m_left = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    m_left->setObjectName(QStringLiteral("offerLeftLabel"));
    row->addWidget(m_left);
    auto *look = new Button(ButtonKind::Quiet, Icon::Eye, tr("Look"), this);
    look->setObjectName(QStringLiteral("lookAtOfferButton"));
    look->setAccessibleDescription(tr("Shows what they have written"));
    connect(look, &Button::clicked, this, [this] { Q_EMIT looked(m_shown); });
    auto *decline = new Button(ButtonKind::Secondary, tr("Not now"), this);
    decline->setObjectName(QStringLiteral("declineOfferButton"));
    decline->setAccessibleDescription(tr("The next colleague gets the offer"));
    connect(decline, &Button::clicked, this, [this] { m_workspace.declineOffer(m_shown); });
    auto *take = new Button(ButtonKind::Primary, tr("Take"), this);
    take->setObjectName(QStringLiteral("takeOfferButton"));
    connect(take, &Button::clicked, this, [this] { m_workspace.take(m_shown); });
    row->addWidget(look);
    row->addWidget(decline);
    row->addWidget(take);
}

// The one that ends first.
std::optional<ConversationRow> OfferStrip::offered() const
{
    const ConversationListModel &queue = *m_workspace.queue();
    std::optional<ConversationRow> first;
    for (int place = 0; place < queue.rowCount(); ++place) {
        const ConversationRow &row = queue.at(place);
        if (row.is_offered_here && (!first || row.offered_until < first->offered_until)) first = row;
    }
    return first;
}

void OfferStrip::refresh()
{
    const auto row = offered();
    setVisible(row.has_value());
    const ConversationId before = std::exchange(m_shown, row ? row->id : ConversationId{});
    if (!row) return;
    const QString name = isolated(cleanName(row->title));
    m_words->setText(
        row->department.isEmpty()
            ? tr("%1 is offered to you.").arg(name)
            //: A customer, and the department whose queue they wait in
            : tr("%1 is offered to you, in %2.").arg(name, isolated(cleanName(row->department))));
    count(m_ticker.now());
    if (before == m_shown) return;
    QAccessibleEvent alert(m_words, QAccessible::Alert); // it does not wait
    QAccessible::updateAccessibility(&alert);
}

void OfferStrip::count(UnixTime now)
{
    const auto row = m_shown.isValid() ? m_workspace.queue()->find(m_shown) : std::nullopt;
    if (!row) return;
    const auto left = std::max(std::chrono::milliseconds(0), row->offered_until - now);
    m_left->setText(elapsedText(left));
    m_left->setAccessibleName(tr("%1 left").arg(elapsedWords(left)));
}

void OfferStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tokens().selected);
    painter.setPen(QPen(theme.tokens().line, theme.exact(size::kHairline)));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace chat121::ui
