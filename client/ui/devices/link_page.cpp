// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/devices/link_page.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/proof_field.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/icon_label.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

using Step = LinkStatus::Step;

LinkPage::LinkPage(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("linkPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    makeTexts();
    makeButtons();
    connect(&m_workspace, &Workspace::linkChanged, this, &LinkPage::refresh);
}

void LinkPage::makeTexts()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_title = new PlainLabel({}, TextRole::Title, Tone::Primary, this);
    m_sentence = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_card = new Card(this);
    m_big = new PlainLabel({}, TextRole::Display, Tone::Primary, m_card);
    m_big->setObjectName(QStringLiteral("linkCodeLabel"));
    m_big->setAlignment(Qt::AlignCenter);
    m_big->setFocusPolicy(Qt::TabFocus); // for screen readers
    m_small = new PlainLabel({}, TextRole::Body, Tone::Secondary, m_card);
    m_small->setAlignment(Qt::AlignCenter);
    auto *card = new QVBoxLayout(m_card);
    const int margin = Theme::of(this).px(space::kXl);
    card->setContentsMargins(margin, margin, margin, margin);
    card->setSpacing(Theme::of(this).px(space::kS));
    card->addWidget(m_big);
    card->addWidget(m_small);
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->words()->setObjectName(QStringLiteral("linkProblemLabel"));
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(m_problem);
    m_proof = new ProofField(m_workspace, this);
    column->addWidget(m_proof);
    column->addStretch(1);
    column->addWidget(m_card);
    column->addStretch(1);
}

void LinkPage::makeButtons()
{
    auto *copies = new QHBoxLayout;
    m_copy_code = new Button(ButtonKind::Quiet, Icon::Copy, tr("Copy the code"), this);
    m_copy_code->setObjectName(QStringLiteral("copyLinkCodeButton"));
    m_copy_link = new Button(ButtonKind::Quiet, Icon::Link, tr("Copy a link with it"), this);
    m_copy_link->setObjectName(QStringLiteral("copyLinkButton"));
    copies->addStretch(1);
    copies->addWidget(m_copy_code);
    copies->addWidget(m_copy_link);
    copies->addStretch(1);
    auto *answers = new QHBoxLayout;
    m_no = new Button(ButtonKind::Secondary, {}, this);
    m_no->setObjectName(QStringLiteral("linkNoButton"));
    m_yes = new Button(ButtonKind::Primary, {}, this);
    m_yes->setObjectName(QStringLiteral("linkYesButton"));
    answers->addStretch(1);
    answers->addWidget(m_no);
    answers->addWidget(m_yes);
    static_cast<QVBoxLayout *>(layout())->addLayout(copies);
    static_cast<QVBoxLayout *>(layout())->addLayout(answers);
    connect(m_copy_code, &Button::clicked, this, [this] { copy(m_workspace.link().code, m_copy_code); });
    connect(m_copy_link, &Button::clicked, this, [this] { copy(m_workspace.link().link, m_copy_link); });
    connect(m_yes, &Button::clicked, this, &LinkPage::act);
    connect(m_proof, &ProofField::submitted, this, &LinkPage::act);
    connect(m_no, &Button::clicked, this, [this] {
        if (m_shown == Step::Asked) return m_workspace.answerLink(false);
        m_is_asking = false;
        m_workspace.closeLink();
        Q_EMIT done();
    });
}

void LinkPage::start()
{
    m_shown = Step::None;
    m_is_asking = true;
    showQuestion();
}

void LinkPage::copy(const QString &text, Button *button)
{
    QGuiApplication::clipboard()->setText(text);
    button->setText(tr("Copied"));
}

void LinkPage::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

// --- the steps ------------------------------------------------------------------------------------

