// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/engine/clients.h"

#include "client/core/connection/web_socket_transport.h"
#include "common/protocol/frame.h"
#include "tests/client/core/key_vault/fake_keychain.h"

#include <atomic>

namespace chat121::test {

namespace {

constexpr int kPatienceMs = 30'000;

engine::EngineSetup setupFor(const QString &home, const std::shared_ptr<Tampering> &tampering,
                             const Clock &clock, Client::Keeps keeps,
                             const crypto::PasswordCost &password_cost)
{
    engine::EngineSetup setup;
    setup.directory = home;
    setup.clock = &clock;
    setup.password_cost = password_cost;
    if (keeps == Client::Keeps::Passphrase) {
        setup.passphrase = QString::fromLatin1(Client::kPassphrase);
        setup.vault = VaultChoice::Passphrase;
    } else {
        setup.keychain = [] { return std::make_unique<FakeKeychain>(); };
        setup.vault = VaultChoice::Keychain;
    }
    setup.transports = [tampering](const crypto::Hash &pin) -> TransportFactory {
        return [factory = pinnedWebSockets(pin), tampering] {
            return std::make_unique<TamperingTransport>(factory(), tampering);
        };
    };
    return setup;
}

} // namespace

Client::Client(const QString &home)
    : Client(home, [](Tampering &) {})
{
}

Client::Client(const QString &home, const std::function<void(Tampering &)> &tamper, Keeps keeps,
               const crypto::PasswordCost &password_cost)
    : m_tampering(std::make_shared<Tampering>())
    , m_clock(std::make_unique<ShiftedClock>())
    , m_workspace(
          std::make_unique<LiveWorkspace>(setupFor(home, m_tampering, *m_clock, keeps, password_cost)))
{
    const auto note = [this](const Problem &problem) { problems.append(problem); };
    LiveWorkspace *workspace = m_workspace.get();
    QObject::connect(workspace, &Workspace::warned, workspace, note);
    QObject::connect(workspace, &Workspace::actionFailed, workspace, note);
    QObject::connect(workspace, &Workspace::wayInFailed, workspace, note);
    QObject::connect(workspace, &Workspace::deviceActionFailed, workspace, note);
    QObject::connect(workspace, &Workspace::invitationMade, workspace,
                     [this](const QString &link) { links.append(link); });
    tamper(*m_tampering);
    workspace->open();
}

bool Client::isReady()
{
    return QTest::qWaitFor([this] { return m_workspace->state() == Workspace::State::Ready; }, kPatienceMs);
}

bool Client::isConnected()
{
    return isReady() &&
           QTest::qWaitFor([this] { return m_workspace->connection().state == ConnectionState::Connected; },
                           kPatienceMs);
}

bool Client::joins(const QString &link, const QString &name)
{
    return comesIn(link, name, [this] { return isConnected(); });
}

bool Client::registersUnheard(const QString &link, const QString &name)
{
    const auto was_sent = std::make_shared<std::atomic<bool>>(false);
    m_tampering->set([was_sent](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::Registered) return {frame};
        *was_sent = true;
        return {};
    });
    return comesIn(link, name,
                   [&] { return QTest::qWaitFor([&] { return was_sent->load(); }, kPatienceMs); });
}

bool Client::comesIn(const QString &link, const QString &name, const std::function<bool()> &is_over)
{
    const bool is_empty =
        QTest::qWaitFor([this] { return m_workspace->state() == Workspace::State::Empty; }, kPatienceMs);
    if (!is_empty) return false;
    QObject once;
    QObject::connect(m_workspace.get(), &Workspace::invitationPreviewed, &once,
                     [&](const InvitationPreview &preview) {
                         const QString password = QString::fromLatin1(kPassword);
                         switch (preview.kind) {
                         case InvitationPreview::Kind::SetUp:
                             return m_workspace->foundOrganisation(QStringLiteral("ACME"),
                                                                   QStringLiteral("Support"), name, password);
                         case InvitationPreview::Kind::Staff:
                             return m_workspace->joinAsStaff(name, password);
                         case InvitationPreview::Kind::Guest:
                             return m_workspace->joinAsCustomer(name);
                         case InvitationPreview::Kind::Device:
                             return m_workspace->linkByCode({}, {});
                         case InvitationPreview::Kind::Owner:
                             return; // no link leads there
                         }
                     });
    m_workspace->previewInvitation(link);
    return is_over();
}

