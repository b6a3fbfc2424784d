// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks before a link of somebody else's message opens, and shows where it really leads.
#pragma once

#include <QDialog>
#include <QUrl>

namespace chat121::ui {

class LinkDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LinkDialog(const QUrl &url, QWidget *parent = nullptr);

    // What is shown large: the host as the network knows it.
    const QString &host() const { return m_host; }

private:
    const QString m_host;
};

} // namespace chat121::ui
