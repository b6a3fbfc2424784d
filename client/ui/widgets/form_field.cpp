// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fields of forms; see form_field.h.
#include "client/ui/widgets/form_field.h"

#include "client/ui/theme/icon.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"

#include <QAction>
#include <QEvent>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace chat121::ui {

FormField::FormField(const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_label(new PlainLabel(label, TextRole::SmallStrong, Tone::Secondary, this))
    , m_edit(new QLineEdit(this))
    , m_below_line(new QWidget(this))
    , m_mark(new IconLabel(Icon::Error, Tone::Danger, size::kIconSmall, m_below_line))
    , m_below(new PlainLabel({}, TextRole::Small, Tone::Hint, m_below_line))
{
    auto *below = new QHBoxLayout(m_below_line);
    below->setContentsMargins({});
    below->setSpacing(Theme::of(this).px(space::kXs));
    below->addWidget(m_mark, 0, Qt::AlignTop);
    below->addWidget(m_below, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of(this).px(space::kXs));
    column->addWidget(m_label);
    column->addWidget(m_edit);
    column->addWidget(m_below_line);
    m_label->setBuddy(m_edit);
    m_edit->setAccessibleName(label);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        setError({});
        Q_EMIT textEdited(text);
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &FormField::submitted);
    connect(m_edit, &QLineEdit::textChanged, this, &FormField::placeCursor);
    refresh();
    placeCursor();
}

// What is written decides on which side it stands. Where nothing is written yet Qt asks the keyboard,
// which knows nothing of the language of the windows.
void FormField::placeCursor()
{
    const bool is_mirrored = layoutDirection() == Qt::RightToLeft;
    const Qt::Alignment start = is_mirrored ? Qt::AlignRight : Qt::AlignLeft;
    m_edit->setAlignment(m_edit->text().isEmpty() ? start | Qt::AlignAbsolute : Qt::AlignLeading);
}

void FormField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) placeCursor();
}

void FormField::setLabel(const QString &label)
{
    m_label->setText(label);
    m_edit->setAccessibleName(label);
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    refresh();
}

void FormField::setError(const QString &sentence)
{
    if (m_error == sentence) return;
    m_error = sentence;
    refresh();
}

// By setText(), which drops what undoing would bring back; clear() keeps it.
void FormField::forget()
{
    m_edit->setText({});
    setError({});
}

void FormField::refresh()
{
    const QString &below = m_error.isEmpty() ? m_hint : m_error;
    m_below->setText(below);
    m_below->setTone(m_error.isEmpty() ? Tone::Hint : Tone::Danger);
    m_mark->setVisible(!m_error.isEmpty());
    m_below_line->setVisible(!below.isEmpty());
    m_edit->setAccessibleDescription(below);
    m_edit->setProperty("chat121_is_wrong", !m_error.isEmpty());
    m_edit->update();
}

PasswordField::PasswordField(const QString &label, QWidget *parent)
    : FormField(label, parent)
    , m_toggle(edit()->addAction(iconOf(Icon::Eye), QLineEdit::TrailingPosition))
{
    edit()->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_toggle->setCheckable(true);
    const auto buttons = edit()->findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    connect(m_toggle, &QAction::toggled, this, &PasswordField::setShown);
    setShown(false);
}

void PasswordField::forget()
{
    m_toggle->setChecked(false);
    FormField::forget();
}

void PasswordField::setShown(bool is_shown)
{
    edit()->setEchoMode(is_shown ? QLineEdit::Normal : QLineEdit::Password);
    m_toggle->setIcon(iconOf(is_shown ? Icon::EyeOff : Icon::Eye));
    m_toggle->setText(is_shown ? tr("Hide the password") : tr("Show the password"));
}

} // namespace chat121::ui
