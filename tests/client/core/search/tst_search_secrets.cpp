// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The file of an indexed store has none of the words, in no form that the index knows: not the words,
// not their folded forms, not three letters of theirs as the index codes them. Nor has its log.

#include "tests/client/core/search/search_fixture.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QtEndian>

#include <algorithm>

namespace chat121::test {

using namespace search;
using namespace Qt::StringLiterals;

namespace {

const QStringList kWords{u"Zwetschgenknödel"_s, u"Überweisungsträger"_s, u"qqfhwgads"_s,
                         u"ультрафиолет"_s,     u"退款申请表格"_s,       u"Kowalska-Nowak"_s};

// A code of one or two letters is zeros but for a few bytes, and pages of a database have many zeros, so
// that such a code stands there by chance once in a while. What is looked for is in no way likely.
constexpr qsizetype kTellingBytes = 5; // bytes that are not zero: 1 in 2^40 places

bool isTellTale(QByteArrayView code)
{
    return code.size() - std::count(code.begin(), code.end(), '\0') >= kTellingBytes;
}

// Every form of a text that could have been written by mistake.
QList<QByteArray> formsOf(const QString &text)
{
    QList<QByteArray> forms{text.toUtf8(), text.toLower().toUtf8()};
    const Folded folded = fold(text);
    const auto inner = QString::fromStdU32String(folded.text).trimmed();
    forms << inner.toUtf8();
    forms << QByteArray(reinterpret_cast<const char *>(inner.utf16()), inner.size() * 2);
    forms << QByteArray(reinterpret_cast<const char *>(folded.text.data() + 1),
                        static_cast<qsizetype>((folded.text.size() - 2) * sizeof(char32_t)));
    for (const Field field : {Field::Text, Field::AuthorName}) {
        for (const Term term : termsOf(folded, field)) {
            char bytes[8];
            qToBigEndian(term, bytes);
            if (!isTellTale({bytes, 8})) continue;
            forms << QByteArray(bytes, 8);
            qToLittleEndian(term, bytes);
            forms << QByteArray(bytes, 8);
        }
    }
    return forms;
}

} // namespace

class TestSearchSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingOfTheWordsIsInTheFiles()
    {
        SearchFixture f;
        QVERIFY_OK(f.openAll());
        QList<TimelineRow> rows;
        for (quint32 i = 0; i < 3 * limits::kSearchBatchRows; ++i)
            rows.append(said(i, kWords.at(i % kWords.size()) + u" "_s + kWords.at((i + 1) % kWords.size()),
                             kWords.constLast()));
        QVERIFY_OK(f.write({1}, rows));
        QVERIFY_OK(f.indexAll());
        QVERIFY(!f.index().segments().isEmpty());
        for (const QString &word : kWords)
            QVERIFY(word == kWords.constLast() || !f.texts(word).isEmpty());
        QVERIFY_OK(f.store().messages().remove({1}, messageId(0)));
        QVERIFY_OK(f.indexAll());
        check(f.path()); // while it is open: with its write-ahead log
        f.closeAll();
        check(f.path());
    }

    // The test can fail: some of the forms stand in the blocks before they are sealed.
    void theFormsAreThoseOfTheIndex()
    {
        SegmentBuilder builder;
        QStringList words;
        for (int i = 0; i < 4000; ++i) {
            words.append(u"%1k"_s.arg(100'000 + i * 17, 0, 26)); // several blocks
            builder.add({i + 1, {}, 0, 0}, words.constLast(), {});
        }
        builder.beginWriting(1);
        while (!builder.writeSome(1000)) {
        }
        QByteArray all;
        for (const QByteArray &block : builder.writer().takeBlocks())
            all += block;
        QVERIFY(all.size() > kBlockBytes);
        QVERIFY(std::any_of(words.begin(), words.end(), [&](const QString &word) {
            const QList<QByteArray> forms = formsOf(word);
            return std::any_of(forms.begin(), forms.end(),
                               [&](const auto &form) { return all.contains(form); });
        }));
    }

    // All blocks are of one size: how often a word comes does not show.
    void blocksAreOfOneSize()
    {
        SearchFixture f;
        QVERIFY_OK(f.openAll());
        QVERIFY_OK(f.writeFiller(1, 2 * limits::kSearchBatchRows));
        QVERIFY_OK(f.indexAll());
        for (const SegmentInfo &segment : f.index().segments())
            for (quint32 number = 0; number < segment.blocks(); ++number)
                QCOMPARE(f.store().search().block(segment.id, number).value().size(), kBlockBytes);
    }

private:
    static void check(const QString &directory)
    {
        QDirIterator files(directory, QDir::Files);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(bytes.size() > 0 || file.fileName().endsWith(u"-wal"_s));
            for (const QString &word : kWords)
                for (const QByteArray &form : formsOf(word))
                    QVERIFY2(!bytes.contains(form), qPrintable(word + u" in "_s + file.fileName()));
            ++count;
        }
        QVERIFY(count > 0);
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestSearchSecrets)
#include "tst_search_secrets.moc"
