// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/tidy/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>

#include <algorithm>

namespace chat121::tidy {

namespace {

const QStringList kSuffixes{QStringLiteral("h"),    QStringLiteral("cpp"),    QStringLiteral("sql"),
                            QStringLiteral("sh"),   QStringLiteral("cmake"),  QStringLiteral("txt"),
                            QStringLiteral("md"),   QStringLiteral("json"),   QStringLiteral("ts"),
                            QStringLiteral("supp"), QStringLiteral("py"),     QStringLiteral("qss"),
                            QStringLiteral("qrc"),  QStringLiteral("service")};
const QStringList kRootFiles{QStringLiteral("dev"), QStringLiteral(".ci/run"), QStringLiteral(".ci/nightly")};
const QStringList kNotOurs{QStringLiteral("build/"), QStringLiteral(".git/"), QStringLiteral("demo-output/"),
                           QStringLiteral("tests/fuzz/corpus/")};

// Walks over C++ text once and blanks what is not code.
class Blanker {
public:
    explicit Blanker(const QString &text)
        : m_text(text)
        , m_quoted(text)
        , m_code(text)
    {
    }

    void run()
    {
        while (m_at < m_text.size()) {
            if (startsWith("//"))
                blankUntil(endOfLineComment(), true);
            else if (startsWith("/*"))
                blankUntil(after("*/", 2), true);
            else if (startsWith("R\""))
                rawString();
            else if (m_text.at(m_at) == u'"')
                literal(u'"');
            else if (m_text.at(m_at) == u'\'' && !isDigitSeparator())
                literal(u'\'');
            else
                ++m_at;
        }
    }

    QString quoted() const { return m_quoted; }
    QString code() const { return m_code; }

private:
    bool startsWith(const char *prefix) const
    {
        return QStringView(m_text).sliced(m_at).startsWith(QLatin1StringView(prefix));
    }
    // Within a number, as in 1'000; not behind the prefix of a letter, as in u'a'.
    bool isDigitSeparator() const
    {
        qsizetype first = m_at;
        while (first > 0 && (m_text.at(first - 1).isLetterOrNumber() || m_text.at(first - 1) == u'\''))
            --first;
        return first < m_at && m_text.at(first).isDigit();
    }

    // The offset behind the next `mark`, looked for from `skip` characters ahead.
    qsizetype after(const QString &mark, qsizetype skip) const
    {
        const qsizetype found = m_text.indexOf(mark, m_at + skip);
        return found < 0 ? m_text.size() : found + mark.size();
    }
    qsizetype after(const char *mark, qsizetype skip) const { return after(QString::fromLatin1(mark), skip); }

    qsizetype endOfLineComment() const
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return end < 0 ? m_text.size() : end;
    }

    void blankUntil(qsizetype end, bool is_comment)
    {
        for (; m_at < end; ++m_at) {
            if (m_text.at(m_at) == u'\n') continue;
            m_code[m_at] = u' ';
            if (is_comment) m_quoted[m_at] = u' ';
        }
    }

    void rawString()
    {
        const qsizetype open = m_text.indexOf(u'(', m_at);
        const QString mark = u')' + m_text.sliced(m_at + 2, qMax<qsizetype>(0, open - m_at - 2)) + u'"';
        const qsizetype end = after(mark, 2);
        m_at += 2;
        blankUntil(end - 1, false);
        m_at = end;
    }

    void literal(QChar quote)
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text.at(end) != quote && m_text.at(end) != u'\n')
            end += m_text.at(end) == u'\\' ? 2 : 1;
        end = std::min(end, m_text.size());
        ++m_at;
        blankUntil(end, false);
        m_at = std::min(end + 1, m_text.size());
    }

    const QString &m_text;
    QString m_quoted;
    QString m_code;
    qsizetype m_at = 0;
};

bool isOurs(const QString &path)
{
    for (const QString &folder : kNotOurs)
        if (path.startsWith(folder)) return false;
    return kRootFiles.contains(path) || kSuffixes.contains(path.section(u'.', -1));
}

} // namespace

SourceFile makeSourceFile(const QString &path, const QString &text)
{
    SourceFile file{path, text, text, text};
    if (!file.isCpp()) return file;
    Blanker blanker(text);
    blanker.run();
    file.quoted = blanker.quoted();
    file.code = blanker.code();
    return file;
}

Tree loadTree(const QString &root)
{
    Tree tree;
    QDirIterator entries(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString full = entries.next();
        const QString path = QDir(root).relativeFilePath(full);
        if (!isOurs(path)) continue;
        QFile file(full);
        if (file.open(QIODevice::ReadOnly))
            tree.append(makeSourceFile(path, QString::fromUtf8(file.readAll())));
    }
    std::sort(tree.begin(), tree.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return tree;
}

const SourceFile *find(const Tree &tree, const QString &path)
{
    for (const SourceFile &file : tree)
        if (file.path == path) return &file;
    return nullptr;
}

int lineAt(const QString &text, qsizetype offset)
{
    return static_cast<int>(QStringView(text).first(offset).count(u'\n')) + 1;
}

} // namespace chat121::tidy
