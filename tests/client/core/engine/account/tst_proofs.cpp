// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md, B6: whoever finds an unlocked client gets neither the recovery words nor a code for another
// computer nor the organisation's key. They are made for whoever proves to be the person, each time anew: by
// the passphrase of the profile, by a member of staff's password, and not at all where there is neither.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // Argon2id, on a machine that has much else to do

using Wish = std::function<void(Workspace &, const QString &)>;

void make(Workspace &workspace, const QString &proof)
{
    workspace.makeRecoveryWords(proof);
}
void show(Workspace &workspace, const QString &proof)
{
    workspace.showRecoveryWords(proof);
}

} // namespace

class TestProofs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsNeedAProof_data();
    void wordsNeedAProof();
    void aCodeNeedsAProof_data();
    void aCodeNeedsAProof();
    void theOrganisationsKeyNeedsAProof_data();
    void theOrganisationsKeyNeedsAProof();
    void aPasswordIsTheSameAfterIt();
    void aPasswordIsNotChangedMeanwhile();
    void passwordsAreNotGuessedHere();

private:
    // The refusal; empty: twelve words.
    QString words(Client &client, const Wish &wish, const QString &proof);
    // The refusal; empty: a code.
    QString code(Client &client, const QString &proof);
    // The refusal; empty: the lines of the sheet, or the file.
    QString rootKey(Client &owner, const std::function<void(Workspace &)> &wish);
    bool ownerComesByPassword();
    Client &person(const QString &name);

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina, m_hugo, m_fiona;
    QString m_link;
};

// Anna is staff, Gina and Hugo are customers; only Gina's profile is under a passphrase.
void TestProofs::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    const auto with_key_store = [this](const QString &name) {
        return std::make_unique<Client>(
            m_company.home(name), [](Tampering &) {}, Client::Keeps::KeyStore);
    };
    m_anna = with_key_store(u"anna"_s);
    m_link = m_company.founder().invites(u"staff"_s);
    QVERIFY(m_anna->joins(m_link, u"Anna"_s));
    m_gina = std::make_unique<Client>(m_company.home(u"gina"_s));
    m_hugo = with_key_store(u"hugo"_s);
    for (Client *customer : {m_gina.get(), m_hugo.get()})
        QVERIFY(customer->joins(m_company.founder().invites(u"customers"_s), u"Customer"_s));
    for (Client *each : {m_anna.get(), m_gina.get(), m_hugo.get()})
        QTRY_COMPARE_WITH_TIMEOUT(each->workspace().history().state, HistoryStatus::State::NotKept,
                                  kPatienceMs);
    QCOMPARE(m_anna->workspace().neededProof(), Workspace::Proof::Password);
    QCOMPARE(m_gina->workspace().neededProof(), Workspace::Proof::Passphrase);
    QCOMPARE(m_hugo->workspace().neededProof(), Workspace::Proof::Nothing);
}

Client &TestProofs::person(const QString &name)
{
    return name == u"Anna" ? *m_anna : name == u"Gina" ? *m_gina : *m_hugo;
}

QString TestProofs::words(Client &client, const Wish &wish, const QString &proof)
{
    QString refusal;
    QSignalSpy told(&client.workspace(), &Workspace::recoveryWordsTold);
    QObject once;
    QObject::connect(&client.workspace(), &Workspace::recoveryWordsRefused, &once,
                     [&](const Problem &problem) { refusal = problem.sentence; });
    wish(client.workspace(), proof);
    const bool is_over = QTest::qWaitFor([&] { return !told.isEmpty() || !refusal.isEmpty(); }, kPatienceMs);
    if (!is_over) return u"no answer"_s;
    return told.isEmpty() ? refusal : QString();
}

QString TestProofs::code(Client &client, const QString &proof)
{
    using Step = LinkStatus::Step;
    LiveWorkspace &workspace = client.workspace();
    workspace.closeLink();
    const auto step = [&] { return workspace.link().step; };
    if (!QTest::qWaitFor([&] { return step() == Step::None; }, kPatienceMs)) return u"not closed"_s;
    workspace.openLink(proof);
    if (!QTest::qWaitFor([&] { return step() == Step::Shown || step() == Step::Failed; }, kPatienceMs))
        return u"no answer"_s;
    if (step() == Step::Shown) return workspace.link().code.isEmpty() ? u"no code"_s : QString();
    return workspace.link().code.isEmpty() ? workspace.link().problem.sentence : u"a code"_s;
}

