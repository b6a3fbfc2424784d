// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/waiting_dialog.h"

#include "common/base/limits.h"

#include <QComboBox>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace chat121::ui {

namespace {

constexpr int kMinuteSeconds = 60;
constexpr int kNoAlarm = limits::kWaitAlarmSecondsMin - 1;            // shown as "none"
constexpr int kAlarmSecondsMax = std::numeric_limits<quint16>::max(); // that a document can say
static_assert(limits::kSilentSecondsMin == kMinuteSeconds, "one minute of silence is the least");

int minutesOf(int seconds)
{
    return (seconds + kMinuteSeconds - 1) / kMinuteSeconds;
}

QSpinBox *makeSpin(QWidget *form, int least, int most)
{
    auto *spin = new QSpinBox(form);
    spin->setRange(least, most);
    spin->setGroupSeparatorShown(true);
    return spin;
}

} // namespace

WaitingDialog::WaitingDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column = build(tr("Waiting and offers"),
                                tr("Customers who wait are offered to agents in this way, the oldest first. "
                                   "It is signed with your key: the server cannot change it."),
                                QStringLiteral("waiting"));
    m_routing = new QComboBox(form());
    m_routing->addItem(tr("nobody: agents choose from the queue"), static_cast<int>(Routing::Manual));
    m_routing->addItem(tr("whoever has the fewest conversations"), static_cast<int>(Routing::LeastBusy));
    m_routing->addItem(tr("everybody in turn"), static_cast<int>(Routing::RoundRobin));
    m_routing->addItem(tr("whom the customer spoke with last"), static_cast<int>(Routing::LastAgent));
    add(column, m_routing, tr("Who is offered the next customer"), QStringLiteral("waitingRoutingCombo"));
    m_offer = makeSpin(form(), limits::kOfferSecondsMin, limits::kOfferSecondsMax);
    add(column, m_offer, tr("Seconds to take an offer, before the next one gets it"),
        QStringLiteral("waitingOfferSpin"));
    m_capacity = makeSpin(form(), 0, limits::kAgentCapacityMax);
    m_capacity->setSpecialValueText(tr("as each agent says"));
    add(column, m_capacity, tr("Conversations of one agent at once"), QStringLiteral("waitingCapacitySpin"));
    m_silent = makeSpin(form(), 0, minutesOf(limits::kSilentSecondsMax));
    m_silent->setSpecialValueText(tr("never"));
    add(column, m_silent, tr("Minutes of silence until an agent's conversation goes back to the queue"),
        QStringLiteral("waitingSilentSpin"));
    const QString names[] = {tr("Seconds of waiting until the first alarm"), tr("until the second alarm"),
                             tr("until the third alarm")};
    static_assert(std::size(names) == limits::kWaitAlarmsMax);
    for (const QString &name : names) {
        auto *spin = makeSpin(form(), kNoAlarm, kAlarmSecondsMax);
        spin->setSpecialValueText(tr("no alarm"));
        m_alarms.append(spin);
        add(column, spin, name, QStringLiteral("waitingAlarmSpin%1").arg(m_alarms.size()));
    }
    column->addStretch(1);
    fill(this->department().desk);
    watch();
    fieldsChanged();
}

void WaitingDialog::fill(const DeskRules &rules)
{
    m_routing->setCurrentIndex(m_routing->findData(static_cast<int>(rules.routing)));
    m_offer->setValue(rules.offer_s);
    m_capacity->setValue(rules.capacity);
    m_silent->setValue(minutesOf(rules.silent_s));
    for (qsizetype i = 0; i < m_alarms.size(); ++i)
        m_alarms.at(i)->setValue(i < rules.alarms_s.size() ? rules.alarms_s.at(i) : kNoAlarm);
}

void WaitingDialog::watch()
{
    connect(m_routing, &QComboBox::currentIndexChanged, this, [this] { fieldsChanged(); });
    QList<QSpinBox *> spins = m_alarms;
    spins << m_offer << m_capacity << m_silent;
    for (QSpinBox *spin : std::as_const(spins))
        connect(spin, &QSpinBox::valueChanged, this, [this] { fieldsChanged(); });
}

DeskRules WaitingDialog::chosen() const
{
    DeskRules rules = department().desk;
    rules.routing = static_cast<Routing>(m_routing->currentData().toInt());
    rules.offer_s = m_offer->value();
    rules.capacity = m_capacity->value();
    // Another program may have said seconds that are no whole minute.
    if (m_silent->value() != minutesOf(rules.silent_s)) rules.silent_s = m_silent->value() * kMinuteSeconds;
    rules.alarms_s.clear();
    for (const QSpinBox *alarm : m_alarms)
        if (alarm->value() != kNoAlarm) rules.alarms_s.append(alarm->value());
    return rules;
}

QString WaitingDialog::whatIsWrong()
{
    m_offer->setEnabled(m_routing->currentData().toInt() != static_cast<int>(Routing::Manual));
    const QList<int> alarms = chosen().alarms_s;
    for (qsizetype i = 1; i < alarms.size(); ++i)
        if (alarms.at(i) <= alarms.at(i - 1)) return tr("Each alarm comes later than the one before it.");
    return {};
}

} // namespace chat121::ui
