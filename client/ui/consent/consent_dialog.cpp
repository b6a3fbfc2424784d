// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/consent/consent_dialog.h"

#include "client/ui/consent/terms_card.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace chat121::ui {

ConsentDialog::ConsentDialog(Talk &talk, Side side, QWidget *parent)
    : QDialog(parent)
    , m_talk(&talk)
    , m_side(side)
{
    const Theme &theme = Theme::of(this);
    const bool is_customer = side == Side::Customer;
    setObjectName(QStringLiteral("consentDialog"));
    setWindowTitle(is_customer ? tr("What you allow") : tr("What the customer allows"));
    QVBoxLayout *column = titledColumn(*this);
    m_terms = new AgreedTermsView(
        is_customer ? AgreedTermsView::Reader::Customer : AgreedTermsView::Reader::Staff, this);
    column->addWidget(m_terms);
    const QString what =
        is_customer
            ? tr("To answer you, nobody needs any of this. You can take it back at any time; what was done "
                 "until then is not undone. Everybody who reads this conversation sees what you decide.")
            : tr("Only the customer decides. Choose what you want to ask for; the question stands in the "
                 "conversation.");
    column->addWidget(new PlainLabel(what, TextRole::Body, Tone::Secondary, this));
    for (const ConsentPurpose purpose : kConsentPurposes)
        addPurpose(column, purpose);
    column->addStretch(1); // not between the lines
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    connect(&talk, &Talk::consentsChanged, this, &ConsentDialog::showState);
    connect(&talk, &QObject::destroyed, this, &QDialog::reject);
    showState();
    for (const ConsentPurpose purpose : kConsentPurposes)
        m_boxes.value(purpose)->setChecked(is_customer && talk.consents().allows(purpose));
}

void ConsentDialog::addPurpose(QVBoxLayout *column, ConsentPurpose purpose)
{
    const Theme &theme = Theme::of(this);
    auto *box = new QCheckBox(consentName(purpose), this);
    box->setObjectName(QStringLiteral("consentBox%1").arg(bitOf(purpose)));
    box->setMinimumHeight(theme.px(space::kXl));
    auto *state = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    state->setObjectName(QStringLiteral("consentState%1").arg(bitOf(purpose)));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(box);
    texts->addWidget(new PlainLabel(consentSentence(purpose), TextRole::Small, Tone::Hint, this));
    texts->addWidget(state);
    column->addLayout(texts);
    m_boxes.insert(purpose, box);
    m_states.insert(purpose, state);
    connect(box, &QCheckBox::toggled, this, &ConsentDialog::showState);
}

QLayout *ConsentDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *close = new Button(ButtonKind::Secondary, tr("Close"), this);
    close->setObjectName(QStringLiteral("consentCloseButton"));
    m_decide = new Button(ButtonKind::Primary, m_side == Side::Customer ? tr("Save") : tr("Ask"), this);
    m_decide->setObjectName(QStringLiteral("consentDecideButton"));
    m_decide->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_decide);
    connect(close, &Button::clicked, this, &QDialog::reject);
    connect(m_decide, &Button::clicked, this, &ConsentDialog::decide);
    return buttons;
}

QString ConsentDialog::stateOf(ConsentPurpose purpose) const
{
    const TalkConsents now = m_talk->consents();
    const ConsentPurposes bit = bitOf(purpose);
    const bool is_customer = m_side == Side::Customer;
    if ((now.asked & bit) != 0)
        return is_customer ? tr("You were asked to allow this.") : tr("Asked for, and not answered yet.");
    if (is_customer) return {}; // the box says it
    if (now.allows(purpose)) return tr("Is allowed.");
    return (now.declined & bit) != 0 ? tr("Was declined.") : tr("Is not allowed.");
}

void ConsentDialog::showState()
{
    if (!m_talk || m_decide == nullptr) return;
    m_terms->setTerms(m_talk->terms());
    const TalkConsents now = m_talk->consents();
    for (const ConsentPurpose purpose : kConsentPurposes) {
        const QString state = stateOf(purpose);
        m_states.value(purpose)->setText(state);
        m_states.value(purpose)->setVisible(!state.isEmpty());
        QCheckBox *box = m_boxes.value(purpose);
        box->setAccessibleDescription(QStringLiteral("%1 %2").arg(consentSentence(purpose), state).trimmed());
        const bool is_askable = ((now.allowed | now.asked) & bitOf(purpose)) == 0;
        box->setEnabled(m_side == Side::Customer || is_askable);
    }
    m_decide->setEnabled(m_side == Side::Customer ? chosen() != now.allowed || now.asked != 0
                                                  : chosen() != 0);
}

ConsentPurposes ConsentDialog::chosen() const
{
    // What a later version knows, and this one does not, stays as it is.
    ConsentPurposes purposes = m_side == Side::Customer ? m_talk->consents().allowed : ConsentPurposes(0);
    for (auto box = m_boxes.cbegin(); box != m_boxes.cend(); ++box) {
        const ConsentPurposes bit = bitOf(box.key());
        const bool is_chosen = box.value()->isChecked() && box.value()->isEnabled();
        purposes = static_cast<ConsentPurposes>(is_chosen ? purposes | bit : purposes & ~bit);
    }
    return purposes;
}

void ConsentDialog::decide()
{
    if (!m_talk) return;
    if (m_side == Side::Customer)
        m_talk->allow(chosen());
    else
        m_talk->askToAllow(chosen());
    accept();
}

} // namespace chat121::ui
