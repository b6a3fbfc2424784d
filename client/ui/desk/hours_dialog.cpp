// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/hours_dialog.h"

#include "client/ui/text/hours.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QCompleter>
#include <QDateEdit>
#include <QDateTime>
#include <QKeyEvent>
#include <QListWidget>
#include <QRegularExpression>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kWeekDays = 7;
constexpr int kWeekMinutes = kWeekDays * kDayMinutes;
constexpr int kDatesShown = 4; // without scrolling

// Not a rule of its own ("CET-1CEST,M3.5.0"), which this computer would know as well.
bool isZone(const QString &id)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9_+/-]+$"));
    return id.size() <= limits::kTimeZoneBytesMax && name.match(id).hasMatch() &&
           QTimeZone::isTimeZoneIdAvailable(id.toLatin1());
}

QStringList allZones()
{
    QStringList zones;
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids)
        if (id.contains('/')) zones.append(QString::fromLatin1(id));
    return zones;
}

// The day's part of the week, by the day's own minutes.
QList<OpenSpan> ofDay(const QList<OpenSpan> &week, int day)
{
    QList<OpenSpan> spans;
    for (const OpenSpan &span : week)
        if (span.begins_min / kDayMinutes == day)
            spans.append({span.begins_min % kDayMinutes, span.length_min});
    return spans;
}

void sayUnlessTyping(FormField &field, const QString &sentence)
{
    field.setError(field.edit()->hasFocus() ? QString() : sentence);
}

} // namespace

HoursDialog::HoursDialog(Workspace &workspace, DepartmentId department, UnixTime now, QWidget *parent)
    : RuleSheet(workspace, department, parent)
{
    QVBoxLayout *column =
        build(tr("Opening hours"),
              tr("Customers see when somebody answers, by their own clocks. Whoever writes at another time "
                 "leaves a message. The hours are signed with your key: the server cannot change them."),
              QStringLiteral("hours"));
    addZone(column);
    addWeek(column);
    addDates(column, now);
    column->addStretch(1);
    fill(this->department().desk);
    watch();
    fieldsChanged();
}

void HoursDialog::addZone(QVBoxLayout *column)
{
    m_zone = new FormField(tr("Time zone of the hours below"), form());
    m_zone->edit()->setObjectName(QStringLiteral("hoursZoneEdit"));
    m_zone->edit()->setMaxLength(static_cast<int>(limits::kTimeZoneBytesMax));
    m_zone->setHint(tr("Such as Europe/Lisbon. Empty: the department does not say when it is open."));
    auto *completer = new QCompleter(allZones(), m_zone);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_zone->edit()->setCompleter(completer);
    column->addWidget(m_zone);
    auto *own = new Button(ButtonKind::Secondary, tr("Time zone of this computer"), form());
    own->setObjectName(QStringLiteral("hoursOwnZoneButton"));
    own->setAutoDefault(false);
    own->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(own, &Button::clicked, this,
            [this] { m_zone->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId())); });
    column->addWidget(own);
    column->addSpacing(Theme::of(this).px(space::kS));
}

void HoursDialog::addWeek(QVBoxLayout *column)
{
    auto *hint = new PlainLabel(tr("Hours such as 9:00 – 12:30, 14:00 – 18:00. Empty: closed."),
                                TextRole::Small, Tone::Hint, form());
    column->addWidget(hint);
    const QString names[] = {tr("Monday"), tr("Tuesday"),  tr("Wednesday"), tr("Thursday"),
                             tr("Friday"), tr("Saturday"), tr("Sunday")};
    static_assert(std::size(names) == kWeekDays);
    for (const QString &name : names) {
        auto *field = new FormField(name, form());
        field->edit()->setObjectName(QStringLiteral("hoursDayEdit%1").arg(m_days.size() + 1));
        field->setPlaceholder(tr("closed"));
        column->addWidget(field);
        m_days.append(field);
    }
    column->addSpacing(Theme::of(this).px(space::kS));
}

