# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every sub-command of ./dev uses: messages, the number of jobs, the environment. Sourced.

say() { printf '== %s\n' "$*"; }

# Ends the program.
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

# Compilers at once: one for each processor, but none for which there is no memory.
readonly kKilobytesPerJob=1500000
jobs_at_once() {
    local processors free by_memory
    processors=$(nproc)
    free=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
    by_memory=$((${free:-$kKilobytesPerJob} / kKilobytesPerJob))
    ((by_memory < 1)) && by_memory=1
    echo $((processors < by_memory ? processors : by_memory))
}

# Minutes and seconds since the start of ./dev.
elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# Of a long output that is not read by a person at a terminal, progress lines are shown every
# ten seconds, everything else at once.
calm_progress() {
    if [ -t 1 ]; then cat; return; fi
    local line next=0
    while IFS= read -r line; do
        case $line in
        '['*/*']'*) ((SECONDS >= next)) && { printf '%s\n' "$line"; next=$((SECONDS + 10)); } ;;
        *) printf '%s\n' "$line" ;;
        esac
    done
}

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# Qt wants a UTF-8 locale; C.UTF-8 is part of every Debian.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
*UTF-8 | *utf8) ;;
*) export LC_ALL=C.UTF-8 ;;
esac

# ccache finds what another checkout of the same source has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
[ -n "${HOME:-}" ] || export CCACHE_DIR=${CCACHE_DIR:-$PWD/build/ccache}
