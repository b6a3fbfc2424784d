// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small marks: a person's initials in a circle, and a count in a pill.
#pragma once

#include <QWidget>

class QPainter;

namespace chat121::ui {

struct AvatarTint;
struct Tokens;
class Theme;

// The same for a name wherever it stands: in the lists, in the conversation, in a dialog.
const AvatarTint &tintOf(const Tokens &tokens, const QString &name);

// For views that paint many.
void paintAvatar(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &name);

class Avatar final : public QWidget {
    Q_OBJECT

public:
    explicit Avatar(qreal units, QWidget *parent = nullptr);

    void setPerson(const QString &name);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const qreal m_units;
    QString m_name;
};

// Paints a pill of the height of `rect` at its end (right in a left-to-right layout); returns it.
QRectF paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, int count,
                  Qt::LayoutDirection direction);
QString badgeText(int count); // "99+" above 99

// Hidden while the count is 0.
class Badge final : public QWidget {
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);

    int count() const { return m_count; }
    void setCount(int count);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

} // namespace chat121::ui
