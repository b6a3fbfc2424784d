// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An owner saves the organisation's key, loses the computer, and restores the key on another one: from
// the file or from the sheet. What is wrong is said in one sentence, and nothing is lost by it.
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/root_key.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000;
const QString kPassphrase = QStringLiteral("four words are better");
const QString kProof = QString::fromLatin1(Client::kPassphrase); // of whoever sits there

} // namespace

class TestRootKeeper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsOfferedOnceAfterTheFounding();
    void aShortPassphraseSavesNothing();
    void nothingIsSavedWithoutAProof_data();
    void nothingIsSavedWithoutAProof();
    void theFileIsForItsOwnerAlone();
    void aNewComputerCannotSign();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void theFileBringsItBack();
    void theSheetBringsItBack();

private:
    std::unique_ptr<Client> logsIn(const QString &home);
    // The sentence of what was refused; empty when it was carried out.
    QString refusal(Client &client, const std::function<void(LiveWorkspace &)> &ask);
    QString path(const QString &name) const { return m_folder.filePath(name); }

    TemporaryDirectory m_folder;
    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_new;
};

void TestRootKeeper::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    QVERIFY(!m_link.isEmpty());
}

std::unique_ptr<Client> TestRootKeeper::logsIn(const QString &home)
{
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return nullptr;
    workspace.logIn(m_link, QStringLiteral("Fiona"), QStringLiteral("correct horse battery"));
    return client->isConnected() ? std::move(client) : nullptr;
}

QString TestRootKeeper::refusal(Client &client, const std::function<void(LiveWorkspace &)> &ask)
{
    LiveWorkspace &workspace = client.workspace();
    QString sentence;
    bool is_over = false;
    QObject once;
    const auto over = [&] { is_over = true; };
    connect(&workspace, &Workspace::rootKeySaved, &once, over);
    connect(&workspace, &Workspace::rootKeyRestored, &once, over);
    connect(&workspace, &Workspace::rootKeyRefused, &once, [&](const Problem &problem) {
        sentence = problem.sentence;
        is_over = true;
    });
    ask(workspace);
    if (!QTest::qWaitFor([&] { return is_over; }, kPatienceMs)) return QStringLiteral("no answer");
    return sentence;
}

void TestRootKeeper::itIsOfferedOnceAfterTheFounding()
{
    LiveWorkspace &founder = m_company.founder().workspace();
    const RootKeyStatus status = founder.rootKey();
    QVERIFY(status.is_owners && status.is_here && status.is_offered && !status.is_saved);
    founder.postponeRootKey();
    QTRY_VERIFY(!founder.rootKey().is_offered);
    m_company.founderLeaves();
    QVERIFY(m_company.founderReturns());
    QTRY_VERIFY(m_company.founder().workspace().rootKey().is_here);
    QVERIFY(!m_company.founder().workspace().rootKey().is_offered);
}

void TestRootKeeper::aShortPassphraseSavesNothing()
{
    const QString said = refusal(m_company.founder(), [&](LiveWorkspace &workspace) {
        workspace.saveRootKey(path(QStringLiteral("short")), QStringLiteral("short"), kProof);
    });
    QVERIFY2(said.contains(u"too short"), qPrintable(said));
    QVERIFY(!QFile::exists(path(QStringLiteral("short"))));
    const QString nowhere = refusal(m_company.founder(), [&](LiveWorkspace &workspace) {
        workspace.saveRootKey(path(QStringLiteral("no/such/folder")), kPassphrase, kProof);
    });
    QVERIFY2(nowhere.contains(u"could not be written"), qPrintable(nowhere));
    QVERIFY(!m_company.founder().workspace().rootKey().is_saved);
}

// security.md, B6: whoever finds the window open.
void TestRootKeeper::nothingIsSavedWithoutAProof_data()
{
    QTest::addColumn<QString>("proof");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a guess") << QStringLiteral("guess");
    QTest::newRow("the passphrase that is to open the file") << kPassphrase;
}

void TestRootKeeper::nothingIsSavedWithoutAProof()
{
    QFETCH(QString, proof);
    const QString file = path(QStringLiteral("taken"));
    const QString said = refusal(m_company.founder(), [&](LiveWorkspace &workspace) {
        workspace.saveRootKey(file, kPassphrase, proof);
    });
    QVERIFY2(said.startsWith(u"This passphrase"), qPrintable(said));
    QVERIFY(!QFile::exists(file));
    QVERIFY(!m_company.founder().workspace().rootKey().is_saved);
    QSignalSpy told(&m_company.founder().workspace(), &Workspace::rootSheetTold);
    const QString sheet =
        refusal(m_company.founder(), [&](LiveWorkspace &workspace) { workspace.showRootSheet(proof); });
    QVERIFY2(sheet.startsWith(u"This passphrase"), qPrintable(sheet));
    QVERIFY(told.isEmpty());
}

