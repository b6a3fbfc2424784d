// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints every window and dialog with sample people, for the eyes of whoever changes the look:
//
//     ui_pictures FOLDER [WORD...]   looks: every combination, or only the one of these words:
//                                    dark rtl de pseudo 200 narrow, or plain for none of them
//     ui_pictures --readme FOLDER    the pictures of the README
#include "client/app/languages.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/painter.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kSmallest = 0; // of QImage: the strongest compression
constexpr int kQuick = 80;

Look lookOf(const QStringList &words)
{
    const auto has = [&words](const char *word) { return words.contains(QLatin1String(word)); };
    Look look;
    look.is_dark = has("dark");
    look.is_mirrored = has("rtl");
    look.is_large = has("200");
    look.is_narrow = has("narrow");
    if (has("de")) look.speech = Speech::German;
    if (has("pseudo")) look.speech = Speech::Pseudo;
    return look;
}

void paintEveryLook(Painter &painter)
{
    // One language after the other: what speaks German once speaks no English again.
    for (const Speech speech : {Speech::English, Speech::Pseudo, Speech::German}) {
        for (int bits = 0; bits < 1 << 4; ++bits) {
            Look look;
            look.speech = speech;
            look.is_dark = bits & 1;
            look.is_mirrored = bits & 2;
            look.is_large = bits & 4;
            look.is_narrow = bits & 8;
            painter.setLook(look);
            painter.paintAll();
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    const bool is_readme = arguments.removeAll(QStringLiteral("--readme")) > 0;
    const QString folder = arguments.value(0, QStringLiteral("pictures"));
    const QStringList words = arguments.mid(1);
    if (!QDir().mkpath(folder)) {
        std::fputs("ui_pictures: the folder cannot be made\n", stderr);
        return 1;
    }
    app::speak(QStringLiteral("en_GB"));
    ui::Theme theme;
    theme.install();
    Painter painter(theme, folder, is_readme ? kSmallest : kQuick);
    if (is_readme) {
        painter.paintReadme();
    } else if (words.isEmpty()) {
        paintEveryLook(painter);
    } else {
        painter.setLook(lookOf(words));
        painter.paintAll();
    }
    return 0;
}