void TestProofs::wordsNeedAProof_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("proof");
    QTest::addColumn<QString>("sentence"); // begins with; empty: they are shown
    const QString passphrase = QString::fromLatin1(Client::kPassphrase);
    const QString password = QString::fromLatin1(Client::kPassword);
    QTest::newRow("nothing instead of a passphrase") << u"Gina"_s << QString() << u"This passphrase"_s;
    QTest::newRow("another passphrase") << u"Gina"_s << u"guess"_s << u"This passphrase"_s;
    QTest::newRow("the passphrase") << u"Gina"_s << passphrase << QString();
    QTest::newRow("nothing, after a proof") << u"Gina"_s << QString() << u"This passphrase"_s;
    QTest::newRow("nothing instead of a password")
        << u"Anna"_s << QString() << u"That is not your password"_s;
    QTest::newRow("another password") << u"Anna"_s << passphrase << u"That is not your password"_s;
    QTest::newRow("the password") << u"Anna"_s << password << QString();
    QTest::newRow("nothing to prove with") << u"Hugo"_s << QString() << QString();
}

void TestProofs::wordsNeedAProof()
{
    QFETCH(QString, name);
    QFETCH(QString, proof);
    QFETCH(QString, sentence);
    Client &client = person(name);
    for (const Wish &wish : {Wish(make), Wish(show)}) {
        const QString refusal = words(client, wish, proof);
        QVERIFY2(sentence.isEmpty() ? refusal.isEmpty() : refusal.startsWith(sentence), qPrintable(refusal));
    }
}

void TestProofs::aCodeNeedsAProof_data()
{
    wordsNeedAProof_data();
}

void TestProofs::aCodeNeedsAProof()
{
    QFETCH(QString, name);
    QFETCH(QString, proof);
    QFETCH(QString, sentence);
    const QString refusal = code(person(name), proof);
    QVERIFY2(sentence.isEmpty() ? refusal.isEmpty() : refusal.startsWith(sentence), qPrintable(refusal));
}

QString TestProofs::rootKey(Client &owner, const std::function<void(Workspace &)> &wish)
{
    QString refusal;
    bool is_over = false;
    QObject once;
    LiveWorkspace &workspace = owner.workspace();
    const auto over = [&] { is_over = true; };
    QObject::connect(&workspace, &Workspace::rootKeySaved, &once, over);
    QObject::connect(&workspace, &Workspace::rootSheetTold, &once, over);
    QObject::connect(&workspace, &Workspace::rootKeyRefused, &once, [&](const Problem &problem) {
        refusal = problem.sentence;
        is_over = true;
    });
    wish(workspace);
    return QTest::qWaitFor([&] { return is_over; }, kPatienceMs) ? refusal : u"no answer"_s;
}

// The owner's further computer, whose profile lies in the key store, with the organisation's key on it.
bool TestProofs::ownerComesByPassword()
{
    QStringList sheet;
    QObject once;
    LiveWorkspace &founder = m_company.founder().workspace();
    QObject::connect(&founder, &Workspace::rootSheetTold, &once,
                     [&](const QStringList &lines) { sheet = lines; });
    founder.showRootSheet(QString::fromLatin1(Client::kPassphrase));
    if (!QTest::qWaitFor([&] { return !sheet.isEmpty(); }, kPatienceMs)) return false;
    m_fiona = std::make_unique<Client>(
        m_company.home(u"fiona"_s), [](Tampering &) {}, Client::Keeps::KeyStore);
    LiveWorkspace &workspace = m_fiona->workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return false;
    workspace.logIn(m_link, u"Fiona"_s, QString::fromLatin1(Client::kPassword));
    if (!m_fiona->isConnected()) return false;
    workspace.enterRootSheet(sheet.join(u'\n'));
    return QTest::qWaitFor([&] { return workspace.rootKey().is_here; }, kPatienceMs);
}

