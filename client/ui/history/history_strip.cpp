// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/history/history_strip.h"

#include "client/ui/widgets/banner.h"

#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kStep = 5; // per cent: no screen reader wants every one

} // namespace

HistoryStrip::HistoryStrip(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_banner(new Banner(this))
{
    setObjectName(QStringLiteral("historyStrip"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_banner);
    connect(m_banner, &Banner::actionClicked, this, &HistoryStrip::act);
    connect(m_banner, &Banner::putOff, this, &HistoryStrip::putOff);
    connect(&m_workspace, &Workspace::historyChanged, this, &HistoryStrip::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &HistoryStrip::refresh);
    refresh();
}

HistoryStrip::Topic HistoryStrip::topic() const
{
    if (m_workspace.state() != Workspace::State::Ready) return Topic::None;
    const HistoryStatus status = m_workspace.history();
    if (status.is_reading) return Topic::Reading;
    if (status.state == HistoryStatus::State::Locked) return m_is_entry_put_off ? Topic::None : Topic::Locked;
    return status.is_offered ? Topic::Offer : Topic::None;
}

void HistoryStrip::refresh()
{
    m_topic = topic();
    setVisible(m_topic != Topic::None);
    switch (m_topic) {
    case Topic::None:
        return;
    case Topic::Offer:
        m_banner->show(Banner::Kind::Info,
                       tr("Write down your recovery words: with them a new computer can show your "
                          "conversations."),
                       tr("Show them"), tr("Not now"));
        return;
    case Topic::Locked:
        m_banner->show(Banner::Kind::Info,
                       tr("Your earlier conversations are not on this computer. Your recovery words bring "
                          "them here."),
                       tr("Type them"), tr("Not now"));
        return;
    case Topic::Reading: {
        const int percent = m_workspace.history().read_percent / kStep * kStep;
        m_banner->show(Banner::Kind::Info,
                       tr("Your earlier conversations are coming: %1 %.").arg(QLocale().toString(percent)));
        return;
    }
    }
}

void HistoryStrip::act()
{
    if (m_topic == Topic::Offer) Q_EMIT wordsWanted();
    if (m_topic == Topic::Locked) Q_EMIT entryWanted();
}

// It is said once; the key at the top of the window stays.
void HistoryStrip::putOff()
{
    if (m_topic == Topic::Offer) m_workspace.declineRecoveryWords();
    if (m_topic == Topic::Locked) m_is_entry_put_off = true;
    refresh();
}

} // namespace chat121::ui
