// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/later_dialog.h"

#include "client/ui/talk/when_chooser.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kTextLines = 4;

} // namespace

LaterDialog::LaterDialog(const Clock &clock, const LaterMessage &message, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
    , m_when(new WhenChooser(clock, message.due_at, this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_decide(nullptr)
{
    setObjectName(QStringLiteral("laterDialog"));
    build(message);
    connect(m_text, &QPlainTextEdit::textChanged, this, &LaterDialog::check);
    connect(m_when, &WhenChooser::changed, this, &LaterDialog::check);
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
    column->addWidget(m_when);
    m_problem->words()->setObjectName(QStringLiteral("laterProblemLabel"));
    column->addWidget(m_problem);
    column->addLayout(makeButtons(is_new));
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    (is_new ? static_cast<QWidget *>(m_when) : m_text)->setFocus();
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
    const bool is_long = text.toUtf8().size() > limits::kTextBytesMax;
    const QString problem =
        is_long ? tr("This message is too long. Send it in two parts.") : m_when->problem();
    m_problem->words()->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_decide->setEnabled(problem.isEmpty() && !text.isEmpty());
}

void LaterDialog::decide()
{
    check(); // time passes while somebody thinks
    if (!m_decide->isEnabled()) return;
    Q_EMIT decided(m_text->toPlainText().trimmed(), m_when->at());
    accept();
}

} // namespace chat121::ui
