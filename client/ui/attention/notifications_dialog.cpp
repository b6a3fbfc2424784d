// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/attention/notifications_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kMinutesPerHour = 60;

QTime timeOf(int minute)
{
    return {minute / kMinutesPerHour, minute % kMinutesPerHour};
}

} // namespace

NotificationsDialog::NotificationsDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    build();
    connect(&m_workspace, &Workspace::notificationsChanged, this, &NotificationsDialog::refresh);
    refresh();
}

void NotificationsDialog::build()
{
    const Theme &theme = Theme::of(this);
    const bool is_staff = m_workspace.role() == Workspace::Role::Staff;
    setWindowTitle(tr("Notifications"));
    QVBoxLayout *column = titledColumn(*this);
    column->setSpacing(theme.px(space::kS));
    column->addWidget(
        new PlainLabel(tr("What is written in a conversation is never shown: your desktop keeps "
                          "such texts, and shows them on a locked screen."),
                       TextRole::Body, Tone::Secondary, this));
    m_on = addBox(column, tr("Tell me while I look at something else"), QStringLiteral("noticesBox"),
                  &NotificationChoice::is_on);
    if (is_staff)
        m_details.append(addBox(column, tr("When somebody is waiting"), QStringLiteral("noticeWaitingBox"),
                                &NotificationChoice::of_waiting));
    const QString messages =
        is_staff ? tr("When somebody writes to me") : tr("When it is my turn, and when somebody writes");
    m_details.append(
        addBox(column, messages, QStringLiteral("noticeMessagesBox"), &NotificationChoice::of_messages));
    m_details.append(addBox(column, tr("With the name of who it is"), QStringLiteral("noticeNamesBox"),
                            &NotificationChoice::has_names));
    m_sounds = addBox(column, tr("With a sound"), QStringLiteral("noticeSoundsBox"),
                      &NotificationChoice::has_sounds);
    m_details.append(m_sounds);
    if (is_staff) addSounds(column);
    addQuiet(column);
    addTry(column);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

QCheckBox *NotificationsDialog::addBox(QVBoxLayout *column, const QString &words, const QString &object,
                                       bool NotificationChoice::*value)
{
    auto *box = new QCheckBox(words, this);
    box->setObjectName(object);
    box->setMinimumHeight(Theme::of(this).px(space::kXl));
    box->setChecked(m_workspace.notifications().*value);
    connect(box, &QCheckBox::clicked, this, [this, value](bool is_on) {
        change([value, is_on](NotificationChoice &choice) { choice.*value = is_on; });
    });
    connect(&m_workspace, &Workspace::notificationsChanged, box,
            [this, box, value] { box->setChecked(m_workspace.notifications().*value); });
    column->addWidget(box);
    return box;
}

// Of each queue its own, so that one hears who waits where.
void NotificationsDialog::addSounds(QVBoxLayout *column)
{
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &department : departments) {
        auto *sound = new QComboBox(this);
        sound->addItem(tr("no sound"), static_cast<int>(NoticeSound::None));
        sound->addItem(tr("soft"), static_cast<int>(NoticeSound::Soft));
        sound->addItem(tr("bell"), static_cast<int>(NoticeSound::Bell));
        sound->addItem(tr("phone"), static_cast<int>(NoticeSound::Phone));
        const QString name = tr("Who waits in %1").arg(isolated(cleanName(department.name)));
        sound->setObjectName(QStringLiteral("noticeSoundCombo"));
        sound->setAccessibleName(name);
        const NoticeSound now = m_workspace.notifications().sounds.value(department.id, NoticeSound::Bell);
        sound->setCurrentIndex(sound->findData(static_cast<int>(now)));
        connect(sound, &QComboBox::activated, this, [this, sound, id = department.id] {
            const auto chosen = static_cast<NoticeSound>(sound->currentData().toInt());
            change([id, chosen](NotificationChoice &choice) { choice.sounds.insert(id, chosen); });
        });
        auto *row = new QHBoxLayout;
        auto *label = new PlainLabel(name, TextRole::Body, Tone::Primary, this);
        label->setBuddy(sound);
        row->addWidget(label, 1);
        row->addWidget(sound);
        column->addLayout(row);
        m_of_sound.append(sound);
    }
}