void HoursDialog::addDates(QVBoxLayout *column, UnixTime now)
{
    const Theme &theme = Theme::of(this);
    m_dates = new QListWidget(form());
    m_dates->setMinimumHeight(kDatesShown * theme.px(size::kControlHeight));
    add(column, m_dates, tr("Holidays and other dates on which the week does not count"),
        QStringLiteral("hoursDatesList"));
    auto *remove = new Button(ButtonKind::Secondary, Icon::Minus, tr("Remove the chosen date"), form());
    remove->setObjectName(QStringLiteral("hoursRemoveButton"));
    remove->setAutoDefault(false);
    remove->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(remove, &Button::clicked, this, &HoursDialog::removeDate);
    m_remove = remove;
    column->addWidget(remove);
    column->addSpacing(theme.px(space::kS));
    m_date = new QDateEdit(form());
    m_date->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_date->setDisplayFormat(locale().dateFormat(QLocale::ShortFormat));
    m_date->setDateRange(QDate(1970, 1, 1), QDate(1970, 1, 1).addDays(limits::kHolidayDayMax));
    m_date->setDate(QDateTime::fromMSecsSinceEpoch(now.ms).date());
    add(column, m_date, tr("Another date"), QStringLiteral("hoursDateEdit"));
    m_date_hours = new FormField(tr("Hours of that date"), form());
    m_date_hours->edit()->setObjectName(QStringLiteral("hoursDateHoursEdit"));
    m_date_hours->setPlaceholder(tr("closed"));
    column->addWidget(m_date_hours);
    auto *add_date = new Button(ButtonKind::Secondary, Icon::Plus, tr("Add this date"), form());
    add_date->setObjectName(QStringLiteral("hoursAddButton"));
    add_date->setAutoDefault(false);
    add_date->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(add_date, &Button::clicked, this, &HoursDialog::addDate);
    column->addWidget(add_date);
}

void HoursDialog::fill(const DeskRules &rules)
{
    m_zone->setText(rules.zone);
    for (int day = 0; day < kWeekDays; ++day)
        m_days.at(day)->setText(hoursText(ofDay(rules.weekly, day), locale()));
    m_special = rules.special;
    showDates();
}

