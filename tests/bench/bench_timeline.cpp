// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How quick the timeline is with many rows: opening, wheel frames, appending, resizing.
//
//   bench_timeline [--rows N] [--json]     prints a table, or one JSON object
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "tests/support/fake_clock.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <functional>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

constexpr int kFrames = 200;
constexpr int kAppends = 100;
constexpr int kResizes = 20;

struct Measured {
    QString name;
    double median_ms;
    double worst_ms;
    double target_ms; // of the design; printed, never asserted
};

TimelineRow rowOf(int number)
{
    TimelineRow row;
    const auto value = static_cast<quint64>(number) + 1;
    for (int byte = 0; byte < 8; ++byte) {
        row.id.data[static_cast<size_t>(byte)] = static_cast<quint8>(value >> (8 * byte));
    }
    row.sequence = Sequence{value};
    row.is_mine = number % 5 < 2;
    row.author = AccountId{row.is_mine ? 1u : 2u};
    row.author_name = row.is_mine ? u"Anna"_s : u"Maria"_s;
    row.state = row.is_mine ? SendState::Read : SendState::None;
    row.sent_at = {1'700'000'000'000 + number * 90'000ll};
    row.text = u"Message %1. "_s.arg(number) + u"Some words of varying number. "_s.repeated(number * 7 % 11);
    return row;
}

Measured measure(const QString &name, double target_ms, int times, const std::function<void(int)> &work)
{
    std::vector<double> spans;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work(i);
        spans.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(spans.begin(), spans.end());
    return {name, spans[spans.size() / 2], spans.back(), target_ms};
}

// Paints now, as the compositor would ask for.
void frame(QWidget &view)
{
    view.repaint();
    QCoreApplication::processEvents();
}

void turnWheel(ui::TimelineView &view, int degrees_eighths)
{
    const QPointF place(view.width() / 2.0, view.height() / 2.0);
    QWheelEvent event(place, view.mapToGlobal(place), {}, {0, degrees_eighths}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
    view.viewport()->repaint();
}

double residentMegabytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) return line.mid(6).simplified().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

QList<Measured> run(int rows)
{
    QList<TimelineRow> all;
    all.reserve(rows);
    for (int i = 0; i < rows; ++i) {
        all.append(rowOf(i));
    }
    const test::FakeClock clock{{1'700'000'000'000 + rows * 90'000ll}};
    TimelineModel model;
    ui::TimelineView view(clock);
    view.resize(900, 700);
    view.show();
    frame(view);

    QList<Measured> results;
    results.append(measure(u"fill the model"_s, 100, 1, [&](int) { model.reset(std::move(all)); }));
    results.append(measure(u"open at the end"_s, 200, 1, [&](int) {
        view.setModel(&model);
        frame(view);
    }));
    results.append(measure(u"wheel frame, new rows"_s, 8, kFrames, [&](int) { turnWheel(view, 120); }));
    results.append(measure(u"wheel frame, seen rows"_s, 8, kFrames, [&](int) { turnWheel(view, -120); }));
    view.jumpToEnd();
    results.append(measure(u"append one and paint"_s, 5, kAppends, [&](int i) {
        TimelineRow row = rowOf(rows + i);
        row.state = row.is_mine ? SendState::Sent : SendState::None;
        model.append({row});
        view.viewport()->repaint();
    }));
    results.append(measure(u"read receipt and paint"_s, 5, kAppends, [&](int i) {
        model.raiseStates(Sequence{static_cast<quint64>(rows + i)}, SendState::Read);
        view.viewport()->repaint();
    }));
    results.append(measure(u"resize and paint"_s, 30, kResizes, [&](int i) {
        view.resize(900 - i * 10, 700);
        frame(view);
    }));
    results.append(measure(u"drag the scroll bar far"_s, 16, kResizes, [&](int i) {
        QScrollBar *bar = view.verticalScrollBar();
        bar->setValue(i % 2 ? bar->maximum() / 3 : bar->maximum() * 2 / 3);
        view.viewport()->repaint();
    }));
    return results;
}

void print(const QList<Measured> &results, int rows, bool as_json)
{
    QTextStream out(stdout);
    if (as_json) {
        QJsonObject object{{u"rows"_s, rows}, {u"resident_mb"_s, residentMegabytes()}};
        for (const Measured &each : results) {
            object.insert(each.name, QJsonObject{{u"median_ms"_s, each.median_ms},
                                                 {u"worst_ms"_s, each.worst_ms},
                                                 {u"target_ms"_s, each.target_ms}});
        }
        out << QJsonDocument(object).toJson(QJsonDocument::Compact) << Qt::endl;
        return;
    }
    out << rows << " rows, " << qRound(residentMegabytes()) << " MB resident\n";
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(2);
    for (const Measured &each : results) {
        out << qSetFieldWidth(26) << Qt::left << each.name << qSetFieldWidth(0) << "median " << each.median_ms
            << " ms, worst " << each.worst_ms << " ms (target " << each.target_ms << ")\n";
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"rows"_s, u"How many messages."_s, u"n"_s, u"100000"_s},
                       {u"json"_s, u"Print one JSON object."_s}});
    parser.addHelpOption();
    parser.process(application);
    ui::Theme theme;
    theme.setScheme(ui::Scheme::Light);
    theme.install();
    const int rows = std::max(1, parser.value(u"rows"_s).toInt());
    print(run(rows), rows, parser.isSet(u"json"_s));
    return EXIT_SUCCESS;
}
