// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/practice/practice_window.h"

#include "client/ui/desk/desk_window.h"
#include "client/ui/practice/practice_workspace.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr QSizeF kOpensWith{1080, 760}; // units

} // namespace

PracticeWindow::PracticeWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("practiceWindow"));
    setWindowTitle(tr("Practice conversation"));
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(makeGuide());
    begin();
    const Theme &theme = Theme::of(this);
    resize(theme.px(kOpensWith.width()), theme.px(kOpensWith.height()));
}

// The desk goes before what it borrows.
PracticeWindow::~PracticeWindow()
{
    delete m_desk;
}

QWidget *PracticeWindow::makeGuide()
{
    const Theme &theme = Theme::of(this);
    auto *guide = new Pane(Pane::Edge::Bottom, this);
    auto *column = new QVBoxLayout(guide);
    const int margin = theme.px(space::kL);
    column->setContentsMargins(margin, theme.px(space::kM), margin, theme.px(space::kM));
    column->setSpacing(theme.px(space::kXs));
    auto *mark = new MarkedLabel(Icon::Spark, Tone::Accent, TextRole::SmallStrong, guide);
    mark->words()->setText(
        tr("This is practice. Nothing of it leaves this window, and nobody real is in it."));
    column->addWidget(mark);
    m_title = new PlainLabel({}, TextRole::Title, Tone::Primary, guide);
    m_title->setObjectName(QStringLiteral("practiceTitle"));
    column->addWidget(m_title);
    m_words = new PlainLabel({}, TextRole::Body, Tone::Secondary, guide);
    m_words->setObjectName(QStringLiteral("practiceWords"));
    column->addWidget(m_words);
    m_hindrance = new PlainLabel({}, TextRole::Body, Tone::Warn, guide);
    m_hindrance->setObjectName(QStringLiteral("practiceHindrance"));
    m_hindrance->hide();
    column->addWidget(m_hindrance);
    auto *buttons = new QHBoxLayout;
    m_again = new Button(ButtonKind::Secondary, Icon::Refresh, tr("Begin again"), guide);
    m_again->setObjectName(QStringLiteral("practiceAgainButton"));
    m_leave = new Button(ButtonKind::Secondary, tr("Leave the practice"), guide);
    m_leave->setObjectName(QStringLiteral("practiceLeaveButton"));
    buttons->addStretch(1);
    for (Button *button : {m_again, m_leave}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    column->addLayout(buttons);
    connect(m_again, &Button::clicked, this, &PracticeWindow::begin);
    connect(m_leave, &Button::clicked, this, &QDialog::reject);
    return guide;
}

void PracticeWindow::begin()
{
    delete m_desk;
    m_course = {};
    m_played =
        std::make_unique<PracticeWorkspace>(m_workspace.ownName(), m_workspace.organisation(), m_clock);
    connect(m_played.get(), &PracticeWorkspace::stepDone, this, &PracticeWindow::onStep);
    connect(m_played.get(), &Workspace::actionFailed, this, &PracticeWindow::showHindrance);
    connect(
        m_played.get(), &PracticeWorkspace::lockWanted, this, [this] { m_workspace.lock(); },
        Qt::QueuedConnection); // this window goes with it
    m_desk = new DeskWindow(*m_played, m_clock, this);
    m_column->addWidget(m_desk, 1);
    m_desk->show();
    refresh();
}

void PracticeWindow::onStep(PracticeStep step)
{
    m_course.done(step);
    refresh();
}

void PracticeWindow::refresh()
{
    m_hindrance->hide();
    const auto next = m_course.next();
    if (!next) {
        m_title->setText(tr("That was all of it"));
        m_words->setText(
            tr("Take, answer, note, hand over, close: you can do it. The practice is here again whenever "
               "you like, under \"Your account on this computer\"."));
    } else if (m_course.isCutShort()) {
        m_title->setText(tr("The conversation is closed already"));
        m_words->setText(tr("There was more to try. Begin again to do it, or leave; either is fine."));
    } else {
        const QLocale locale;
        m_title->setText(tr("Step %1 of %2: %3")
                             .arg(locale.toString(static_cast<int>(*next) + 1),
                                  locale.toString(static_cast<int>(kPracticeSteps.size())),
                                  practiceTitle(*next)));
        m_words->setText(practiceWords(*next, m_played->shortcut()));
    }
    QAccessibleEvent told(m_title, QAccessible::Alert); // what is to be done now
    m_title->setAccessibleDescription(m_words->text());
    QAccessible::updateAccessibility(&told);
}

void PracticeWindow::showHindrance(const Problem &problem)
{
    m_hindrance->setText(problem.sentence);
    m_hindrance->show();
}

// Enter and Escape are the desk's: no button is meant by them, and nothing is left by accident.
void PracticeWindow::keyPressEvent(QKeyEvent *event)
{
    QWidget::keyPressEvent(event);
}

} // namespace chat121::ui
