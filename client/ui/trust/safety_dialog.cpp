// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/trust/safety_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kColumns = 2;

QVBoxLayout *columnOf(QDialog *dialog)
{
    const Theme &theme = Theme::of(dialog);
    auto *column = new QVBoxLayout(dialog);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(dialog->windowTitle(), TextRole::Title, Tone::Primary, dialog));
    dialog->setMinimumWidth(theme.px(size::kReadableWidthMax));
    return column;
}

} // namespace

SafetyWordsDialog::SafetyWordsDialog(Talk &talk, AccountId person, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_talk(&talk)
    , m_person(person)
{
    setObjectName(QStringLiteral("safetyWordsDialog"));
    build(isolated(cleanName(name)));
    connect(&talk, &Talk::safetyWordsTold, this, [this](AccountId whose, const QStringList &words) {
        if (whose == m_person) showWords(words);
    });
    connect(&talk, &QObject::destroyed, this, &QDialog::reject);
    talk.askSafetyWords(person);
}

void SafetyWordsDialog::build(const QString &name)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Safety words"));
    QVBoxLayout *column = columnOf(this);
    column->addWidget(
        new PlainLabel(tr("%1 finds the same words on the other computer. Compare them by telephone or face "
                          "to face, not in this conversation. When all are the same, nobody is in between.")
                           .arg(name),
                       TextRole::Body, Tone::Secondary, this));
    m_card = new Card(this);
    m_card->setObjectName(QStringLiteral("safetyWordsGrid"));
    m_card->setFocusPolicy(Qt::TabFocus); // for screen readers: all words in one
    m_card->setAccessibleName(tr("Safety words"));
    m_grid = new QGridLayout(m_card);
    const int margin = theme.px(space::kL);
    m_grid->setContentsMargins(margin, margin, margin, margin);
    m_grid->setHorizontalSpacing(theme.px(space::kL));
    m_grid->setVerticalSpacing(theme.px(space::kM));
    column->addWidget(m_card);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
}

QLayout *SafetyWordsDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *later = new Button(ButtonKind::Quiet, tr("Later"), this);
    later->setObjectName(QStringLiteral("safetyLaterButton"));
    m_differ = new Button(ButtonKind::Secondary, tr("They are different"), this);
    m_differ->setObjectName(QStringLiteral("safetyDifferButton"));
    m_match = new Button(ButtonKind::Primary, tr("They match"), this);
    m_match->setObjectName(QStringLiteral("safetyMatchButton"));
    for (Button *button : {m_differ, m_match})
        button->setEnabled(false);
    later->setDefault(true);
    later->setFocus();
    buttons->addWidget(later);
    buttons->addStretch(1);
    buttons->addWidget(m_differ);
    buttons->addWidget(m_match);
    connect(later, &Button::clicked, this, &QDialog::reject);
    connect(m_match, &Button::clicked, this, [this] {
        if (m_talk) m_talk->safetyWordsMatch(m_person);
        accept();
    });
    connect(m_differ, &Button::clicked, this, [this] {
        if (m_talk) m_talk->safetyWordsDiffer(m_person);
        accept();
    });
    return buttons;
}

void SafetyWordsDialog::showWords(const QStringList &words)
{
    if (m_grid->count() > 0) return;
    const int rows = (static_cast<int>(words.size()) + kColumns - 1) / kColumns;
    QStringList spoken;
    for (int i = 0; i < words.size(); ++i) {
        //: A safety word with its number: "3. lomid"
        const QString line = tr("%1. %2").arg(QLocale().toString(i + 1), words.at(i));
        m_grid->addWidget(new PlainLabel(line, TextRole::BodyStrong, Tone::Primary, m_card), i % rows,
                          i / rows);
        spoken.append(line);
    }
    m_card->setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    m_match->setEnabled(true);
    m_differ->setEnabled(true);
}

ChangedPersonDialog::ChangedPersonDialog(const TalkHold &hold, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("changedPersonDialog"));
    setWindowTitle(hold.kind == TalkHold::Kind::Mismatched ? tr("The safety words did not match")
                                                           : tr("Another person than before"));
    const QString sentence = cleanName(hold.sentence); // with a name that others chose in it
    setAccessibleDescription(sentence);
    QVBoxLayout *column = columnOf(this);
    column->addWidget(new PlainLabel(sentence, TextRole::Body, Tone::Secondary, this));
    column->addSpacing(Theme::of(this).px(space::kXs));
    auto *keep = new Button(ButtonKind::Primary, tr("Keep it waiting"), this);
    keep->setObjectName(QStringLiteral("keepWaitingButton"));
    auto *compare = new Button(ButtonKind::Secondary, tr("Compare safety words"), this);
    compare->setObjectName(QStringLiteral("compareButton"));
    auto *send = new Button(ButtonKind::Danger, tr("Send it to this person"), this);
    send->setObjectName(QStringLiteral("sendAnywayButton"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(send);
    buttons->addStretch(1);
    buttons->addWidget(compare);
    buttons->addWidget(keep);
    column->addLayout(buttons);
    connect(keep, &Button::clicked, this, [this] { done(KeepWaiting); });
    connect(compare, &Button::clicked, this, [this] { done(Compare); });
    connect(send, &Button::clicked, this, [this] { done(Send); });
    keep->setDefault(true);
    keep->setFocus();
}

} // namespace chat121::ui
