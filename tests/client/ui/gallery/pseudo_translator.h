// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A pseudo-locale: every string of ours becomes right-to-left text of about the same length, so that a
// string that is not translatable and a layout that does not mirror are seen at once.
#pragma once

#include <QTranslator>

namespace chat121::test {

class PseudoTranslator final : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;
};

// And every string is a third longer, as in some languages.
class LongPseudoTranslator final : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;
};

// Letters become Hebrew letters; %1, %n, & and other marks stay.
QString pseudo(const QString &text);

} // namespace chat121::test
