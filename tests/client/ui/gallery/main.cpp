// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ui_gallery: saves a picture of every piece of the windows, to be looked at by people.
//
//   ui_gallery --out DIR [--dark | --contrast] [--rtl] [--scale 2]
#include "client/ui/theme/theme.h"
#include "tests/client/ui/gallery/pseudo_translator.h"
#include "tests/client/ui/gallery/scenes.h"
#include "tests/support/fake_clock.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTextStream>
#include <QThread>
#include <QWidget>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

// Before the application exists, since Qt reads it once.
void applyScale(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (QByteArrayView(argv[i]) == "--scale") qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
}

void settle(int milliseconds)
{
    for (int passed = 0; passed < milliseconds; passed += 20) {
        QCoreApplication::processEvents();
        QThread::msleep(20);
    }
}

int saveAll(const QDir &folder, const QString &suffix)
{
    const test::FakeClock clock{{1'795'356'000'000}};
    for (const test::Scene &scene : test::scenes()) {
        const std::unique_ptr<QWidget> window = scene.make(clock);
        window->show();
        settle(400);
        const QString file = folder.filePath(scene.name + suffix + u".png"_s);
        if (!window->grab().save(file)) return EXIT_FAILURE;
        QTextStream(stdout) << file << Qt::endl;
    }
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char **argv)
{
    applyScale(argc, argv);
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"out"_s, u"Folder for the pictures."_s, u"dir"_s, u"."_s},
                       {u"dark"_s, u"Dark."_s},
                       {u"contrast"_s, u"High contrast."_s},
                       {u"rtl"_s, u"Right to left, in the pseudo-locale."_s},
                       {u"scale"_s, u"Device pixel ratio."_s, u"factor"_s, u"1"_s}});
    parser.addHelpOption();
    parser.process(application);

    ui::Theme theme;
    theme.setScheme(parser.isSet(u"contrast"_s) ? ui::Scheme::HighContrast
                    : parser.isSet(u"dark"_s)   ? ui::Scheme::Dark
                                                : ui::Scheme::Light);
    theme.setMotion(ui::Motion::Reduced);
    theme.install();
    test::PseudoTranslator pseudo;
    QString suffix = parser.isSet(u"contrast"_s) ? u"-contrast"_s : theme.isDark() ? u"-dark"_s : u"-light"_s;
    if (parser.isSet(u"rtl"_s)) {
        QCoreApplication::installTranslator(&pseudo);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        suffix += u"-rtl"_s;
    }
    if (parser.value(u"scale"_s) != u"1"_s) suffix += u"-"_s + parser.value(u"scale"_s) + u"x"_s;
    QDir folder(parser.value(u"out"_s));
    if (!folder.mkpath(u"."_s)) return EXIT_FAILURE;
    return saveAll(folder, suffix);
}
