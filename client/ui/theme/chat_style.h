// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints every standard control from the tokens, so that no window needs a style sheet.
//
// Ownership: QApplication owns it; it borrows the Theme, which outlives it. Threads: main.
#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;
class QStyleOptionViewItem;

namespace chat121::ui {

class Theme;

class ChatStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit ChatStyle(const Theme &theme);

    const Theme &theme() const { return m_theme; }

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

    QPalette standardPalette() const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    void drawPushButton(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const;
    void drawToolButton(const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget) const;
    void drawCheckMark(const QStyleOption &option, QPainter &painter) const;
    void drawRadioMark(const QStyleOption &option, QPainter &painter) const;
    void drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget) const;
    QRect spinBoxRect(const QStyleOptionSpinBox &option, SubControl part) const;
    void drawComboBox(const QStyleOptionComboBox &option, QPainter &painter) const;
    void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter) const;
    void drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter) const;
    void drawItemBackground(const QStyleOptionViewItem &option, QPainter &painter) const;
    QRect scrollBarRect(const QStyleOptionSlider &option, SubControl part) const;
    QSize menuItemSize(const QStyleOptionMenuItem &option) const;

    const Theme &m_theme;
};

} // namespace chat121::ui
