#!/bin/bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command on an X server of its own, with an own home, message bus and unlocked keyring:
#
#     on_a_display.sh COMMAND [ARGUMENT...]
#
# CHAT121_SCREEN names the file with the picture of the screen (XWD, always the present one).
set -uo pipefail

readonly kTries=100
folder=$(mktemp -d) || exit 1
x_server=
clean_up() {
    [ -n "$x_server" ] && kill "$x_server" 2>/dev/null && wait "$x_server" 2>/dev/null
    rm -rf "$folder"
}
trap clean_up EXIT

# -noreset: without it the server begins anew when its last client leaves, and refuses the next one meanwhile.
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset -fbdir "$folder" 3>"$folder/display" 2>"$folder/xvfb.log" &
x_server=$!
for ((try = 0; try < kTries; try++)); do
    [ -s "$folder/display" ] && break
    kill -0 "$x_server" 2>/dev/null || break
    sleep 0.1
done
[ -s "$folder/display" ] || { cat "$folder/xvfb.log" >&2; exit 1; }

DISPLAY=:$(tr -d '[:space:]' <"$folder/display")
export DISPLAY CHAT121_SCREEN=$folder/Xvfb_screen0
unset QT_QPA_PLATFORM WAYLAND_DISPLAY
"$(dirname "$0")/../../support/with_keyring.sh" "$@"