void HoursDialog::watch()
{
    QList<FormField *> fields = m_days;
    fields << m_zone;
    for (FormField *field : std::as_const(fields))
        connect(field->edit(), &QLineEdit::textChanged, this, [this] { fieldsChanged(); });
    for (FormField *field : std::as_const(fields)) // an error is said when somebody has written to the end
        connect(field->edit(), &QLineEdit::editingFinished, this, [this] { fieldsChanged(); });
    m_date_hours->edit()->installEventFilter(this);
    connect(m_dates, &QListWidget::currentRowChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
}

// Enter behind a date adds it, and does not save the sheet.
bool HoursDialog::eventFilter(QObject *field, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) return RuleSheet::eventFilter(field, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool is_enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const bool is_add = field == m_date_hours->edit() && is_enter;
    const bool is_remove = field == m_dates && key == Qt::Key_Delete;
    if (is_add) addDate();
    if (is_remove) removeDate();
    return is_add || is_remove || RuleSheet::eventFilter(field, event);
}

// --- dates ----------------------------------------------------------------------------------------

void HoursDialog::showDates()
{
    m_dates->clear();
    QDate last;
    for (const SpecialDay &one : std::as_const(m_special)) {
        if (one.day == last) continue; // with the first of that date
        last = one.day;
        QList<OpenSpan> spans;
        for (const SpecialDay &same : std::as_const(m_special))
            if (same.day == one.day && same.open.length_min > 0) spans.append(same.open);
        const QString hours = spans.isEmpty() ? tr("closed") : hoursText(spans, locale());
        //: A date, and the hours in which a department is open on it
        auto *item = new QListWidgetItem(
            tr("%1: %2").arg(locale().toString(one.day, QLocale::ShortFormat), hours), m_dates);
        item->setData(Qt::UserRole, one.day);
    }
    m_remove->setEnabled(m_dates->currentRow() >= 0);
}

void HoursDialog::addDate()
{
    const ReadHours read = readHours(m_date_hours->text(), locale());
    const QDate day = m_date->date();
    QList<SpecialDay> special = m_special;
    special.removeIf([day](const SpecialDay &one) { return one.day == day; });
    for (const OpenSpan &span : read.spans)
        special.append({day, span});
    if (read.spans.isEmpty()) special.append({day, {}});
    if (read.fault != ReadHours::Fault::None)
        return m_date_hours->setError(tr("Write hours such as 9:00 – 12:30, or nothing for closed."));
    if (special.size() > limits::kHolidaysPerDepartment)
        return m_date_hours->setError(tr("There is no room for more. Remove dates that are over."));
    std::ranges::stable_sort(special, {}, &SpecialDay::day);
    m_special = special;
    m_date_hours->forget();
    showDates();
    fieldsChanged();
}

void HoursDialog::removeDate()
{
    const QListWidgetItem *item = m_dates->currentItem();
    if (!item) return;
    const QDate day = item->data(Qt::UserRole).toDate();
    m_special.removeIf([day](const SpecialDay &one) { return one.day == day; });
    showDates();
    fieldsChanged();
}

// --- what is chosen -------------------------------------------------------------------------------

QList<OpenSpan> HoursDialog::week() const
{
    QList<OpenSpan> week;
    const QList<OpenSpan> signed_week = department().desk.weekly;
    for (int day = 0; day < kWeekDays; ++day) {
        const QString text = m_days.at(day)->text();
        const QList<OpenSpan> as_signed = ofDay(signed_week, day);
        const bool is_untouched = text == hoursText(as_signed, locale());
        const QList<OpenSpan> spans = is_untouched ? as_signed : readHours(text, locale()).spans;
        for (const OpenSpan &span : spans)
            week.append({day * kDayMinutes + span.begins_min, span.length_min});
    }
    return week;
}

DeskRules HoursDialog::chosen() const
{
    DeskRules rules = department().desk;
    rules.zone = m_zone->text().trimmed();
    rules.weekly = week();
    rules.special = m_special;
    return rules;
}

bool HoursDialog::checkZone()
{
    const QString zone = m_zone->text().trimmed();
    const bool is_known = zone.isEmpty() || zone == department().desk.zone || isZone(zone);
    const QString sentence = is_known ? QString() : tr("This computer knows no time zone of that name.");
    sayUnlessTyping(*m_zone, sentence);
    return is_known;
}

// Each day's own hours, and that no night runs into the next morning.
bool HoursDialog::checkWeek()
{
    using Fault = ReadHours::Fault;
    const QList<OpenSpan> all = week();
    bool is_right = true;
    for (int day = 0; day < kWeekDays; ++day) {
        const Fault fault = readHours(m_days.at(day)->text(), locale()).fault;
        QString sentence;
        if (fault == Fault::NotHours) sentence = tr("Write hours such as 9:00 – 12:30, 14:00 – 18:00.");
        if (fault == Fault::NoLength)
            sentence = tr("It closes at the moment when it opens. A whole day is 0:00 – 24:00.");
        if (fault == Fault::Overlap) sentence = tr("These hours run into each other.");
        const auto ends = std::ranges::find_if(all, [day](const OpenSpan &span) {
            return span.begins_min / kDayMinutes == day &&
                   span.begins_min + span.length_min > (day + 1) * kDayMinutes;
        });
        if (sentence.isEmpty() && ends != all.cend()) {
            const bool is_last = std::next(ends) == all.cend();
            const int next =
                is_last ? all.constFirst().begins_min + kWeekMinutes : std::next(ends)->begins_min;
            if (ends->begins_min + ends->length_min > next)
                sentence = tr("This night runs into the hours of the next day.");
        }
        sayUnlessTyping(*m_days.at(day), sentence);
        is_right = is_right && sentence.isEmpty();
    }
    return is_right;
}

QString HoursDialog::whatIsWrong()
{
    const bool is_week_right = checkWeek();
    if (!checkZone() || !is_week_right) return tr("Something above cannot be read yet.");
    const DeskRules rules = chosen();
    if (rules.weekly.size() > limits::kWeeklySpansMax)
        return tr("A week has room for %n span(s).", nullptr, static_cast<int>(limits::kWeeklySpansMax));
    const bool has_hours = !rules.weekly.isEmpty() || !rules.special.isEmpty();
    if (rules.zone.isEmpty() && has_hours) return tr("Say by which time zone the hours are.");
    const auto is_open = [](const SpecialDay &one) { return one.open.length_min > 0; };
    if (!rules.zone.isEmpty() && rules.weekly.isEmpty() && std::ranges::none_of(rules.special, is_open))
        return tr("It would never be open. Say at least one hour, or leave the time zone empty.");
    return {};
}

} // namespace chat121::ui
