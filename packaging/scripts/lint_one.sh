#!/bin/bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# clang-tidy over one file of the build `dev`; prints only what it finds.
printf '%s\n' "$1"
clang-tidy -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option "$1" 2>/dev/null
