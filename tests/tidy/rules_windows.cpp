// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What people see in windows: every word goes through tr(), and nothing is shown as rich text, since
// Qt's rich text opens local files and network paths that a remote text names.
#include "tests/tidy/rules.h"

#include <QRegularExpression>

namespace chat121::tidy {

namespace {

// Calls whose argument is shown (or read aloud).
constexpr const char *kShowingCalls =
    "setText|setWindowTitle|setTitle|setPlaceholderText|setToolTip|setStatusTip|setWhatsThis|setLabelText|"
    "setAccessibleName|setAccessibleDescription|setInformativeText|setDetailedText|setHeaderLabels?|"
    "setCancelButtonText|setPrefix|setSuffix|addAction|addItem|addItems|addTab|addButton|addRow|insertItem|"
    "addMenu|"
    "showMessage|information|warning|question|critical|getText|getOpenFileName|getSaveFileName|"
    "QPushButton|QLabel|QCheckBox|QRadioButton|QAction|QGroupBox|QToolButton|QCommandLinkButton|QMenu|"
    "QDockWidget";

// From the start of such a call to a literal inside the same pair of parentheses.
QRegularExpression showingCall()
{
    return QRegularExpression(
        QStringLiteral(
            "\\b(%1)(?:\\s+\\w+)?\\s*[({]\\s*(?:[\\w.>-]+\\s*,\\s*)?(?:QStringLiteral\\s*\\(\\s*|QString\\s*"
            "\\(\\s*|"
            "QLatin1String(?:View)?\\s*\\(\\s*|QString::fromUtf8\\s*\\(\\s*)?[uUL]?\"((?:[^\"\\\\\\n]|\\\\.)*"
            ")\"")
            .arg(QString::fromLatin1(kShowingCalls)));
}

bool hasWord(const QString &literal)
{
    static const QRegularExpression word(QStringLiteral("\\p{L}{2,}"));
    return word.match(literal).hasMatch();
}

void checkTranslated(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression call = showingCall();
    for (auto matches = call.globalMatch(file.quoted); matches.hasNext();) {
        const auto match = matches.next();
        if (!hasWord(match.captured(2))) continue;
        findings.append(
            {file.path, lineAt(file.text, match.capturedStart()),
             QStringLiteral("\"%1\" in %2() is not in tr()").arg(match.captured(2), match.captured(1))});
    }
}

// A sentence in a literal that is given to nobody who hides it from people. Two words with a space
// are a sentence if the second is not a name; what is not for people names itself by the function it is given
// to.
constexpr const char *kNotShown =
    "tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP|QT_TR_N_NOOP|Q_ASSERT_X|Q_UNREACHABLE|qFatal|qDebug|qInfo|"
    "qWarning|"
    "qCDebug|qCInfo|qCWarning|qCCritical|static_assert|QRegularExpression|setStyleSheet|setObjectName|"
    "setProperty|QFont|setFamilies|QKeySequence|Q_LOGGING_CATEGORY|deprecated|QCommandLineOption|"
    "setApplicationName|setOrganizationName|setDesktopFileName|fprintf|Q_CLASSINFO|Q_DECLARE_"
    "METATYPE";

void checkSentences(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression sentence(QStringLiteral(
        "(?<before>[\\w:]*)\\s*[({,]?\\s*(?:QStringLiteral\\s*\\(\\s*)?[uUL]?"
        "\"(?<text>(?:[^\"\\\\\\n{};#]|\\\\.)*\\p{L}{2,} \\p{Ll}+(?:[^\"\\\\\\n{};#]|\\\\.)*)\""));
    static const QRegularExpression hidden(QStringLiteral("^(%1)$").arg(QString::fromLatin1(kNotShown)));
    static const QRegularExpression enclosing(
        QStringLiteral("([\\w:]+)\\s*\\([^()]*(?:\\([^()]*\\)[^()]*)*$"));
    for (auto matches = sentence.globalMatch(file.quoted); matches.hasNext();) {
        const auto match = matches.next();
        const qsizetype start = match.capturedStart(QStringLiteral("text"));
        QString before = file.quoted.mid(qMax<qsizetype>(0, start - 600), qMin<qsizetype>(600, start) - 1);
        before.remove(QRegularExpression(QStringLiteral("\"(?:[^\"\\\\\\n]|\\\\.)*\"")));
        before.remove(QRegularExpression(QStringLiteral("QStringLiteral\\s*\\(\\s*u?$")));
        const QString caller = enclosing.match(before).captured(1).section(QStringLiteral("::"), -1);
        if (hidden.match(caller).hasMatch()) continue;
        findings.append({file.path, lineAt(file.text, start),
                         QStringLiteral("\"%1\" reads like a sentence and is not in tr()")
                             .arg(match.captured(QStringLiteral("text")))});
    }
}

void checkPlainText(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression rich(QStringLiteral(
        "\\b(setHtml|insertHtml|appendHtml|toHtml|fromHtml|setMarkdown|insertMarkdown|fromMarkdown|"
        "AutoText|RichText|MarkdownText|QTextBrowser)\\b"));
    for (auto matches = rich.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        findings.append({file.path, lineAt(file.text, match.capturedStart()),
                         QStringLiteral("%1: show plain text only").arg(match.captured())});
    }
}

} // namespace

Findings checkWindows(const Tree &tree)
{
    Findings findings;
    for (const SourceFile &file : tree) {
        if (!file.isCpp() || !file.isBelow(QStringLiteral("client"))) continue;
        checkPlainText(file, findings);
        const bool is_window =
            file.isBelow(QStringLiteral("client/ui")) || file.isBelow(QStringLiteral("client/embed"));
        if (is_window || file.isBelow(QStringLiteral("client/app"))) checkTranslated(file, findings);
        if (is_window) checkSentences(file, findings); // a command line speaks English
    }
    return findings;
}

} // namespace chat121::tidy