void TestProofs::theOrganisationsKeyNeedsAProof_data()
{
    QTest::addColumn<bool>("by_password");
    QTest::addColumn<QString>("proof");
    QTest::addColumn<QString>("sentence"); // begins with; empty: it is given
    const QString passphrase = QString::fromLatin1(Client::kPassphrase);
    const QString password = QString::fromLatin1(Client::kPassword);
    QTest::newRow("nothing instead of a passphrase") << false << QString() << u"This passphrase"_s;
    QTest::newRow("the password instead of the passphrase") << false << password << u"This passphrase"_s;
    QTest::newRow("the passphrase") << false << passphrase << QString();
    QTest::newRow("nothing instead of a password") << true << QString() << u"That is not your password"_s;
    QTest::newRow("another password") << true << passphrase << u"That is not your password"_s;
    QTest::newRow("the password") << true << password << QString();
    QTest::newRow("nothing, after a proof") << true << QString() << u"That is not your password"_s;
}

void TestProofs::theOrganisationsKeyNeedsAProof()
{
    QFETCH(bool, by_password);
    QFETCH(QString, proof);
    QFETCH(QString, sentence);
    if (by_password && !m_fiona) QVERIFY(ownerComesByPassword());
    Client &owner = by_password ? *m_fiona : m_company.founder();
    QCOMPARE(owner.workspace().neededProof(),
             by_password ? Workspace::Proof::Password : Workspace::Proof::Passphrase);
    const QString file = m_company.home(QString::fromLatin1(QTest::currentDataTag()));
    const auto wishes = {
        std::function<void(Workspace &)>(
            [&](Workspace &workspace) { workspace.saveRootKey(file, u"four words are better"_s, proof); }),
        std::function<void(Workspace &)>([&](Workspace &workspace) { workspace.showRootSheet(proof); })};
    for (const auto &wish : wishes) {
        const QString refusal = rootKey(owner, wish);
        QVERIFY2(sentence.isEmpty() ? refusal.isEmpty() : refusal.startsWith(sentence), qPrintable(refusal));
    }
    QCOMPARE(QFile::exists(file), sentence.isEmpty());
}

void TestProofs::aPasswordIsTheSameAfterIt()
{
    QCOMPARE(words(*m_anna, show, QString::fromLatin1(Client::kPassword)), QString());
    Client computer(m_company.home(u"another"_s));
    LiveWorkspace &workspace = computer.workspace();
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), Workspace::State::Empty, kPatienceMs);
    workspace.logIn(m_link, u"Anna"_s, QString::fromLatin1(Client::kPassword));
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), Workspace::State::Ready, kPatienceMs);
}

// The two are one message to the server: the second of them is refused, and the first is not disturbed.
void TestProofs::aPasswordIsNotChangedMeanwhile()
{
    const QString password = QString::fromLatin1(Client::kPassword);
    QSignalSpy refused(&m_anna->workspace(), &Workspace::passwordRefused);
    const auto both = [](Workspace &workspace, const QString &proof) {
        workspace.showRecoveryWords(proof);
        workspace.changePassword(proof, QStringLiteral("another long password"));
    };
    QCOMPARE(words(*m_anna, both, password), QString());
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatienceMs);
    QCOMPARE(words(*m_anna, show, password), QString()); // it is the old one still
}

// Whoever sits there has the tries that the server gives to one name.
void TestProofs::passwordsAreNotGuessedHere()
{
    for (int guess = 0; guess < limits::kPasswordTriesPerQuarterHour; ++guess)
        QVERIFY(words(*m_anna, show, u"guess %1"_s.arg(guess)).startsWith(u"That is not your password"));
    for (const auto *proof : {"another guess", Client::kPassword}) {
        const QString refusal = words(*m_anna, show, QString::fromLatin1(proof));
        QVERIFY2(refusal.startsWith(u"There were too many tries"), qPrintable(refusal));
    }
}

CHAT121_TEST_MAIN(TestProofs)
#include "tst_proofs.moc"
