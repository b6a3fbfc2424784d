// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/driver/window_driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>

namespace chat121::e2e {

namespace {

constexpr int kFadedInMs = 300;

QJsonObject ok(QJsonObject more = {})
{
    more.insert(QStringLiteral("ok"), true);
    return more;
}

QJsonObject refused(const QString &why)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), why}};
}

// The visible widget of that object name; the one in the active window if there are several.
QWidget *findVisible(const QString &object)
{
    QWidget *found = nullptr;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (widget->objectName() != object || !widget->isVisible()) continue;
        if (!found || widget->window()->isActiveWindow()) found = widget;
    }
    return found;
}

QString accessibleText(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    if (!interface) return {};
    const QString value = interface->text(QAccessible::Value);
    return value.isEmpty() ? interface->text(QAccessible::Name) : value;
}

QString textOf(QWidget *widget)
{
    if (const auto *edit = qobject_cast<QLineEdit *>(widget)) return edit->text();
    if (const auto *edit = qobject_cast<QPlainTextEdit *>(widget)) return edit->toPlainText();
    if (const auto *label = qobject_cast<QLabel *>(widget)) return label->text();
    if (const auto *combo = qobject_cast<QComboBox *>(widget)) return combo->currentText();
    if (const auto *button = qobject_cast<QAbstractButton *>(widget); button && !button->text().isEmpty())
        return button->text();
    return accessibleText(widget);
}

QJsonArray rowsOf(QWidget *widget)
{
    QJsonArray rows;
    if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model()) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            const QString spoken = index.data(Qt::AccessibleTextRole).toString();
            rows.append(spoken.isEmpty() ? index.data(Qt::DisplayRole).toString() : spoken);
        }
        return rows;
    }
    if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget)) {
        for (int i = 0; i < interface->childCount(); ++i) {
            if (QAccessibleInterface *child = interface->child(i))
                rows.append(child->text(QAccessible::Name));
        }
    }
    return rows;
}

QJsonObject click(QWidget *widget)
{
    if (!widget->isEnabled()) return refused(QStringLiteral("it is disabled"));
    // A click may open a dialog with a loop of its own: answer first.
    QTimer::singleShot(0, widget, [widget] { QTest::mouseClick(widget, Qt::LeftButton); });
    return ok();
}

QJsonObject pressKeys(QWidget *widget, const QString &keys)
{
    const QKeySequence sequence = QKeySequence::fromString(keys, QKeySequence::PortableText);
    if (sequence.isEmpty()) return refused(QStringLiteral("no such key"));
    widget->window()->activateWindow();
    widget->setFocus();
    QTimer::singleShot(0, widget, [widget, sequence] {
        QTest::keyClick(widget, sequence[0].key(), sequence[0].keyboardModifiers());
    });
    return ok();
}

// QTest knows the keys of ASCII only; other letters come as an input method or another keyboard gives them.
void typeInto(QWidget *widget, const QString &text)
{
    for (const QChar letter : text) {
        if (letter.unicode() < 128) {
            QTest::keyClick(widget, letter.toLatin1());
            continue;
        }
        QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, letter);
        QApplication::sendEvent(widget, &press);
    }
}

QJsonObject choose(QWidget *widget, const QString &containing)
{
    if (auto *combo = qobject_cast<QComboBox *>(widget)) {
        const int index = combo->findText(containing, Qt::MatchContains);
        if (index < 0) return refused(QStringLiteral("no such entry"));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
        return ok();
    }
    auto *view = qobject_cast<QAbstractItemView *>(widget);
    if (!view || !view->model()) return refused(QStringLiteral("not a list"));
    const QJsonArray rows = rowsOf(widget);
    for (int row = 0; row < rows.size(); ++row) {
        if (!rows.at(row).toString().contains(containing)) continue;
        const QModelIndex index = view->model()->index(row, 0);
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
        return ok();
    }
    return refused(QStringLiteral("no such row"));
}

QJsonArray visibleTree()
{
    QJsonArray tree;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (!widget->isVisible() || widget->objectName().isEmpty()) continue;
        if (widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
        tree.append(QStringLiteral("%1 [%2]%3: %4")
                        .arg(widget->objectName(), QString::fromLatin1(widget->metaObject()->className()),
                             widget->isEnabled() ? QString() : QStringLiteral(" disabled"),
                             textOf(widget).left(120)));
    }
    return tree;
}

