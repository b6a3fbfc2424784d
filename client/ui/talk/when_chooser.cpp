// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/when_chooser.h"

#include "client/ui/talk/later_times.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

// As long as the locale writes it, with the whole year.
QString dateTimeFormat()
{
    const QLocale locale;
    QString date = locale.dateFormat(QLocale::ShortFormat);
    if (!date.contains(QStringLiteral("yyyy"))) date.replace(QStringLiteral("yy"), QStringLiteral("yyyy"));
    return date + QLatin1Char(' ') + locale.timeFormat(QLocale::ShortFormat);
}

} // namespace

WhenChooser::WhenChooser(const Clock &clock, UnixTime at, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_when(new QComboBox(this))
    , m_at(new QDateTimeEdit(this))
{
    build(at);
    setFocusProxy(m_when);
    connect(m_at, &QDateTimeEdit::dateTimeChanged, this, [this] {
        follow();
        Q_EMIT changed();
    });
    connect(m_when, &QComboBox::currentIndexChanged, this, [this] {
        const QDateTime chosen = m_when->currentData().toDateTime();
        if (chosen.isValid()) m_at->setDateTime(chosen);
    });
}

void WhenChooser::build(UnixTime at)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    const auto add = [&](QWidget *field, const QString &label, const QString &object) {
        auto *name = new PlainLabel(label, TextRole::SmallStrong, Tone::Secondary, this);
        name->setBuddy(field);
        field->setObjectName(object);
        field->setAccessibleName(label);
        column->addWidget(name);
        column->addWidget(field);
    };
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms);
    const QList<LaterTime> times = laterTimes(now);
    for (const LaterTime &time : times)
        m_when->addItem(tr("%1: %2").arg(time.name, laterText(time.at)), time.at);
    m_when->addItem(tr("At another time"));
    m_at->setDisplayFormat(dateTimeFormat());
    m_at->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const bool is_new = at.ms == 0;
    m_when->setCurrentIndex(is_new ? 0 : m_when->count() - 1);
    m_at->setDateTime(is_new ? times.constFirst().at : QDateTime::fromMSecsSinceEpoch(at.ms));
    add(m_when, tr("When"), QStringLiteral("laterWhenCombo"));
    add(m_at, tr("Day and time"), QStringLiteral("laterAtEdit"));
}

UnixTime WhenChooser::at() const
{
    return UnixTime{m_at->dateTime().toMSecsSinceEpoch()};
}

QString WhenChooser::problem() const
{
    if (at() <= m_clock.now()) return tr("This time has passed.");
    if (at() > m_clock.now() + limits::kLaterMax) return tr("This is more than a year away.");
    return {};
}

// A time that was typed is no longer the one that was chosen.
void WhenChooser::follow()
{
    const QSignalBlocker quiet(m_when);
    const QDateTime at = m_at->dateTime();
    const QDateTime chosen = m_when->currentData().toDateTime();
    const bool is_other = chosen.isValid() && chosen.toSecsSinceEpoch() / 60 != at.toSecsSinceEpoch() / 60;
    if (is_other) m_when->setCurrentIndex(m_when->count() - 1);
}

} // namespace chat121::ui
