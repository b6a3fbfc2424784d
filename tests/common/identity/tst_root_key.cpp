// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation's key as a file and on paper: it comes back whole or not at all, and what went wrong
// is told apart.
#include "common/base/limits.h"
#include "common/crypto/hash.h"
#include "common/crypto/init.h"
#include "common/crypto/password.h"
#include "common/identity/root_key.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

namespace {

const QByteArray kPassphrase = "correct horse battery staple";
constexpr qsizetype kMark = 17;
constexpr qsizetype kChecksum = 8;

// As a program would that wants to pass for an undamaged file.
QByteArray withChecksum(QByteArray body)
{
    const crypto::Hash hash = crypto::sha256(body);
    return body.append(hash.view().first(kChecksum));
}

} // namespace

class TestRootKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFileComesBack();
    void twoFilesAreDifferent();
    void wrongFiles_data();
    void wrongFiles();
    void everyCutIsDamage();
    void everyFlippedBitIsDamage();
    void theSheetComesBack();
    void howPeopleType_data();
    void howPeopleType();
    void wrongLines_data();
    void wrongLines();
    void everyMistypedLetterIsFound();
    void theSheetNeverChanges();

private:
    Acme m_acme;
    QByteArray m_file;
};

void TestRootKey::initTestCase()
{
    QVERIFY(crypto::initialise());
    const auto sealed = sealRootKey(m_acme.root.seed(), kPassphrase, m_acme.random);
    QVERIFY(sealed);
    m_file = *sealed;
    QVERIFY(m_file.size() <= limits::kRootFileBytesMax);
}

void TestRootKey::theFileComesBack()
{
    const auto seed = openRootKey(m_file, kPassphrase, m_acme.root.publicKey());
    QVERIFY(seed);
    QVERIFY(*seed == m_acme.root.seed());
    QVERIFY(!m_file.contains(m_acme.root.seed().view()));
}

void TestRootKey::twoFilesAreDifferent()
{
    const auto again = sealRootKey(m_acme.root.seed(), kPassphrase, m_acme.random);
    QVERIFY(again && *again != m_file);
}

void TestRootKey::wrongFiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("expected");
    QTest::newRow("as it is") << "" << kAccepted;
    QTest::newRow("another passphrase") << "passphrase" << refused(Code::Crypto);
    QTest::newRow("no passphrase") << "empty" << refused(Code::Crypto);
    QTest::newRow("another organisation's") << "root" << refused(Code::Conflict);
    QTest::newRow("of a newer version") << "version" << refused(Code::Unsupported);
    QTest::newRow("less memory") << "memory" << refused(Code::Forbidden);
    QTest::newRow("fewer passes") << "passes" << refused(Code::Forbidden);
    QTest::newRow("more memory than there may be") << "too much" << refused(Code::Forbidden);
    QTest::newRow("another sealed key") << "sealed" << refused(Code::Crypto);
    QTest::newRow("a picture") << "picture" << refused(Code::Malformed);
    QTest::newRow("nothing") << "nothing" << refused(Code::Malformed);
    QTest::newRow("a very large file") << "large" << refused(Code::Malformed);
}

void TestRootKey::wrongFiles()
{
    QFETCH(QString, what);
    QByteArray file = m_file.chopped(kChecksum);
    QByteArray passphrase = kPassphrase;
    crypto::PublicKey root = m_acme.root.publicKey();
    if (what == "passphrase") passphrase += '.';
    if (what == "empty") passphrase.clear();
    if (what == "root") root = m_acme.registrar.publicKey();
    if (what == "version") file[kMark] = 2;
    const auto setMemory = [&](quint64 bytes) {
        for (qsizetype i = 0; i < 8; ++i)
            file[kMark + 1 + i] = static_cast<char>(bytes >> (56 - 8 * i));
    };
    if (what == "memory") setMemory(64ull * 1024 * 1024);
    if (what == "too much") setMemory(1ull << 40);
    if (what == "passes") file[kMark + 1 + 8 + 3] = 1;
    if (what == "sealed") file[file.size() - 1] = static_cast<char>(file.back() ^ 1);
    file = withChecksum(file);
    if (what == "picture") file = QByteArray("\x89PNG\r\n") + QByteArray(300, 'x');
    if (what == "nothing") file.clear();
    if (what == "large") file = withChecksum(m_file + QByteArray(limits::kRootFileBytesMax, 'x'));
    QTEST(outcome(openRootKey(file, passphrase, root)), "expected");
}

void TestRootKey::everyCutIsDamage()
{
    for (qsizetype size = 0; size < m_file.size(); ++size)
        QCOMPARE(outcome(openRootKey(m_file.first(size), kPassphrase, m_acme.root.publicKey())),
                 refused(Code::Malformed));
}

void TestRootKey::everyFlippedBitIsDamage()
{
    for (qsizetype bit = 0; bit < m_file.size() * 8; ++bit) {
        QByteArray bad = m_file;
        bad[bit / 8] = static_cast<char>(bad.at(bit / 8) ^ (1 << (bit % 8)));
        QCOMPARE(outcome(openRootKey(bad, kPassphrase, m_acme.root.publicKey())), refused(Code::Malformed));
    }
}

