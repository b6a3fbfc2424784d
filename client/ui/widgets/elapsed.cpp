// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Waiting times; see elapsed.h.
#include "client/ui/widgets/elapsed.h"

#include <QAccessible>

#include <utility>

namespace chat121::ui {

namespace {

using namespace std::chrono_literals;

bool isPast(std::chrono::milliseconds span, std::chrono::seconds threshold)
{
    return threshold > 0s && span >= threshold;
}

} // namespace

QString elapsedText(std::chrono::milliseconds span)
{
    const qint64 seconds = qMax<qint64>(0, std::chrono::floor<std::chrono::seconds>(span).count());
    const qint64 minutes = seconds / 60;
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (minutes < 60) return QStringLiteral("%1:%2").arg(minutes).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(two(minutes % 60), two(seconds % 60));
}

QString elapsedWords(std::chrono::milliseconds span)
{
    const int seconds = static_cast<int>(qMax<qint64>(0, span.count() / 1000));
    if (seconds < 60) {
        return ElapsedLabel::tr("%n second(s)", nullptr, seconds);
    }
    if (seconds < 3600) {
        return ElapsedLabel::tr("%n minute(s)", nullptr, seconds / 60);
    }
    return ElapsedLabel::tr("%n hour(s)", nullptr, seconds / 3600);
}

ElapsedTicker::ElapsedTicker(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT ticked(m_clock.now()); });
    m_timer.start();
}

ElapsedLabel::ElapsedLabel(ElapsedTicker &ticker, QWidget *parent)
    : PlainLabel({}, TextRole::Small, Tone::Secondary, parent)
    , m_ticker(ticker)
{
    setOverflow(Overflow::Elide);
    connect(&ticker, &ElapsedTicker::ticked, this, &ElapsedLabel::refresh);
}

void ElapsedLabel::setSince(UnixTime since)
{
    m_since = since;
    refresh(m_ticker.now());
}

void ElapsedLabel::setThresholds(std::chrono::seconds warn, std::chrono::seconds alarm)
{
    m_warn = warn;
    m_alarm = alarm;
    refresh(m_ticker.now());
}

void ElapsedLabel::refresh(UnixTime now)
{
    if (m_since == UnixTime{}) {
        clear();
        setAccessibleName({});
        m_is_late = false;
        return;
    }
    const auto span = now - m_since;
    const QString text = elapsedText(span);
    if (text.size() != this->text().size()) updateGeometry();
    setText(text);
    const bool is_late = isPast(span, m_alarm);
    const bool is_slow = isPast(span, m_warn);
    setTone(is_late ? Tone::Danger : is_slow ? Tone::Warn : Tone::Secondary);
    const QString words = elapsedWords(span);
    setAccessibleName(is_late || is_slow ? tr("waiting too long: %1").arg(words)
                                         : tr("waiting %1").arg(words));
    if (std::exchange(m_is_late, is_late) || !is_late) return;
    QAccessibleEvent alarm(this, QAccessible::Alert); // once: it may interrupt
    QAccessible::updateAccessibility(&alarm);
}

} // namespace chat121::ui