void NotificationsDialog::addQuiet(QVBoxLayout *column)
{
    m_quiet = new QCheckBox(tr("Quiet hours"), this);
    m_quiet->setObjectName(QStringLiteral("quietBox"));
    m_quiet->setMinimumHeight(Theme::of(this).px(space::kXl));
    connect(m_quiet, &QCheckBox::clicked, this, [this](bool is_quiet) {
        change([is_quiet](NotificationChoice &choice) {
            choice.quiet = is_quiet ? std::optional(QuietHours{}) : std::nullopt;
        });
    });
    column->addWidget(m_quiet);
    m_details.append(m_quiet);
    auto *row = new QHBoxLayout;
    //: Quiet hours, "from 22:00 until 7:00"
    row->addWidget(new PlainLabel(tr("from"), TextRole::Body, Tone::Primary, this));
    row->addWidget(makeTime(tr("Quiet from"), QStringLiteral("quietFromEdit"), &QuietHours::from));
    //: Quiet hours, "from 22:00 until 7:00"
    row->addWidget(new PlainLabel(tr("until"), TextRole::Body, Tone::Primary, this));
    row->addWidget(makeTime(tr("Quiet until"), QStringLiteral("quietUntilEdit"), &QuietHours::to));
    row->addStretch(1);
    column->addLayout(row);
}

QTimeEdit *NotificationsDialog::makeTime(const QString &name, const QString &object, int QuietHours::*value)
{
    auto *edit = new QTimeEdit(this);
    edit->setObjectName(object);
    edit->setAccessibleName(name);
    edit->setDisplayFormat(locale().timeFormat(QLocale::ShortFormat));
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const QuietHours hours = m_workspace.notifications().quiet.value_or(QuietHours{});
    edit->setTime(timeOf(hours.*value));
    connect(edit, &QTimeEdit::timeChanged, this, [this, value](QTime time) {
        change([value, minute = time.hour() * kMinutesPerHour + time.minute()](NotificationChoice &choice) {
            if (choice.quiet) (*choice.quiet).*value = minute;
        });
    });
    m_of_quiet.append(edit);
    return edit;
}

void NotificationsDialog::addTry(QVBoxLayout *column)
{
    m_shown = new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this);
    m_shown->words()->setText(tr("Your desktop has taken it. If you see nothing, look into its own settings "
                                 "for notifications."));
    m_shown->hide();
    m_not_shown = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this);
    m_not_shown->words()->setText(tr("No notification service answers on this desktop. The window's entry in "
                                     "the task bar shows that something is new."));
    m_not_shown->hide();
    column->addWidget(m_shown);
    column->addWidget(m_not_shown);
    auto *row = new QHBoxLayout;
    auto *try_it = new Button(ButtonKind::Secondary, Icon::Bell, tr("Try it"), this);
    try_it->setObjectName(QStringLiteral("tryNoticeButton"));
    connect(try_it, &Button::clicked, this, &NotificationsDialog::tryWanted);
    auto *close = new Button(ButtonKind::Primary, tr("Close"), this);
    close->setObjectName(QStringLiteral("closeButton"));
    connect(close, &Button::clicked, this, &QDialog::accept);
    row->addWidget(try_it);
    row->addStretch(1);
    row->addWidget(close);
    column->addLayout(row);
}

void NotificationsDialog::showTried(bool is_shown)
{
    m_shown->setVisible(is_shown);
    m_not_shown->setVisible(!is_shown);
}

void NotificationsDialog::change(const std::function<void(NotificationChoice &)> &apply)
{
    NotificationChoice choice = m_workspace.notifications();
    apply(choice);
    m_workspace.setNotifications(choice);
}

void NotificationsDialog::refresh()
{
    const NotificationChoice choice = m_workspace.notifications();
    m_quiet->setChecked(choice.quiet.has_value());
    for (QWidget *widget : std::as_const(m_details))
        widget->setEnabled(choice.is_on);
    for (QWidget *widget : std::as_const(m_of_sound))
        widget->setEnabled(choice.is_on && choice.has_sounds);
    for (QWidget *widget : std::as_const(m_of_quiet))
        widget->setEnabled(choice.is_on && choice.quiet.has_value());
}

} // namespace chat121::ui
