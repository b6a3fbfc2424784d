# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian packages, by need, and how they are installed without a question. Sourced by ./dev.

declare -A packages=(
    [build]="g++ cmake ninja-build pkg-config ccache mold
             qt6-base-dev libqt6opengl6-dev qt6-websockets-dev qt6-svg-dev
             qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qtkeychain-qt6-dev libsodium-dev libssl-dev
             libqt6sql6-sqlite libqt6sql6-psql libqt6svg6"
    [demo]="fonts-noto-core fonts-noto-color-emoji"
    [test]="postgresql-15 gnome-keyring dbus dbus-daemon dbus-bin xvfb at-spi2-core python3-pyatspi strace valgrind binutils procps
            fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
    [lint]="clang-format clang-tidy git"
    [fuzz]="clang libclang-rt-14-dev llvm"
    [bench]="libolm-dev"
)

# Programs that many people have from elsewhere than Debian, where Debian's package would get in the way:
# their package is wanted only when the program is not there.
declare -A unless_present=(
    [test]="node:nodejs npm:npm"
)

# wanted_packages SET: one line of names.
wanted_packages() {
    local wanted=${packages[$1]} pair
    for pair in ${unless_present[$1]:-}; do
        command -v "${pair%%:*}" >/dev/null || wanted+=" ${pair#*:}"
    done
    # shellcheck disable=SC2086 # the spaces and lines between them become one space each
    echo $wanted
}

# The packages of the given sets that are not installed, one a line.
missing_packages() {
    local set wanted=""
    for set in "$@"; do
        [ -n "${packages[$set]:-}" ] || fail "there is no package set '$set'"
        wanted+=" $(wanted_packages "$set")"
    done
    # shellcheck disable=SC2086
    comm -23 <(printf '%s\n' $wanted | sort -u) \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

# Debian's PostgreSQL starts a cluster when it is installed; nobody has asked for that. The tests start
# their own. The setting is written before the package comes, and only where nothing is set yet.
readonly kClusterFile=/etc/postgresql-common/createcluster.conf
wants_no_cluster() {
    [[ " $* " == *" postgresql-15 "* ]] && ! grep -qs '^ *create_main_cluster' "$kClusterFile"
}

# The installation as one shell command, for root.
install_script() {
    local script=""
    wants_no_cluster "$@" &&
        script+="mkdir -p ${kClusterFile%/*} && echo 'create_main_cluster = false' >>$kClusterFile && "
    script+="apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"
    script+=" -o Dpkg::Options::=--force-confold $*"
    echo "$script"
}

# setup SET...: installs what is missing of these sets, or says how and ends the program.
setup() {
    command -v dpkg-query >/dev/null ||
        fail "this is not Debian: install the equivalents of: $(for set in "$@"; do wanted_packages "$set"; done)"
    local missing script
    missing=$(missing_packages "$@") || exit 1
    missing=$(xargs <<<"$missing")
    [ -n "$missing" ] || return 0
    say "setup ($*): installing $missing"
    # shellcheck disable=SC2086
    script=$(install_script $missing)
    if [ "$(id -u)" = 0 ]; then
        sh -c "$script" </dev/null || fail "apt could not install the packages; see above"
    elif may_use_sudo; then
        sudo sh -c "$script" || fail "apt could not install the packages. As root: sh -c \"$script\""
    else
        printf 'Packages are missing, and neither root nor sudo is at hand. Run this once as root:\n\n  sh -c "%s"\n\n' "$script" >&2
        exit 1
    fi
    # shellcheck disable=SC2086
    [ -z "$(missing_packages "$@")" ] || fail "still missing: $(missing_packages "$@" | tr '\n' ' ')"
}

# sudo without a password, or with somebody at the terminal who can type one.
may_use_sudo() {
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [ -t 0 ]
}

setup_command() {
    local sets=("$@")
    [ $# -gt 0 ] || sets=(build)
    setup "${sets[@]}"
    say "setup (${sets[*]}): all packages are installed"
}
