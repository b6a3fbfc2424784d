// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/wrap_up_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"
#include "common/base/tags.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kBytesOfACharacterMax = 4; // UTF-8 (RFC 3629, Section 3)

// Where the last word of the line begins.
qsizetype lastWordOf(const QString &line)
{
    qsizetype at = line.size();
    while (at > 0 && !line.at(at - 1).isSpace() && !QStringLiteral(",;#").contains(line.at(at - 1)))
        --at;
    return at;
}

} // namespace

TagCompleter::TagCompleter(QObject *parent)
    : QCompleter(parent)
{
    setModel(&m_tags);
    setCaseSensitivity(Qt::CaseInsensitive);
    setFilterMode(Qt::MatchStartsWith);
}

QString TagCompleter::pathFromIndex(const QModelIndex &index) const
{
    return m_before + QCompleter::pathFromIndex(index);
}

QStringList TagCompleter::splitPath(const QString &line) const
{
    const qsizetype last = lastWordOf(line);
    m_before = line.left(last);
    return {line.sliced(last)};
}

WrapUpDialog::WrapUpDialog(Workspace &workspace, Talk &talk, QWidget *parent)
    : QDialog(parent)
    , m_talk(&talk)
    , m_outcome(new QComboBox(this))
    , m_tags(new FormField(tr("Tags"), this))
    , m_remark(new FormField(tr("Remark"), this))
    , m_completer(new TagCompleter(this))
    , m_keep(new Button(ButtonKind::Primary, tr("Keep"), this))
    , m_rating(new PlainLabel({}, TextRole::Body, Tone::Primary, this))
{
    setObjectName(QStringLiteral("wrapUpDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(talk.title());
    connect(&talk, &QObject::destroyed, this, &QDialog::close);
    connect(&talk, &Talk::ratingChanged, this, &WrapUpDialog::showRating);
    showRating();
    connect(m_outcome, &QComboBox::currentIndexChanged, this, &WrapUpDialog::check);
    connect(m_tags, &FormField::textEdited, this, &WrapUpDialog::check);
    connect(m_remark, &FormField::textEdited, this, &WrapUpDialog::check);
    connect(m_remark, &FormField::submitted, this, &WrapUpDialog::keep);
    connect(m_keep, &Button::clicked, this, &WrapUpDialog::keep);
    connect(&workspace, &Workspace::tagsTold, m_completer, &TagCompleter::setTags);
    check();
    workspace.askTags();
}

void WrapUpDialog::build(const QString &customer)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("How did it end?"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("The conversation with %1 is closed. What you keep here is for your "
                                        "colleagues; neither the customer nor the server can read it.")
                                         .arg(isolated(cleanName(customer))),
                                     TextRole::Body, Tone::Secondary, this));
    m_rating->setObjectName(QStringLiteral("wrapUpRatingLabel"));
    column->addWidget(m_rating);
    auto *label = new PlainLabel(tr("Outcome"), TextRole::SmallStrong, Tone::Secondary, this);
    label->setBuddy(m_outcome);
    m_outcome->setObjectName(QStringLiteral("outcomeCombo"));
    m_outcome->setAccessibleName(label->text());
    m_outcome->addItem(tr("Nothing chosen"), static_cast<int>(Outcome::None));
    for (const Outcome outcome : kOutcomes)
        m_outcome->addItem(outcomeName(outcome), static_cast<int>(outcome));
    column->addWidget(label);
    column->addWidget(m_outcome);
    m_tags->edit()->setObjectName(QStringLiteral("tagsEdit"));
    m_tags->edit()->setMaxLength(static_cast<int>(limits::kWrapUpTagsMax * limits::kTagBytesMax));
    m_tags->edit()->setCompleter(m_completer);
    m_tags->setHint(tr("With spaces between them. Search finds them by tag:word."));
    column->addWidget(m_tags);
    m_remark->edit()->setObjectName(QStringLiteral("remarkEdit"));
    m_remark->edit()->setMaxLength(static_cast<int>(limits::kWrapUpRemarkBytesMax / kBytesOfACharacterMax));
    column->addWidget(m_remark);
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    m_outcome->setFocus();
}

QLayout *WrapUpDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *skip = new Button(ButtonKind::Secondary, tr("Skip"), this);
    skip->setObjectName(QStringLiteral("wrapUpSkipButton"));
    connect(skip, &Button::clicked, this, &QDialog::close);
    m_keep->setObjectName(QStringLiteral("wrapUpKeepButton"));
    m_keep->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(skip);
    buttons->addWidget(m_keep);
    return buttons;
}

WrapUp WrapUpDialog::chosen() const
{
    return {static_cast<Outcome>(m_outcome->currentData().toInt()), tagsIn(m_tags->text()),
            m_remark->text().trimmed()};
}

void WrapUpDialog::check()
{
    m_keep->setEnabled(!chosen().isEmpty());
}

void WrapUpDialog::showRating()
{
    const Rating rating = m_talk ? m_talk->rating().given : Rating();
    m_rating->setVisible(rating.isGiven());
    const QString text = ratingText(rating.stars);
    m_rating->setText(
        rating.remark.isEmpty()
            ? tr("The customer's rating: %1").arg(text)
            : tr("The customer's rating: %1, “%2”").arg(text, isolated(cleanName(rating.remark))));
}

void WrapUpDialog::keep()
{
    const WrapUp wrap_up = chosen();
    if (!m_talk || wrap_up.isEmpty()) return;
    m_talk->wrapUp(wrap_up);
    close();
}

} // namespace chat121::ui
