// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fields of forms; see form_field.h.
#include "client/ui/widgets/form_field.h"

#include "client/ui/theme/icon.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QAction>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace chat121::ui {

FormField::FormField(const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_label(new PlainLabel(label, TextRole::SmallStrong, Tone::Secondary, this))
    , m_edit(new QLineEdit(this))
    , m_below(new PlainLabel({}, TextRole::Small, Tone::Hint, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of(this).px(space::kXs));
    column->addWidget(m_label);
    column->addWidget(m_edit);
    column->addWidget(m_below);
    m_label->setBuddy(m_edit);
    m_edit->setAccessibleName(label);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        setError({});
        Q_EMIT textEdited(text);
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &FormField::submitted);
    refresh();
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

void FormField::refresh()
{
    const QString &below = m_error.isEmpty() ? m_hint : m_error;
    m_below->setText(below);
    m_below->setTone(m_error.isEmpty() ? Tone::Hint : Tone::Danger);
    m_below->setVisible(!below.isEmpty());
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

void PasswordField::setShown(bool is_shown)
{
    edit()->setEchoMode(is_shown ? QLineEdit::Normal : QLineEdit::Password);
    m_toggle->setIcon(iconOf(is_shown ? Icon::EyeOff : Icon::Eye));
    m_toggle->setText(is_shown ? tr("Hide the password") : tr("Show the password"));
}

} // namespace chat121::ui
