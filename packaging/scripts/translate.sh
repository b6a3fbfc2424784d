# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# translate: collects the texts of the client into translations/*.ts. Sourced by ./dev.

readonly kLupdate=/usr/lib/qt6/bin/lupdate

# update_language TAG: English has plural forms only, since its texts are the sources.
update_language() {
    local tag=$1 plurals=()
    [ "$tag" = en ] && plurals=(-pluralonly)
    "$kLupdate" client -I . -silent -locations none -no-obsolete "${plurals[@]}" \
        -source-language en -target-language "$tag" -ts "translations/chat121_$tag.ts"
}

translate_command() {
    setup build
    local tags=("$@") tag unfinished left=0
    [ $# -gt 0 ] || mapfile -t tags < <(ls translations/chat121_*.ts | sed 's/.*chat121_\(.*\)\.ts/\1/')
    for tag in "${tags[@]}"; do
        [[ $tag =~ ^[a-z]{2,3}(_[A-Za-z]+)*$ ]] || fail "translate: '$tag' is no language; write for example: de"
        update_language "$tag" || fail "translate: lupdate failed for $tag"
        unfinished=$(grep -c 'type="unfinished"' "translations/chat121_$tag.ts")
        say "translate: chat121_$tag.ts, $unfinished text(s) left to translate"
        left=$((left + unfinished))
    done
    ((left == 0)) || grep -n -B1 'type="unfinished"' translations/chat121_*.ts | grep '<source>'
}
