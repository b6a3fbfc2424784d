// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/customer/rating_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QButtonGroup>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kBytesOfACharacterMax = 4; // UTF-8 (RFC 3629, Section 3)

} // namespace

RatingDialog::RatingDialog(Talk &talk, QWidget *parent)
    : QDialog(parent)
    , m_talk(&talk)
    , m_stars(new QButtonGroup(this))
    , m_remark(new FormField(tr("What would you like to add?"), this))
    , m_send(new Button(ButtonKind::Primary, tr("Send"), this))
{
    setObjectName(QStringLiteral("ratingDialog"));
    build();
    connect(&talk, &QObject::destroyed, this, &QDialog::reject);
    connect(m_stars, &QButtonGroup::idToggled, this, &RatingDialog::check);
    connect(m_remark, &FormField::submitted, this, &RatingDialog::send);
    connect(m_send, &Button::clicked, this, &RatingDialog::send);
    const Rating before = talk.rating().given;
    if (QAbstractButton *button = m_stars->button(before.stars)) button->setChecked(true);
    m_remark->edit()->setText(before.remark);
    check();
}

void RatingDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("How was this conversation?"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(
        tr("Whoever talked to you here reads your answer, and who was in this conversation with "
           "them. The server cannot. You may change it once."),
        TextRole::Body, Tone::Secondary, this));
    addChoices(column);
    m_remark->edit()->setObjectName(QStringLiteral("ratingRemarkEdit"));
    m_remark->edit()->setMaxLength(static_cast<int>(limits::kRatingRemarkBytesMax / kBytesOfACharacterMax));
    column->addWidget(m_remark);
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kControlWidthMin));
}

// The best first. A screen reader says the word and the number, not the signs.
void RatingDialog::addChoices(QVBoxLayout *column)
{
    const Theme &theme = Theme::of(this);
    for (int stars = limits::kRatingStarsMax; stars >= 1; --stars) {
        auto *choice = new QRadioButton(ratingText(stars), this);
        choice->setObjectName(QStringLiteral("ratingChoice%1").arg(stars));
        //: A rating in words, and its number of those that there are
        choice->setAccessibleName(tr("%1, %2 of %3")
                                      .arg(ratingName(stars), QLocale().toString(stars),
                                           QLocale().toString(limits::kRatingStarsMax)));
        choice->setMinimumHeight(theme.px(space::kXl));
        m_stars->addButton(choice, stars);
        column->addWidget(choice);
    }
    m_stars->button(limits::kRatingStarsMax)->setFocus();
}

QLayout *RatingDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("ratingCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_send->setObjectName(QStringLiteral("ratingSendButton"));
    m_send->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_send);
    return buttons;
}

void RatingDialog::check()
{
    m_send->setEnabled(m_stars->checkedId() > 0);
}

void RatingDialog::send()
{
    if (!m_talk || m_stars->checkedId() <= 0) return;
    m_talk->rate({m_stars->checkedId(), m_remark->text().trimmed()});
    accept();
}

} // namespace chat121::ui
