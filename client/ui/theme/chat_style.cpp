// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dispatcher and the measures of the style; the painting is in chat_style_*.cpp.
#include "client/ui/theme/chat_style.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleOption>

namespace chat121::ui {

namespace {

constexpr int kLineEditMargin = 2;
constexpr qreal kFieldIcon = 23; // with Qt's margin around it large enough to be hit

// The rows of what a combo box offers.
bool isChoice(const QWidget *widget)
{
    return widget && widget->inherits("QComboBoxListView");
}

} // namespace

ChatStyle::ChatStyle(const Theme &theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(theme)
{
}

void ChatStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    const bool reacts_to_hover = qobject_cast<QAbstractButton *>(widget) ||
                                 qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget) ||
                                 qobject_cast<QLineEdit *>(widget) ||
                                 qobject_cast<QAbstractSpinBox *>(widget);
    if (reacts_to_hover) widget->setAttribute(Qt::WA_Hover);
    if (auto *menu = qobject_cast<QMenu *>(widget)) {
        menu->setWindowFlag(Qt::FramelessWindowHint);
        menu->setWindowFlag(Qt::NoDropShadowWindowHint);
        menu->setAttribute(Qt::WA_TranslucentBackground);
    }
}

QPalette ChatStyle::standardPalette() const
{
    return paletteOf(m_theme.tokens());
}

int ChatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    // Metrics are open: what is not named here is Fusion's.
    switch (static_cast<int>(metric)) {
    case PM_ScrollBarExtent:
        return m_theme.px(size::kScrollBar);
    case PM_ScrollBarSliderMin:
        return m_theme.px(size::kScrollThumbMin);
    case PM_ButtonMargin:
        return m_theme.px(space::kM);
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return m_theme.px(size::kIcon);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.px(size::kIconSmall + 2);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return m_theme.px(space::kS);
    case PM_DefaultFrameWidth:
        // What is inside leaves the round corners free.
        return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractScrollArea *>(widget)
                   ? m_theme.px(space::kXs)
                   : m_theme.px(size::kHairline);
    case PM_LineEditIconSize:
        return m_theme.px(kFieldIcon);
    case PM_FocusFrameHMargin:
        return isChoice(widget) ? m_theme.px(space::kS) : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return m_theme.px(space::kL);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return m_theme.px(space::kS);
    case PM_MenuPanelWidth:
        return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return m_theme.px(space::kXs);
    case PM_SplitterWidth:
        return m_theme.px(size::kHairline);
    case PM_ToolTipLabelFrameWidth:
        return m_theme.px(space::kXs);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_TextCursorWidth:
        return qMax(1, m_theme.px(size::kHairline));
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ChatStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *data) const
{
    switch (static_cast<int>(hint)) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_Menu_MouseTracking:
        return 1;
    case SH_UnderlineShortcut:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Widget_Animate:
        return m_theme.motionMs() > 0;
    case SH_Widget_Animation_Duration:
        return m_theme.motionMs();
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize ChatStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const int height = m_theme.px(size::kControlHeight);
    switch (static_cast<int>(type)) {
    case CT_PushButton: {
        const auto *button = qobject_cast<const Button *>(widget);
        const bool has_icon = button && button->lineIcon();
        const int icon = has_icon ? m_theme.px(size::kIcon + space::kS) : 0;
        const bool is_quiet = button && button->kind() == ButtonKind::Quiet;
        // Qt measures in the usual weight; the words are painted in the strong one.
        const QFontMetrics strong(m_theme.bodyStrong());
        const QString text = button ? button->text() : QString();
        const int words = qMax(size.width(), strong.size(Qt::TextShowMnemonic, text).width() + 1);
        const int width = words + icon + m_theme.px(2 * (is_quiet ? space::kS : space::kL));
        if (has_icon && button->text().isEmpty()) return {height, height};
        if (is_quiet) return {width, height};
        return {qMax(width, m_theme.px(size::kControlWidthMin)),
                qMax(height, size.height() + m_theme.px(space::kM))};
    }
    case CT_ToolButton: {
        if (qobject_cast<const IconButton *>(widget)) return {height, height};
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
    case CT_SpinBox: {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const bool has_arrows = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int arrows = has_arrows ? m_theme.px(space::kXl) : 0;
        return {size.width() + m_theme.px(2 * space::kM) + arrows, qMax(height, size.height())};
    }
    case CT_ItemViewItem: {
        const QSize row = QProxyStyle::sizeFromContents(type, option, size, widget);
        return isChoice(widget) ? QSize(row.width(), qMax(row.height(), m_theme.px(space::kXxl))) : row;
    }
    case CT_LineEdit:
        return {size.width(), qMax(height, size.height())};
    case CT_ComboBox: {
        const int width = size.width() + m_theme.px(space::kL + size::kIcon + space::kM);
        return {width, qMax(height, size.height())};
    }
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        return item ? menuItemSize(*item) : size;
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect ChatStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        // QLineEdit itself keeps two pixels free.
        const int inset = m_theme.px(space::kM) - kLineEditMargin;
        return option->rect.adjusted(inset, 0, -inset, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect ChatStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (slider) return scrollBarRect(*slider, part);
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (spin) return spinBoxRect(*spin, part);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        const int start = m_theme.px(space::kM);
        const int end = m_theme.px(size::kIcon + space::kM);
        return visualRect(option->direction, option->rect, option->rect.adjusted(start, 0, -end, 0));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void ChatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Tokens &tokens = m_theme.tokens();
    switch (static_cast<int>(element)) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        drawField(*option, *painter, widget);
        return;
    case PE_FrameFocusRect:
        paintFocusRing(*painter, m_theme, option->rect, m_theme.exact(size::kRadius));
        return;
    case PE_IndicatorCheckBox:
        drawCheckMark(*option, *painter);
        return;
    case PE_IndicatorRadioButton:
        drawRadioMark(*option, *painter);
        return;
    case PE_PanelMenu:
        paintCard(*painter, option->rect, m_theme.exact(size::kRadius), tokens.surface_1, tokens.line,
                  m_theme.exact(size::kHairline));
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, tokens.text_1);
        return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget)) return drawField(*option, *painter, widget);
        paintCard(*painter, option->rect, m_theme.exact(size::kRadius),
                  qobject_cast<const QAbstractItemView *>(widget) ? tokens.surface_1 : QColor(), tokens.line,
                  m_theme.exact(size::kHairline));
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            drawItemBackground(*item, *painter);
        }
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelScrollAreaCorner:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ChatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (static_cast<int>(element)) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            drawPushButton(*button, *painter, widget);
        }
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            drawMenuItem(*item, *painter);
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, m_theme.tokens().line);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ChatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        control == CC_ScrollBar && slider) {
        drawScrollBar(*slider, *painter);
        return;
    }
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        control == CC_ComboBox && combo) {
        drawComboBox(*combo, *painter);
        return;
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        control == CC_SpinBox && spin) {
        drawSpinBox(*spin, *painter, widget);
        return;
    }
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        control == CC_ToolButton && tool && qobject_cast<const IconButton *>(widget)) {
        drawToolButton(*tool, *painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace chat121::ui
