// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/consent/terms_card.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/plain_label.h"

#include <QDateTime>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kCardLines = 7; // that are seen at once; the others are scrolled to
constexpr int kViewLines = 5;

QPlainTextEdit *makeText(QWidget *parent, int lines)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    const int frame = 2 * (text->frameWidth() + static_cast<int>(text->document()->documentMargin()));
    text->setFixedHeight(lines * text->fontMetrics().lineSpacing() + frame);
    return text;
}

// The place of the reader stays where the words are the same.
void setWords(QPlainTextEdit &edit, const QString &words)
{
    if (edit.toPlainText() != words) edit.setPlainText(words);
}

} // namespace

// --- before the first words -----------------------------------------------------------------------

TermsCard::TermsCard(QWidget *parent)
    : QWidget(parent)
{
    const Theme &theme = Theme::of(this);
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(theme.px(space::kL), theme.px(space::kS), theme.px(space::kL),
                                theme.px(space::kS));
    auto *card = new Card(this);
    outside->addWidget(card);
    auto *column = new QVBoxLayout(card);
    const int margin = theme.px(space::kM);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kS));
    m_title = new PlainLabel({}, TextRole::BodyStrong, Tone::Primary, card);
    m_title->setObjectName(QStringLiteral("termsTitle"));
    m_text = makeText(card, kCardLines);
    m_text->setObjectName(QStringLiteral("termsText"));
    m_version = new PlainLabel({}, TextRole::Small, Tone::Hint, card);
    m_version->setObjectName(QStringLiteral("termsVersionLabel"));
    m_agree = new Button(ButtonKind::Primary, tr("Agree"), card);
    m_agree->setObjectName(QStringLiteral("termsAgreeButton"));
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_version);
    column->addWidget(m_agree);
    connect(m_agree, &Button::clicked, this, [this] { Q_EMIT agreed(m_terms); });
}

void TermsCard::setTerms(const Terms &terms)
{
    m_terms = terms;
    m_title->setText(terms.is_changed ? tr("The terms have changed") : tr("Before your first words"));
    setWords(*m_text, terms.text);
    m_version->setText(
        tr("Version %1. Your agreement is signed by this computer, and you keep it. Until then "
           "what you write waits here.")
            .arg(locale().toString(terms.version)));
    m_text->setAccessibleName(tr("Terms, version %1").arg(locale().toString(terms.version)));
    m_agree->setAccessibleDescription(m_version->text());
}

void TermsCard::takeFocus()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

// --- later ----------------------------------------------------------------------------------------

AgreedTermsView::AgreedTermsView(Reader reader, QWidget *parent)
    : QWidget(parent)
    , m_reader(reader)
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(
        new PlainLabel(tr("Agreed to before the first words"), TextRole::SmallStrong, Tone::Secondary, this));
    m_agreed = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    m_agreed->setObjectName(QStringLiteral("termsAgreedLabel"));
    m_received = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    m_received->setObjectName(QStringLiteral("termsReceivedLabel"));
    m_text = makeText(this, kViewLines);
    m_text->setObjectName(QStringLiteral("agreedTermsText"));
    m_text->setAccessibleName(tr("The terms as they were agreed to"));
    column->addWidget(m_agreed);
    column->addWidget(m_received);
    column->addWidget(m_text);
    column->addSpacing(theme.px(space::kS));
    hide();
}

QString AgreedTermsView::dateOf(UnixTime at) const
{
    return locale().toString(QDateTime::fromMSecsSinceEpoch(at.ms), QLocale::ShortFormat);
}

void AgreedTermsView::setTerms(const AgreedTerms &terms)
{
    setVisible(terms.isAgreed());
    const QString version = locale().toString(terms.version);
    const QString accepted = dateOf(terms.accepted_at);
    m_agreed->setText(
        m_reader == Reader::Customer
            ? tr("You agreed to version %1 on %2; this is signed by your computer.").arg(version, accepted)
            : tr("The customer agreed to version %1 on %2; this is signed by the customer's "
                 "computer.")
                  .arg(version, accepted));
    m_received->setText(terms.received_by.isEmpty()
                            ? tr("Nobody of the staff has signed for it yet.")
                            : tr("%1 has it since %2; this is signed by their computer.")
                                  .arg(cleanName(terms.received_by), dateOf(terms.received_at)));
    setWords(*m_text, terms.text);
}

} // namespace chat121::ui