void TestRootKeeper::theFileIsForItsOwnerAlone()
{
    const QString file = path(QStringLiteral("acme.chat121-root"));
    QCOMPARE(refusal(m_company.founder(),
                     [&](LiveWorkspace &workspace) { workspace.saveRootKey(file, kPassphrase, kProof); }),
             QString());
    QTRY_VERIFY(m_company.founder().workspace().rootKey().is_saved);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void TestRootKeeper::aNewComputerCannotSign()
{
    m_new = logsIn(QStringLiteral("new"));
    QVERIFY(m_new);
    LiveWorkspace &workspace = m_new->workspace();
    QVERIFY(workspace.rootKey().is_owners && !workspace.rootKey().is_here);
    QVERIFY(!workspace.rootKey().is_offered);
    DepartmentInfo rules = workspace.departments().constFirst();
    rules.retention_days = 30;
    workspace.setRules(rules);
    QVERIFY(m_new->isWarned(QStringLiteral("Only a computer with the organisation's key")));
    QCOMPARE(workspace.departments().constFirst().retention_days, 0);
}

void TestRootKeeper::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<QString>("said");
    QTest::newRow("another passphrase")
        << QStringLiteral("acme.chat121-root") << QStringLiteral("four words are worse")
        << QStringLiteral("does not open the file");
    QTest::newRow("a file that is cut off")
        << QStringLiteral("cut") << kPassphrase << QStringLiteral("damaged");
    QTest::newRow("a file that was changed")
        << QStringLiteral("changed") << kPassphrase << QStringLiteral("damaged");
    QTest::newRow("no file") << QStringLiteral("nothing") << kPassphrase << QStringLiteral("cannot be read");
}

void TestRootKeeper::whatIsWrongIsSaid()
{
    QFETCH(QString, file);
    QFETCH(QString, passphrase);
    QFETCH(QString, said);
    QFile good(path(QStringLiteral("acme.chat121-root")));
    QVERIFY(good.open(QIODevice::ReadOnly));
    QByteArray bytes = good.readAll();
    if (file == u"cut") bytes.chop(20);
    if (file == u"changed") bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    if (file == u"cut" || file == u"changed") {
        QFile bad(path(file));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write(bytes) == bytes.size());
    }
    const QString sentence =
        refusal(*m_new, [&](LiveWorkspace &workspace) { workspace.restoreRootKey(path(file), passphrase); });
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"Nothing has changed"), qPrintable(sentence));
    QVERIFY(!m_new->workspace().rootKey().is_here);
}

void TestRootKeeper::theFileBringsItBack()
{
    QCOMPARE(refusal(*m_new,
                     [&](LiveWorkspace &workspace) {
                         workspace.restoreRootKey(path(QStringLiteral("acme.chat121-root")), kPassphrase);
                     }),
             QString());
    LiveWorkspace &workspace = m_new->workspace();
    QTRY_VERIFY(workspace.rootKey().is_here && workspace.rootKey().is_saved);
    DepartmentInfo rules = workspace.departments().constFirst();
    rules.retention_days = 30;
    workspace.setRules(rules);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.departments().constFirst().retention_days, 30, kPatienceMs);

    m_new.reset(); // it is kept
    m_new = std::make_unique<Client>(m_company.home(QStringLiteral("new")));
    QVERIFY(m_new->isConnected());
    QTRY_VERIFY(m_new->workspace().rootKey().is_here);
}

void TestRootKeeper::theSheetBringsItBack()
{
    QStringList lines;
    QObject once;
    connect(&m_new->workspace(), &Workspace::rootSheetTold, &once,
            [&](const QStringList &told) { lines = told; });
    m_new->workspace().showRootSheet(kProof);
    QTRY_COMPARE_WITH_TIMEOUT(lines.size(), 4, kPatienceMs);
    const auto third = logsIn(QStringLiteral("third"));
    QVERIFY(third);
    QStringList wrong = lines;
    wrong[2].replace(4, 1, wrong.at(2).at(4) == u'A' ? u'B' : u'A');
    const QString said =
        refusal(*third, [&](LiveWorkspace &workspace) { workspace.enterRootSheet(wrong.join(u'\n')); });
    QVERIFY2(said.contains(u"Line 3"), qPrintable(said));
    crypto::SodiumRandom random;
    const QStringList others = identity::rootSheetOf(crypto::Secret32::random(random));
    const QString refused =
        refusal(*third, [&](LiveWorkspace &workspace) { workspace.enterRootSheet(others.join(u'\n')); });
    QVERIFY2(refused.contains(u"another organisation's key"), qPrintable(refused));
    QVERIFY(!third->workspace().rootKey().is_here);
    QCOMPARE(
        refusal(*third,
                [&](LiveWorkspace &workspace) { workspace.enterRootSheet(lines.join(u'\n').toLower()); }),
        QString());
    QTRY_VERIFY(third->workspace().rootKey().is_here);
}

CHAT121_TEST_MAIN(TestRootKeeper)
#include "tst_root_keeper.moc"
