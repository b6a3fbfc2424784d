// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds the functions of a file by its braces. No parser: it knows just enough of the house style.
//
// The text before a brace, back to the last ; { or }, is its head. Outside of functions a head with a
// closing parenthesis opens a function, unless it declares a type or a namespace. Inside a function
// every brace is part of it, so that a lambda counts for the function around it.
#include "tests/tidy/rules.h"

#include <QRegularExpression>
#include <QStack>

namespace chat121::tidy {

namespace {

enum class Block { Scope, Function, Other };

struct Frame {
    Block block;
    QString head;
    qsizetype head_start;
    qsizetype open;
};

QString withoutPreprocessor(const QString &code)
{
    QString result = code;
    bool continued = false;
    for (qsizetype start = 0; start < result.size();) {
        qsizetype end = result.indexOf(u'\n', start);
        if (end < 0) end = result.size();
        const QStringView line = QStringView(code).sliced(start, end - start);
        const bool directive = continued || line.trimmed().startsWith(u'#');
        continued = directive && line.endsWith(u'\\');
        if (directive) std::fill(result.begin() + start, result.begin() + end, u' ');
        start = end + 1;
    }
    return result;
}

Block classify(const QString &head)
{
    static const QRegularExpression scope(QStringLiteral(
        "^\\s*(inline\\s+)?namespace\\b|^\\s*extern\\s*\"|^\\s*(export\\s+)?(template\\s*<[^{]*>\\s*)?"
        "(requires\\s*\\([^{]*\\)\\s*)?((public|private|protected|Q_SIGNALS|Q_SLOTS|\\s|:)+)?"
        "(typedef\\s+)?(class|struct|union|enum)\\b"));
    if (scope.match(head).hasMatch()) return Block::Scope;
    return head.contains(u')') ? Block::Function : Block::Other;
}

class Scanner {
public:
    explicit Scanner(const SourceFile &file)
        : m_code(withoutPreprocessor(file.code))
    {
    }

    QList<Function> run()
    {
        for (m_at = 0; m_at < m_code.size(); ++m_at) {
            const QChar c = m_code.at(m_at);
            if (c == u'{')
                open();
            else if (c == u'}')
                close();
            else if (c == u';' && !insideFunction())
                m_head_start = m_at + 1;
        }
        return m_functions;
    }

private:
    bool insideFunction() const { return !m_frames.isEmpty() && m_frames.top().block == Block::Function; }

    void open()
    {
        if (insideFunction()) {
            m_frames.push({Block::Function, {}, m_head_start, m_at});
            return;
        }
        const QString head = m_code.sliced(m_head_start, m_at - m_head_start);
        m_frames.push({classify(head), head, m_head_start, m_at});
        m_head_start = m_at + 1;
    }

    void close()
    {
        if (m_frames.isEmpty()) return;
        const Frame frame = m_frames.pop();
        if (insideFunction()) return;
        if (frame.block == Block::Function && isMemberInitialiser()) {
            m_head_start = frame.head_start; // Type::Type() : m_member{0}, ... {
            return;
        }
        m_head_start = m_at + 1;
        if (frame.block != Block::Function) return;
        const int first = lineAt(m_code, frame.open);
        m_functions.append({frame.head.simplified(), first, lineAt(m_code, m_at) - first - 1});
    }

    bool isMemberInitialiser() const
    {
        const QStringView rest = QStringView(m_code).sliced(m_at + 1).trimmed();
        return rest.startsWith(u',') || rest.startsWith(u'{');
    }

    const QString m_code;
    QStack<Frame> m_frames;
    QList<Function> m_functions;
    qsizetype m_at = 0;
    qsizetype m_head_start = 0;
};

} // namespace

QList<Function> functionsOf(const SourceFile &file)
{
    return file.isCpp() ? Scanner(file).run() : QList<Function>();
}

} // namespace chat121::tidy
