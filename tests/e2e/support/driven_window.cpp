// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/driven_window.h"

#include "tests/e2e/support/programs.h"
#include "tests/e2e/support/wait.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace chat121::e2e {

namespace {

QJsonObject request(const QString &op, const QString &object, const QString &key = {},
                    const QString &value = {})
{
    QJsonObject result{{QStringLiteral("op"), op}, {QStringLiteral("object"), object}};
    if (!key.isEmpty()) result.insert(key, value);
    return result;
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        strings.append(item.toString());
    return strings;
}

} // namespace

DrivenWindow::DrivenWindow(const QString &name, const QString &home, const QStringList &arguments)
    : m_name(name)
    , m_home(home)
    , m_arguments(arguments)
    , m_environment(privateEnvironment(home))
{
    if (!m_environment.contains(QStringLiteral("DISPLAY")) &&
        !m_environment.contains(QStringLiteral("WAYLAND_DISPLAY")))
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process,
                     [this] { m_output.append(m_process.readAll()); });
}

DrivenWindow::~DrivenWindow()
{
    if (isRunning()) killHard();
}

void DrivenWindow::setEnvironment(const QString &key, const QString &value)
{
    m_environment.insert(key, value);
}

bool DrivenWindow::start()
{
    const QString socket = m_home + QStringLiteral("/run/driver");
    m_server.close();
    QLocalServer::removeServer(socket);
    if (!m_server.listen(socket)) return false;
    QProcessEnvironment environment = m_environment;
    addDriver(environment, socket);
    m_process.setProcessEnvironment(environment);
    m_process.start(programPath(QStringLiteral("chat121")), m_arguments);
    m_driver = nullptr;
    const bool is_driven = waitFor(
        [this] {
            if (!m_driver) m_driver = m_server.nextPendingConnection();
            return m_driver || !isRunning();
        },
        20s);
    return is_driven && m_driver;
}

bool DrivenWindow::quit()
{
    ask({{QStringLiteral("op"), QStringLiteral("quit")}});
    // It may be over before its answer is read; then there is nothing to wait for.
    const bool is_over = !isRunning() || m_process.waitForFinished(10000);
    return is_over && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

QString DrivenWindow::ending() const
{
    if (m_process.state() != QProcess::NotRunning) return QStringLiteral("it runs");
    const bool is_crash = m_process.exitStatus() == QProcess::CrashExit;
    return QStringLiteral("%1 %2")
        .arg(is_crash ? QStringLiteral("signal") : QStringLiteral("status"))
        .arg(m_process.exitCode());
}

void DrivenWindow::killHard()
{
    m_process.kill();
    m_process.waitForFinished();
    m_driver = nullptr;
}

QJsonObject DrivenWindow::ask(const QJsonObject &question)
{
    if (!m_driver || !isRunning()) return {};
    m_driver->write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
    m_driver->flush();
    if (!waitFor([this] { return m_driver->canReadLine() || !isRunning(); }, 10s) ||
        !m_driver->canReadLine()) {
        m_error = QStringLiteral("%1 does not answer").arg(m_name);
        return {};
    }
    const QJsonObject answer = QJsonDocument::fromJson(m_driver->readLine()).object();
    m_error = answer.value(QStringLiteral("error")).toString();
    return answer;
}

bool DrivenWindow::step(const QJsonObject &question)
{
    return ask(question).value(QStringLiteral("ok")).toBool();
}

bool DrivenWindow::click(const QString &object)
{
    return step(request(QStringLiteral("click"), object));
}

bool DrivenWindow::type(const QString &object, const QString &text)
{
    return step(request(QStringLiteral("type"), object, QStringLiteral("text"), text));
}

bool DrivenWindow::press(const QString &object, const QString &key)
{
    return step(request(QStringLiteral("key"), object, QStringLiteral("key"), key));
}

bool DrivenWindow::choose(const QString &object, const QString &containing)
{
    return step(request(QStringLiteral("choose"), object, QStringLiteral("containing"), containing));
}

bool DrivenWindow::action(const QString &object)
{
    return step(request(QStringLiteral("action"), object));
}

QString DrivenWindow::read(const QString &object)
{
    return ask(request(QStringLiteral("read"), object)).value(QStringLiteral("text")).toString();
}

QStringList DrivenWindow::rows(const QString &object)
{
    return stringsOf(ask(request(QStringLiteral("rows"), object)).value(QStringLiteral("rows")));
}

bool DrivenWindow::isVisible(const QString &object)
{
    return step(request(QStringLiteral("read"), object));
}

QRect DrivenWindow::place(const QString &object)
{
    const QJsonObject answer = ask(request(QStringLiteral("place"), object));
    return {answer.value(QStringLiteral("x")).toInt(), answer.value(QStringLiteral("y")).toInt(),
            answer.value(QStringLiteral("width")).toInt(), answer.value(QStringLiteral("height")).toInt()};
}

bool DrivenWindow::takePicture(const QString &path)
{
    return step({{QStringLiteral("op"), QStringLiteral("picture")}, {QStringLiteral("path"), path}});
}

QStringList DrivenWindow::tree()
{
    return stringsOf(ask({{QStringLiteral("op"), QStringLiteral("tree")}}).value(QStringLiteral("tree")));
}

QStringList DrivenWindow::texts()
{
    return stringsOf(ask({{QStringLiteral("op"), QStringLiteral("texts")}}).value(QStringLiteral("texts")));
}

bool DrivenWindow::clickLabelled(const QString &words)
{
    return step({{QStringLiteral("op"), QStringLiteral("click-labelled")}, {QStringLiteral("text"), words}});
}

bool DrivenWindow::clickWhenReady(const QString &object, std::chrono::milliseconds at_most)
{
    return waitFor([&] { return click(object); }, at_most);
}

bool DrivenWindow::typeWhenReady(const QString &object, const QString &text,
                                 std::chrono::milliseconds at_most)
{
    return waitFor([&] { return type(object, text); }, at_most);
}

bool DrivenWindow::waitForText(const QString &object, const QString &containing,
                               std::chrono::milliseconds at_most)
{
    return waitFor([&] { return read(object).contains(containing); }, at_most);
}

bool DrivenWindow::waitForRow(const QString &object, const QString &containing,
                              std::chrono::milliseconds at_most)
{
    return waitFor([&] { return !rows(object).filter(containing).isEmpty(); }, at_most);
}

bool DrivenWindow::waitForWords(const QString &containing, std::chrono::milliseconds at_most)
{
    return waitFor([&] { return !texts().filter(containing).isEmpty(); }, at_most);
}

bool DrivenWindow::waitVisible(const QString &object, std::chrono::milliseconds at_most)
{
    return waitFor([&] { return isVisible(object); }, at_most);
}

} // namespace chat121::e2e
