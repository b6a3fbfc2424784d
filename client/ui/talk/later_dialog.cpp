// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/later_dialog.h"

#include "client/ui/talk/later_times.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kTextLines = 4;

// As long as the locale writes it, with the whole year.
QString dateTimeFormat()
{
    const QLocale locale;
    QString date = locale.dateFormat(QLocale::ShortFormat);
    if (!date.contains(QStringLiteral("yyyy"))) date.replace(QStringLiteral("yy"), QStringLiteral("yyyy"));
    return date + QLatin1Char(' ') + locale.timeFormat(QLocale::ShortFormat);
}

} // namespace

LaterDialog::LaterDialog(const Clock &clock, const LaterMessage &message, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_text(new QPlainTextEdit(this))
    , m_when(new QComboBox(this))
    , m_at(new QDateTimeEdit(this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_decide(nullptr)
{
    setObjectName(QStringLiteral("laterDialog"));
    build(message);
    connect(m_text, &QPlainTextEdit::textChanged, this, &LaterDialog::check);
    connect(m_at, &QDateTimeEdit::dateTimeChanged, this, &LaterDialog::check);
    connect(m_when, &QComboBox::currentIndexChanged, this, [this] {
        const QDateTime at = m_when->currentData().toDateTime();
        if (at.isValid()) m_at->setDateTime(at);
    });
    connect(m_decide, &Button::clicked, this, &LaterDialog::decide);
    check();
}

void LaterDialog::build(const LaterMessage &message)
{
    const Theme &theme = Theme::of(this);
    const bool is_new = message.id.isZero();
    setWindowTitle(is_new ? tr("Send later") : tr("Change what is sent later"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(tr("It stays on this computer, encrypted, until then. The program has to be "
                          "running here at that time; else it is sent as soon as it is."),
                       TextRole::Body, Tone::Secondary, this));
    m_text->setObjectName(QStringLiteral("laterTextEdit"));
    m_text->setAccessibleName(tr("Message"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(message.text);
    m_text->setFixedHeight(kTextLines * m_text->fontMetrics().lineSpacing() + theme.px(2 * space::kS));
    column->addWidget(m_text);
    makeTimes(column, message);
    m_problem->words()->setObjectName(QStringLiteral("laterProblemLabel"));
    column->addWidget(m_problem);
    column->addLayout(makeButtons(is_new));
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    (is_new ? static_cast<QWidget *>(m_when) : m_text)->setFocus();
}

void LaterDialog::makeTimes(QBoxLayout *column, const LaterMessage &message)
{
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
    const bool is_new = message.id.isZero();
    const QDateTime due = QDateTime::fromMSecsSinceEpoch(message.due_at.ms);
    m_when->setCurrentIndex(is_new ? 0 : m_when->count() - 1);
    m_at->setDateTime(is_new ? times.constFirst().at : due);
    add(m_when, tr("When"), QStringLiteral("laterWhenCombo"));
    add(m_at, tr("Day and time"), QStringLiteral("laterAtEdit"));
}

QLayout *LaterDialog::makeButtons(bool is_new)
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("laterCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_decide = new Button(ButtonKind::Primary, is_new ? tr("Send later") : tr("Save"), this);
    m_decide->setObjectName(QStringLiteral("laterDecideButton"));
    m_decide->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_decide);
    return buttons;
}

void LaterDialog::check()
{
    const QString text = m_text->toPlainText().trimmed();
    const QDateTime at = m_at->dateTime();
    const UnixTime now = m_clock.now();
    QString problem;
    if (text.toUtf8().size() > limits::kTextBytesMax)
        problem = tr("This message is too long. Send it in two parts.");
    else if (at.toMSecsSinceEpoch() <= now.ms)
        problem = tr("This time has passed.");
    else if (at.toMSecsSinceEpoch() > (now + limits::kLaterMax).ms)
        problem = tr("This is more than a year away.");
    m_problem->words()->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_decide->setEnabled(problem.isEmpty() && !text.isEmpty());
    // A time that was typed is no longer the one that was chosen.
    const QSignalBlocker quiet(m_when);
    const QDateTime chosen = m_when->currentData().toDateTime();
    const bool is_other = chosen.isValid() && chosen.toSecsSinceEpoch() / 60 != at.toSecsSinceEpoch() / 60;
    if (is_other) m_when->setCurrentIndex(m_when->count() - 1);
}

void LaterDialog::decide()
{
    check(); // time passes while somebody thinks
    if (!m_decide->isEnabled()) return;
    Q_EMIT decided(m_text->toPlainText().trimmed(), UnixTime{m_at->dateTime().toMSecsSinceEpoch()});
    accept();
}

} // namespace chat121::ui
