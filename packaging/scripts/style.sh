# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# format and lint. Sourced by ./dev.

repository() { git -c safe.directory="$PWD" "$@"; }

# Our C++ files, as far as git knows them.
cpp_files() { repository ls-files -- '*.h' '*.cpp'; }

format_command() {
    setup lint
    local files mode=-i
    mapfile -t files < <(cpp_files)
    [ "${1:-}" = --check ] && mode="--dry-run --Werror"
    say "format: clang-format over ${#files[@]} files"
    # shellcheck disable=SC2086
    printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -n 20 clang-format $mode || fail "not formatted: ./dev format"
}

# Changed since the last commit, or since the branch left main.
changed_cpp_files() {
    local base
    base=$(repository merge-base HEAD main 2>/dev/null || echo HEAD)
    { repository diff --name-only --diff-filter=d "$base" -- '*.cpp'
      repository ls-files --others --exclude-standard -- '*.cpp'; } | sort -u
}

lint_command() {
    setup build lint
    build dev || fail "the build failed"
    local files
    if [ "${1:-}" = --all ]; then mapfile -t files < <(cpp_files | grep '\.cpp$'); else mapfile -t files < <(changed_cpp_files); fi
    [ ${#files[@]} -gt 0 ] || { say "lint: no C++ file has changed (--all for all)"; return; }
    say "lint: clang-tidy over ${#files[@]} file(s)"
    local status=0
    printf '%s\0' "${files[@]}" | xargs -0 -P "$(jobs_at_once)" -n 1 packaging/scripts/lint_one.sh || status=1
    [ $status = 0 ] || fail "clang-tidy has found something"
    say "lint: nothing found in $(elapsed)"
}
