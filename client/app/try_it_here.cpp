// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The private server, the organisation and the customer; see try_it_here.h.
#include "client/app/try_it_here.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUuid>

#include <csignal>
#include <sys/prctl.h>

namespace chat121::app {

namespace {

constexpr int kGuests = 100;
constexpr int kDays = 1;
constexpr int kStopTimeoutMs = 3000;

QString beside(const QString &program)
{
    return QCoreApplication::applicationDirPath() + QLatin1Char('/') + program;
}

} // namespace

bool canTryItHere()
{
    return QFileInfo(beside(QStringLiteral("chat121-server"))).isExecutable();
}

TryItHere::TryItHere(Workspace &workspace, const QString &folder, const QString &language, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_folder(folder)
    , m_language(language)
{
    // However this program ends, the others end with it.
    const auto endWithUs = [] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); };
    m_server.setChildProcessModifier(endWithUs);
    m_customer.setChildProcessModifier(endWithUs);
    connect(&m_server, &QProcess::readyReadStandardOutput, this, &TryItHere::readServer);
    connect(&m_server, &QProcess::errorOccurred, this,
            [this] { Q_EMIT failed(tr("The private server could not be started.")); });
    connect(&m_workspace, &Workspace::stateChanged, this, &TryItHere::advance);
    connect(&m_workspace, &Workspace::connectionChanged, this, &TryItHere::advance);
    connect(&m_workspace, &Workspace::invitationMade, this, &TryItHere::startCustomer);
    const auto giveUp = [this](const Problem &problem) { Q_EMIT failed(problem.sentence); };
    connect(&m_workspace, &Workspace::wayInFailed, this, giveUp);
    connect(&m_workspace, &Workspace::actionFailed, this, [this, giveUp](const Problem &problem) {
        if (m_customer.state() == QProcess::NotRunning) giveUp(problem);
    });
    connect(&m_workspace, &Workspace::invitationPreviewed, this, [this] {
        if (std::exchange(m_has_founded, true)) return;
        // Nobody will have to type it: the profile goes with the program.
        const QString password = QUuid::createUuid().toString();
        if (m_workspace.needsPassphrase()) m_workspace.usePassphrase(password);
        m_workspace.foundOrganisation(tr("Example"), tr("Support"), tr("Me"), password);
    });
}

TryItHere::~TryItHere()
{
    const QList<QProcess *> programs = {&m_customer, &m_server};
    for (QProcess *program : programs) {
        program->disconnect(this);
        program->terminate();
        if (!program->waitForFinished(kStopTimeoutMs)) program->kill();
    }
}

void TryItHere::start()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(beside(QStringLiteral("chat121-server")),
                   {QStringLiteral("--data"), m_folder + QStringLiteral("/server"),
                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
}

void TryItHere::readServer()
{
    while (m_server.canReadLine()) {
        static const QRegularExpression link(QStringLiteral("(chat121:\\S+)"));
        const auto match = link.match(QString::fromUtf8(m_server.readLine()));
        if (match.hasMatch()) m_set_up_link = match.captured(1);
    }
    advance();
}

// Whatever of the server, the workspace and the connection comes last, the next step follows it.
void TryItHere::advance()
{
    if (m_workspace.state() == Workspace::State::Empty && !m_set_up_link.isEmpty())
        return m_workspace.previewInvitation(std::exchange(m_set_up_link, {}));
    const bool is_in = m_workspace.state() == Workspace::State::Ready &&
                       m_workspace.connection().state == ConnectionState::Connected;
    if (!is_in || m_workspace.departments().isEmpty() || std::exchange(m_has_invited, true)) return;
    m_workspace.setDutyStatus(DutyStatus::Available, m_workspace.capacity());
    m_workspace.inviteCustomers({m_workspace.departments().first().id, kGuests, kDays});
}

void TryItHere::startCustomer(const QString &link)
{
    if (m_customer.state() != QProcess::NotRunning) return;
    m_customer.setProcessChannelMode(QProcess::ForwardedChannels);
    QStringList arguments = {QStringLiteral("--profile"), m_folder + QStringLiteral("/customer")};
    if (!m_language.isEmpty()) arguments << QStringLiteral("--language") << m_language;
    m_customer.start(QCoreApplication::applicationFilePath(), arguments << link);
}

} // namespace chat121::app