QString Client::invites(const QString &who)
{
    if (!isConnected()) return {}; // the server may just have been started again
    const qsizetype before = links.size();
    const DepartmentId department = m_workspace->departments().constFirst().id;
    if (who == u"staff")
        m_workspace->inviteColleague(department);
    else
        m_workspace->inviteCustomers({department, 10, 7});
    const bool is_made = QTest::qWaitFor([&] { return links.size() > before; }, kPatienceMs);
    return is_made ? links.constLast() : QString();
}

bool Client::sees(Talk *talk, const QString &text, SendState state)
{
    if (talk == nullptr) return false;
    return QTest::qWaitFor(
        [&] {
            for (int row = 0; row < talk->timeline()->size(); ++row) {
                const TimelineRow &value = talk->timeline()->at(row);
                if (value.text == text && (state == SendState::None || value.state >= state)) return true;
            }
            return false;
        },
        kPatienceMs);
}

bool Client::isWarned(const QString &containing)
{
    return QTest::qWaitFor(
        [&] {
            return std::any_of(problems.cbegin(), problems.cend(),
                               [&](const Problem &problem) { return problem.sentence.contains(containing); });
        },
        kPatienceMs);
}

Company::Company()
    : m_server(m_folder.filePath(QStringLiteral("server")), 0)
{
}

bool Company::founderReturns()
{
    m_founder = std::make_unique<Client>(home(QStringLiteral("founder")));
    return m_founder->isConnected();
}

bool Company::opens()
{
    if (!m_server.start()) return false;
    m_founder = std::make_unique<Client>(home(QStringLiteral("founder")));
    return m_founder->joins(m_server.setUpLink(), QStringLiteral("Fiona"));
}

std::unique_ptr<Client> Company::agent(const QString &name, const std::function<void(Tampering &)> &tamper)
{
    const QString folder = home(name.toLower());
    auto client = tamper ? std::make_unique<Client>(folder, tamper) : std::make_unique<Client>(folder);
    if (!client->joins(m_founder->invites(QStringLiteral("staff")), name)) return nullptr;
    client->workspace().setDutyStatus(DutyStatus::Available, 20);
    return client;
}

std::unique_ptr<Client> Company::guest(const QString &link, const QString &name)
{
    auto client = std::make_unique<Client>(home(name));
    return client->joins(link, name) ? std::move(client) : nullptr;
}

bool begins(Client &agent, Client &guest, const QString &words)
{
    guest.talk()->say(words);
    const ConversationId id = guest.talk()->id();
    LiveWorkspace &agents = agent.workspace();
    if (!QTest::qWaitFor([&] { return agents.queue()->rowOf(id) >= 0; }, kPatienceMs)) return false;
    if (!agent.sees(agents.talk(id), words)) return false;
    agents.take(id);
    const auto is_talking = [&] { return guest.workspace().standing().step == QueueStanding::Step::Talking; };
    return QTest::qWaitFor(is_talking, kPatienceMs) && guest.sees(guest.talk(), words, SendState::Delivered);
}

bool dismisses(Client &owner, const QString &name)
{
    const auto account = [&] {
        for (const Colleague &colleague : owner.workspace().colleagues())
            if (colleague.name == name) return colleague.account;
        return AccountId{};
    };
    if (!QTest::qWaitFor([&] { return account().isValid(); }, kPatienceMs)) return false;
    QSignalSpy gone(&owner.workspace(), &Workspace::colleagueDismissed);
    owner.workspace().dismiss(account());
    return QTest::qWaitFor([&] { return gone.size() == 1; }, kPatienceMs);
}

QStringList rowsOf(Talk *talk)
{
    QStringList rows;
    for (int row = 0; row < talk->timeline()->size(); ++row) {
        const TimelineRow &value = talk->timeline()->at(row);
        rows.append(
            QStringLiteral("%1 %2 %3: %4")
                .arg(value.sequence.value)
                .arg(value.is_mine ? QStringLiteral("me") : QString(), value.author_name, value.text));
    }
    return rows;
}

} // namespace chat121::test
