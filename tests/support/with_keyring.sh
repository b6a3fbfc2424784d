#!/bin/bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with_keyring.sh COMMAND...   runs the command in a D-Bus session of its own with an unlocked
# gnome-keyring, an empty HOME and its own XDG folders; removes all of it, keeps the exit status.
# Tests of the key vault run under it, so that nobody's real keyring is touched.
set -u
for program in dbus-run-session gnome-keyring-daemon; do
    command -v "$program" >/dev/null || { echo "with_keyring.sh: $program is not installed: ./dev setup test" >&2; exit 127; }
done

folder=$(mktemp -d "${TMPDIR:-/tmp}/chat121-keyring-XXXXXX") || exit 1
cleanup() { rm -rf "$folder"; }
trap cleanup EXIT
trap 'exit 143' TERM INT HUP
mkdir -m 700 "$folder/home" "$folder/run"
export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" CHAT121_KEYRING_SESSION=1
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL

# The daemon owns its name on the bus before the command starts; it ends before the bus does.
dbus-run-session -- bash -c '
    gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>"$HOME/keyring.log" <<<"a password for tests" &
    daemon=$!
    owned() {
        dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
            org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true
    }
    for ((try = 0; try < 500; try++)); do owned && break; sleep 0.02; done
    owned || { cat "$HOME/keyring.log" >&2; exit 1; }
    "$@"
    status=$?
    kill "$daemon" && wait "$daemon"
    exit "$status"
' with_keyring "$@"
