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
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace chat121::ui {

namespace {

constexpr int kAddressLinesMax = 5; // then it scrolls

// All of it, in letters that every network knows, as many lines high as it needs.
class AddressView final : public QPlainTextEdit {
public:
    AddressView(const QString &address, QWidget *parent)
        : QPlainTextEdit(address, parent)
    {
        setObjectName(QStringLiteral("address"));
        setAccessibleName(LinkDialog::tr("The whole address"));
        setReadOnly(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // a cursor is seen
        setTabChangesFocus(true);
        setWordWrapMode(QTextOption::WrapAnywhere);
        setLayoutDirection(Qt::LeftToRight);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFrameShape(QFrame::NoFrame);
        viewport()->setAutoFillBackground(false);
        document()->setDocumentMargin(0);
        const Theme &theme = Theme::of(this);
        setFont(theme.small());
        const int room = theme.px(size::kReadableWidthMax - 4 * space::kXl);
        fitLines(static_cast<int>(QFontMetricsF(font()).horizontalAdvance(address)) / room + 1);
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QPlainTextEdit::resizeEvent(event);
        fitLines(static_cast<int>(document()->size().height())); // which counts lines
    }

private:
    void fitLines(int lines)
    {
        setVerticalScrollBarPolicy(lines > kAddressLinesMax ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
        const qreal line = QFontMetricsF(font()).lineSpacing();
        setFixedHeight(static_cast<int>(std::ceil(std::clamp(lines, 1, kAddressLinesMax) * line)) + 2);
    }
};

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
    inside->addWidget(new AddressView(url.toString(QUrl::FullyEncoded), card));
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
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setDefault(true);
    cancel->setFocus();
}

} // namespace chat121::ui
