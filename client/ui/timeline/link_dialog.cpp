// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Open this link?"; see link_dialog.h.
#include "client/ui/timeline/link_dialog.h"

#include "client/ui/text/links.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/icon_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kAddressLettersMax = 300; // the rest of an endless address says nothing

} // namespace

LinkDialog::LinkDialog(const QUrl &url, QWidget *parent)
    : QDialog(parent)
    , m_host(realHost(url))
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Open this link?"));
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(tr("Open this link?"), TextRole::Title, Tone::Primary, this));
    column->addWidget(
        new PlainLabel(tr("It opens in your web browser. That site then learns your address on the "
                          "internet; what you wrote here stays here."),
                       TextRole::Body, Tone::Secondary, this));

    auto *card = new Card(this);
    auto *inside = new QVBoxLayout(card);
    inside->setSpacing(theme.px(space::kXs));
    auto *host = new PlainLabel(m_host, TextRole::Title, Tone::Primary, card);
    host->setObjectName(QStringLiteral("host"));
    host->setAccessibleName(tr("The site is %1").arg(m_host));
    inside->addWidget(host);
    QString address = url.toString(QUrl::FullyEncoded);
    if (address.size() > kAddressLettersMax) address = address.left(kAddressLettersMax) + QChar(0x2026);
    inside->addWidget(new PlainLabel(address, TextRole::Small, Tone::Hint, card));
    column->addWidget(card);

    if (mayImitate(url)) {
        auto *row = new QHBoxLayout;
        row->addWidget(new IconLabel(Icon::Warning, Tone::Warn, size::kIcon, this), 0, Qt::AlignTop);
        row->addWidget(
            new PlainLabel(tr("This name has letters that can look like those of another site. Open it "
                              "only if you expected it."),
                           TextRole::Body, Tone::Warn, this),
            1);
        column->addLayout(row);
    }

    auto *buttons = new QHBoxLayout;
    auto *copy = new Button(ButtonKind::Quiet, Icon::Copy, tr("Copy link"), this);
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    auto *open = new Button(ButtonKind::Primary, tr("Open"), this);
    open->setObjectName(QStringLiteral("open"));
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(open);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [this, url] {
        QGuiApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
        reject();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(open, &QPushButton::clicked, this, &QDialog::accept);
    cancel->setFocus();
}

} // namespace chat121::ui