// What a person can read on labels and buttons now.
QJsonArray visibleTexts()
{
    QJsonArray texts;
    const QWidgetList all = QApplication::allWidgets();
    for (const QWidget *widget : all) {
        if (!widget->isVisible()) continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (!text.isEmpty()) texts.append(text);
    }
    return texts;
}

QJsonObject clickLabelled(const QString &words)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (button && button->isVisible() && button->text() == words) return click(widget);
    }
    return refused(QStringLiteral("no such button"));
}

// What has just come fades in.
QJsonObject takePicture(const QString &path)
{
    QTest::qWait(kFadedInMs);
    const QWidgetList windows = QApplication::topLevelWidgets();
    QWidget *chosen = QApplication::activeWindow();
    for (QWidget *window : windows) {
        if (!chosen && window->isVisible()) chosen = window;
    }
    if (!chosen) return refused(QStringLiteral("no window is visible"));
    return chosen->grab().save(path) ? ok() : refused(QStringLiteral("cannot write the picture"));
}

QJsonObject placeOf(QWidget *widget)
{
    const QPoint corner = widget->mapToGlobal(QPoint(0, 0));
    return ok({{QStringLiteral("x"), corner.x()},
               {QStringLiteral("y"), corner.y()},
               {QStringLiteral("width"), widget->width()},
               {QStringLiteral("height"), widget->height()}});
}

QJsonObject act(const QString &op, QWidget *widget, const QJsonObject &request)
{
    const QString text = request.value(QStringLiteral("text")).toString();
    if (op == QStringLiteral("click")) return click(widget);
    if (op == QStringLiteral("read")) {
        return ok(
            {{QStringLiteral("text"), textOf(widget)}, {QStringLiteral("enabled"), widget->isEnabled()}});
    }
    if (op == QStringLiteral("place")) return placeOf(widget);
    if (op == QStringLiteral("rows")) return ok({{QStringLiteral("rows"), rowsOf(widget)}});
    if (op == QStringLiteral("choose"))
        return choose(widget, request.value(QStringLiteral("containing")).toString());
    if (op == QStringLiteral("key"))
        return pressKeys(widget, request.value(QStringLiteral("key")).toString());
    if (op == QStringLiteral("type")) {
        if (!widget->isEnabled()) return refused(QStringLiteral("it is disabled"));
        widget->window()->activateWindow();
        widget->setFocus();
        typeInto(widget, text);
        return ok();
    }
    return refused(QStringLiteral("no such operation"));
}

} // namespace

WindowDriver::WindowDriver(const QString &socket, QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, &WindowDriver::readLines);
    m_socket.connectToServer(socket);
}

void WindowDriver::readLines()
{
    while (m_socket.canReadLine()) {
        const QJsonObject request = QJsonDocument::fromJson(m_socket.readLine()).object();
        QJsonObject reply = answer(request);
        m_socket.write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
    }
}

QJsonObject WindowDriver::answer(const QJsonObject &request)
{
    const QString op = request.value(QStringLiteral("op")).toString();
    if (op == QStringLiteral("tree")) return ok({{QStringLiteral("tree"), visibleTree()}});
    if (op == QStringLiteral("texts")) return ok({{QStringLiteral("texts"), visibleTexts()}});
    if (op == QStringLiteral("click-labelled"))
        return clickLabelled(request.value(QStringLiteral("text")).toString());
    if (op == QStringLiteral("picture")) return takePicture(request.value(QStringLiteral("path")).toString());
    if (op == QStringLiteral("quit")) {
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        return ok();
    }
    if (op == QStringLiteral("action")) {
        const QString object = request.value(QStringLiteral("object")).toString();
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            auto *action = window->isVisible() ? window->findChild<QAction *>(object) : nullptr;
            if (!action || !action->isEnabled()) continue;
            QTimer::singleShot(0, action, &QAction::trigger);
            return ok();
        }
        return refused(QStringLiteral("no such action"));
    }
    QWidget *widget = findVisible(request.value(QStringLiteral("object")).toString());
    if (!widget) return refused(QStringLiteral("it is not visible"));
    return act(op, widget, request);
}

} // namespace chat121::e2e