// --- the sheet ------------------------------------------------------------------------------------

void TestRootKey::theSheetComesBack()
{
    const QStringList lines = rootSheetOf(m_acme.root.seed());
    QCOMPARE(lines.size(), kRootSheetLines);
    for (const QString &line : lines)
        QCOMPARE(line.size(), 3 + 16 + 3);
    const TypedSheet sheet = readRootSheet(lines.join(u'\n'));
    QVERIFY(sheet.wrong.isEmpty() && sheet.seed && *sheet.seed == m_acme.root.seed());
}

void TestRootKey::howPeopleType_data()
{
    const QStringList lines = rootSheetOf(Acme().root.seed());
    const QString sheet = lines.join(u'\n');
    QTest::addColumn<QString>("typed");
    QTest::newRow("as it stands there") << sheet;
    QTest::newRow("in small letters") << sheet.toLower();
    QTest::newRow("without dashes") << QString(sheet).remove(u'-');
    QTest::newRow("with spaces") << QString(sheet).replace(u'-', QStringLiteral(" - "));
    QTest::newRow("from a Windows file") << lines.join(QStringLiteral("\r\n"));
    QTest::newRow("in another order")
        << lines.at(3) + u'\n' + lines.at(1) + u'\n' + lines.at(0) + u'\n' + lines.at(2);
    QTest::newRow("with the words around it") << QStringLiteral("The organisation's key\nACME\n\n") + sheet +
                                                     QStringLiteral("\n\nKeep this paper safe.\n");
    QTest::newRow("letters for digits") << QString(sheet)
                                               .replace(u'0', u'O')
                                               .replace(u'1', u'l')
                                               .replace(QStringLiteral("l. "), QStringLiteral("1. "));
    QTest::newRow("other marks behind the numbers") << QString(sheet).replace(u'.', u':');
}

void TestRootKey::howPeopleType()
{
    QFETCH(QString, typed);
    const TypedSheet sheet = readRootSheet(typed);
    QCOMPARE(sheet.wrong, QList<int>());
    QVERIFY(sheet.seed && *sheet.seed == m_acme.root.seed());
}

void TestRootKey::wrongLines_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<int>>("wrong");
    QStringList lines = rootSheetOf(Acme().root.seed());
    const auto with = [&](int line, const QString &instead) {
        QStringList changed = lines;
        changed[line - 1] = instead;
        return changed.join(u'\n');
    };
    QTest::newRow("nothing") << QString() << QList<int>{1, 2, 3, 4};
    QTest::newRow("a line is missing") << with(3, {}) << QList<int>{3};
    QTest::newRow("a line is too short") << with(2, lines.at(1).chopped(1)) << QList<int>{2};
    QTest::newRow("a line is too long") << with(2, lines.at(1) + u'0') << QList<int>{2};
    QTest::newRow("a letter that is none")
        << with(4, QString(lines.at(3)).replace(5, 1, u'U')) << QList<int>{4};
    QTest::newRow("two lines changed places")
        << QStringList{lines.at(0), u'2' + lines.at(2).sliced(1), u'3' + lines.at(1).sliced(1), lines.at(3)}
               .join(u'\n')
        << QList<int>{2, 3};
    QTest::newRow("the number of no line") << with(1, u'5' + lines.at(0).sliced(1)) << QList<int>{1};
}

void TestRootKey::wrongLines()
{
    QFETCH(QString, typed);
    QFETCH(QList<int>, wrong);
    const TypedSheet sheet = readRootSheet(typed);
    QCOMPARE(sheet.wrong, wrong);
    QVERIFY(!sheet.seed);
}

void TestRootKey::everyMistypedLetterIsFound()
{
    const QStringList lines = rootSheetOf(m_acme.root.seed());
    int missed = 0, tried = 0;
    for (int i = 3; i < lines.at(1).size(); ++i) {
        if (lines.at(1).at(i) == u'-') continue;
        for (const QChar letter : QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            if (letter == lines.at(1).at(i)) continue;
            QStringList typed = lines;
            typed[1][i] = letter;
            ++tried;
            missed += readRootSheet(typed.join(u'\n')).wrong.isEmpty() ? 1 : 0;
        }
    }
    QVERIFY2(missed == 0, qPrintable(QStringLiteral("%1 of %2").arg(missed).arg(tried)));
}

// Paper is old when it is needed: computed once with Python's hashlib.
void TestRootKey::theSheetNeverChanges()
{
    QByteArray bytes(32, '\0');
    for (int i = 0; i < 32; ++i)
        bytes[i] = static_cast<char>(i * 7 + 1);
    const auto seed = crypto::Secret32::from(bytes);
    QVERIFY(seed);
    QCOMPARE(rootSheetOf(*seed).join(u'\n'),
             QStringLiteral("1. 0440-Y5GX-4GNK-4E50\n2. 7504-EKJN-BHHP-NJT8\n3. E5W7-Z1MD-JJDT-5WAJ\n4. "
                            "N6RB-FFP5-SK9X-MF60"));
}

CHAT121_TEST_MAIN(TestRootKey)
#include "tst_root_key.moc"
