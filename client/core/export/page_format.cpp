// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// HTML for people: one file without scripts and without anything from elsewhere, which a browser shows and
// prints. What others wrote stands in it as text only; the policy (CSP level 3, a meta element) lets the page
// load nothing, also if a letter had slipped through.
#include "client/core/export/formats.h"
#include "client/core/export/plain.h"
#include "common/crypto/hash.h"
#include "common/crypto/text_encoding.h"

namespace chat121::transcript {

namespace {

const QString kStyle =
    QStringLiteral(":root{color-scheme:light dark}"
                   "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}"
                   "h1{font-size:1.4rem;overflow-wrap:anywhere}"
                   ".warning{border:1px solid;border-radius:.4rem;padding:.5rem .75rem;font-weight:600}"
                   "dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;font-size:.9rem}"
                   "dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}"
                   "ol{list-style:none;padding:0}"
                   "li{margin:0 0 .8rem;break-inside:avoid}"
                   "li.own{border-inline-start:.2rem solid;padding-inline-start:.75rem}"
                   "li.event,li.unreadable{font-size:.9rem;opacity:.8}"
                   ".name,.role,time{display:inline-block;unicode-bidi:isolate;overflow-wrap:anywhere}"
                   ".name{font-weight:600}.role,.state,time{font-size:.85rem;opacity:.8}"
                   ".text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}"
                   "footer{border-top:1px solid;font-size:.9rem}"
                   "@media print{body{max-width:none;margin:0}li.long{break-inside:auto}}");

constexpr qsizetype kLongText = 2000; // letters; may be broken between pages

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\''), QStringLiteral("&#39;"));
}

// The standard alphabet, which policies want.
QString policy()
{
    const crypto::Hash hash = crypto::sha256(kStyle.toUtf8());
    QString sum = crypto::toBase64Url(hash.view());
    sum.replace(QLatin1Char('-'), QLatin1Char('+')).replace(QLatin1Char('_'), QLatin1Char('/'));
    while (sum.size() % 4 != 0)
        sum += QLatin1Char('=');
    return QStringLiteral("default-src 'none'; style-src 'sha256-%1'; base-uri 'none'; form-action 'none'")
        .arg(sum);
}

QString element(const QString &tag, const QString &attributes, const QString &text)
{
    const QString space = attributes.isEmpty() ? QString() : QStringLiteral(" ");
    return QLatin1Char('<') + tag + space + attributes + QLatin1Char('>') + escaped(text) +
           QStringLiteral("</") + tag + QLatin1Char('>');
}

QString ofClass(const char *name)
{
    return QStringLiteral("class=\"%1\"").arg(QLatin1String(name));
}

class PageFormat final : public Format {
public:
    QByteArray head(const Facts &facts) override
    {
        m_zone = facts.zone;
        const QString direction = facts.is_right_to_left ? QStringLiteral("rtl") : QStringLiteral("ltr");
        QString page =
            QStringLiteral("<!DOCTYPE html>\n<html lang=\"") + escaped(oneLine(facts.language)) +
            QStringLiteral("\" dir=\"") + direction +
            QStringLiteral("\">\n<head>\n<meta charset=\"utf-8\">\n") +
            QStringLiteral("<meta http-equiv=\"Content-Security-Policy\" content=\"") + policy() +
            QStringLiteral("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        const QString none;
        page += element(QStringLiteral("title"), none, titleOf(facts)) + QStringLiteral("\n<style>") +
                kStyle + QStringLiteral("</style>\n</head>\n<body>\n<header>\n");
        page +=
            element(QStringLiteral("h1"), QStringLiteral("dir=\"auto\""), titleOf(facts)) + QLatin1Char('\n');
        page += element(QStringLiteral("p"), ofClass("warning"), notEncrypted()) + QStringLiteral("\n<dl>\n");
        for (const Fact &fact : factsForPeople(facts))
            page += element(QStringLiteral("dt"), none, fact.name) +
                    element(QStringLiteral("dd"), QStringLiteral("dir=\"auto\""), fact.value) +
                    QLatin1Char('\n');
        return (page + QStringLiteral("</dl>\n</header>\n<main>\n<ol role=\"list\">\n")).toUtf8();
    }

    QByteArray row(const Entry &entry) override
    {
        const QString div = QStringLiteral("div");
        if (!entry.row)
            return (QStringLiteral("<li class=\"unreadable\">") +
                    element(div, ofClass("text"), unreadableRow()) + QStringLiteral("</li>\n"))
                .toUtf8();
        const TimelineRow &row = *entry.row;
        QString html =
            QStringLiteral("<li class=\"") + classesOf(row) + QStringLiteral("\"><div class=\"head\">");
        if (row.kind != RowKind::System) html += author(row);
        html += element(QStringLiteral("time"), QStringLiteral("datetime=\"%1\"").arg(utc(row.sent_at)),
                        local(row.sent_at, m_zone));
        const QStringList marks = marksForPeople(row, m_zone);
        if (!marks.isEmpty())
            html += QLatin1Char(' ') +
                    element(QStringLiteral("span"), ofClass("state"), marks.join(QStringLiteral("; ")));
        html += QStringLiteral("</div>");
        const QString answer = answerForPeople(row);
        if (!answer.isEmpty()) html += element(div, QStringLiteral("class=\"role\" dir=\"auto\""), answer);
        html += element(div, QStringLiteral("class=\"text\" dir=\"auto\""), readable(row.text));
        return (html + QStringLiteral("</li>\n")).toUtf8();
    }

    QByteArray foot(const Totals &totals) override
    {
        return (QStringLiteral("</ol>\n</main>\n<footer>\n") +
                element(QStringLiteral("p"), {}, totalsForPeople(totals).join(QLatin1Char(' '))) +
                QStringLiteral("\n</footer>\n</body>\n</html>\n"))
            .toUtf8();
    }

private:
    static QString author(const TimelineRow &row)
    {
        const QString span = QStringLiteral("span");
        QString html = element(span, QStringLiteral("class=\"name\" dir=\"auto\""), oneLine(row.author_name));
        if (!row.author_role.isEmpty())
            html += QLatin1Char(' ') +
                    element(span, QStringLiteral("class=\"role\" dir=\"auto\""), oneLine(row.author_role));
        return html + QLatin1Char(' ');
    }

    static QString classesOf(const TimelineRow &row)
    {
        QStringList classes;
        if (row.kind == RowKind::System) classes.append(QStringLiteral("event"));
        if (row.kind == RowKind::Message) classes.append(QStringLiteral("message"));
        if (row.kind == RowKind::Note) classes.append(QStringLiteral("note"));
        if (row.is_mine) classes.append(QStringLiteral("own"));
        if (row.text.size() > kLongText) classes.append(QStringLiteral("long"));
        return classes.join(QLatin1Char(' '));
    }

    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace

std::unique_ptr<Format> makePage()
{
    return std::make_unique<PageFormat>();
}

} // namespace chat121::transcript
