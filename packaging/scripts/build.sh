# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# build, demo and bench. Sourced by ./dev.

# build PRESET [TARGET...]: configures when needed, compiles, shows the progress. Returns ninja's status.
build() {
    local preset=$1 jobs log
    shift
    jobs=$(jobs_at_once)
    log=build/$preset-configure.log
    if [ ! -f "build/$preset/build.ninja" ]; then
        say "configuring build/$preset"
        mkdir -p build
        if ! cmake --preset "$preset" >"$log" 2>&1; then
            cat "$log" >&2
            rm -rf "build/$preset/CMakeCache.txt" "build/$preset/CMakeFiles" # so that the next try starts afresh
            return 1
        fi
    fi
    say "building $preset${*:+: $*} with $jobs job(s); [done/all seconds]"
    NINJA_STATUS='[%f/%t %es] ' ninja -C "build/$preset" -j "$jobs" "$@" 2>&1 | calm_progress
    return "${PIPESTATUS[0]}"
}

build_command() {
    local preset=${1:-dev}
    [ $# -gt 0 ] && shift
    setup build
    if [ "$preset" = fuzz ]; then
        setup fuzz
        [ $# -gt 0 ] || set -- fuzz_targets
    fi
    build "$preset" "$@" || fail "the build failed"
    say "built in $(elapsed): the programs are in build/$preset/bin/"
}

demo_command() {
    setup build demo
    build release chat121-demo || fail "the build failed"
    if has_display; then
        say "demo: windows on your display, which stay open at the end; pictures in demo-output/"
        set -- --stay "$@"
    else
        say "demo: no display, so the windows are drawn off-screen; pictures in demo-output/"
        export QT_QPA_PLATFORM=offscreen
    fi
    mkdir -p demo-output
    build/release/bin/chat121-demo --output demo-output "$@"
}

# With what ./dev calls them, so that they fail for a goal that is not met. The others say how quick something
# is, and no more; but for `refusals`, which fails by itself.
declare -A bench_options=(
    [mls]="--check"
    [search]="--limit-ms 100"
    [start]="--limit-ms 1000"
)
# A program that a benchmark runs under.
declare -A bench_wrappers=(
    [start]="tests/support/with_keyring.sh"
)

# A build that was configured without libolm is configured again when the library has come.
bench_command() {
    local found=0 program name targets=()
    setup build
    (setup bench) || say "without libolm-dev: the comparison with Megolm is left out"
    grep -qs '^OLM_FOUND:INTERNAL=1' build/release/CMakeCache.txt || rm -f build/release/build.ninja
    for name in "$@"; do
        targets+=("bench_$name")
    done
    build release "${targets[@]}" || fail "the build failed"
    for program in build/release/bin/bench_*; do
        [ -x "$program" ] || continue
        name=${program##*/bench_}
        [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
        found=1
        say "bench $name"
        # shellcheck disable=SC2086 # several options
        QT_QPA_PLATFORM=offscreen ${bench_wrappers[$name]:-} "$program" ${bench_options[$name]:-} || fail "bench $name failed"
    done
    [ $found = 1 ] || fail "no such benchmark: ${*:-there is none yet}"
}
