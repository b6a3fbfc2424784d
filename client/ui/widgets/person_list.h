// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// People to choose one of: avatar, name, and below it what more there is to say. Threads: main.
#pragma once

#include "common/base/ids.h"

#include <QListWidget>

namespace chat121::ui {

class PersonList final : public QListWidget {
    Q_OBJECT

public:
    enum class Reach : quint8 { There, NotThere }; // the second is fainter; `more` says why

    explicit PersonList(QWidget *parent = nullptr);

    // As others wrote them.
    void add(AccountId account, const QString &name, const QString &more, Reach reach = Reach::There);
    AccountId chosen() const; // not valid: nobody
    void choose(AccountId account);
    int rowHeight() const;
};

} // namespace chat121::ui
