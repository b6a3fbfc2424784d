// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/widgets/new_password.h"

#include "client/ui/text/password_strength.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "common/base/limits.h"

#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kCharactersMin = limits::kPasswordCharactersMin;

} // namespace

NewPassword::NewPassword(const QString &label, const QString &object, const QString &again_object,
                         QWidget *parent)
    : QWidget(parent)
    , m_hint(tr("At least %n characters. A few words are easy to remember.", nullptr, kCharactersMin))
    , m_password(new PasswordField(label, this))
    , m_again(new PasswordField(tr("Once more"), this))
{
    m_password->setHint(m_hint);
    m_password->edit()->setObjectName(object);
    m_again->edit()->setObjectName(again_object);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    column->addWidget(m_password);
    column->addWidget(m_again);
    setFocusProxy(m_password->edit());
    connect(m_password->edit(), &QLineEdit::textChanged, this, &NewPassword::showStrength);
    connect(m_again, &FormField::submitted, this, &NewPassword::submitted);
    connect(m_password, &FormField::submitted, m_again->edit(), qOverload<>(&QWidget::setFocus));
}

// In words, so that nobody needs to see a colour.
void NewPassword::showStrength()
{
    switch (strengthOf(m_password->text())) {
    case Strength::TooShort:
        return m_password->setHint(m_hint);
    case Strength::Weak:
        return m_password->setHint(tr("Easy to guess. A few more words make it strong."));
    case Strength::Fair:
        return m_password->setHint(tr("Fair. One more word makes it strong."));
    case Strength::Strong:
        return m_password->setHint(tr("Strong."));
    }
}

bool NewPassword::check()
{
    if (m_password->text().size() < kCharactersMin) {
        m_password->setError(tr("This is too short. Use at least %n characters.", nullptr, kCharactersMin));
        return false;
    }
    if (m_password->text() != m_again->text()) {
        m_again->setError(tr("The two are not the same."));
        return false;
    }
    return true;
}

QString NewPassword::text() const
{
    return m_password->text();
}

void NewPassword::clear()
{
    m_password->forget();
    m_again->forget();
}

} // namespace chat121::ui