void LinkPage::refresh()
{
    if (m_is_asking) return; // what was typed stays
    const LinkStatus status = m_workspace.link();
    m_shown = status.step;
    m_proof->hide();
    const bool has_code = status.step == Step::Shown;
    const bool is_asked = status.step == Step::Asked;
    m_card->setVisible(has_code || is_asked);
    m_copy_code->setVisible(has_code);
    m_copy_link->setVisible(has_code);
    m_problem->setVisible(status.step == Step::Failed);
    m_yes->setVisible(!has_code);
    m_yes->setEnabled(true);
    m_no->setEnabled(status.step != Step::Answering);
    m_no->setText(is_asked ? tr("Do not add it") : tr("Cancel"));
    switch (status.step) {
    case Step::None:
    case Step::Opening:
    case Step::Answering:
        setTexts(tr("Add a computer"), tr("One moment…"));
        m_yes->hide();
        return;
    case Step::Shown:
        return showCode(status);
    case Step::Asked:
        return showAsk(status);
    case Step::Granted:
    case Step::Denied:
    case Step::Over:
    case Step::Failed:
        return showEnd(status);
    }
}

void LinkPage::showQuestion()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_card, m_copy_code, m_copy_link, m_problem})
        part->hide();
    setTexts(tr("Add a computer"),
             tr("A code is about to be shown. The computer that it is typed on, and that you then confirm, "
                "reads your conversations and writes in your name."));
    m_no->setText(tr("Cancel"));
    m_no->setEnabled(true);
    m_no->show();
    m_yes->setText(tr("Show the code"));
    m_yes->setEnabled(true);
    m_yes->setDefault(false);
    m_yes->show();
    if (m_proof->start())
        m_proof->setFocus();
    else
        m_no->setFocus();
}

void LinkPage::showCode(const LinkStatus &status)
{
    setTexts(tr("Add a computer"),
             tr("Start Chat Live 121 on the other computer, choose \"I have a code from my other computer\", "
                "and type this code there."));
    m_copy_code->setText(tr("Copy the code"));
    m_copy_link->setText(tr("Copy a link with it"));
    m_big->setText(status.code);
    m_big->setAccessibleName(tr("The code: %1").arg(status.code));
    const QString end =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(status.until.ms).time(), QLocale::ShortFormat);
    m_small->setText(tr("It works once, until %1. Show it to nobody else.").arg(end));
    m_big->setFocus();
}

// Nothing is the default here: the person is to look at the other screen.
void LinkPage::showAsk(const LinkStatus &status)
{
    const QString computer = cleanName(status.computer);
    setTexts(
        tr("Add this computer?"),
        computer.isEmpty()
            ? tr("A computer wants to be added to your account. It will read your conversations and write "
                 "in your name.")
            : tr("%1 wants to be added to your account. It will read your conversations and write in your "
                 "name.")
                  .arg(isolated(computer)));
    m_big->setText(status.number);
    m_big->setAccessibleName(tr("The number: %1").arg(status.number));
    m_small->setText(tr("Add it only if its screen shows this number."));
    m_yes->setText(tr("Add it"));
    m_yes->show();
    m_yes->setDefault(false);
    m_no->setFocus();
}

void LinkPage::showEnd(const LinkStatus &status)
{
    const bool is_added = status.step == Step::Granted;
    setTexts(is_added ? tr("The computer is added") : tr("No computer was added"), {});
    if (is_added)
        setTexts(m_title->text(), tr("Your conversations appear there in a moment. Leave this one connected "
                                     "until they do."));
    if (status.step == Step::Over)
        setTexts(m_title->text(), tr("The code is over: nobody used it in ten minutes."));
    m_problem->words()->setText(status.problem.sentence);
    m_yes->setText(is_added ? tr("Done") : tr("Show a new code"));
    m_no->setText(tr("Close"));
    m_no->setVisible(!is_added);
    m_yes->show();
    m_yes->setDefault(true);
    m_yes->setFocus();
}

void LinkPage::act()
{
    m_no->show();
    if (m_is_asking) {
        const auto proof = m_proof->take();
        if (!proof) return;
        m_is_asking = false;
        refresh();
        return m_workspace.openLink(*proof);
    }
    if (m_shown == Step::Asked) return m_workspace.answerLink(true);
    if (m_shown == Step::Granted) {
        m_workspace.closeLink();
        Q_EMIT done();
        return;
    }
    start();
}

} // namespace chat121::ui
