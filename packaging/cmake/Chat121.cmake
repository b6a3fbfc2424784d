# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How every target of this project is compiled, and the functions that make one: chat121_library,
# chat121_program, chat121_test and chat121_fuzz. A folder lists its sources; the rest is here.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

set(CHAT121_SANITIZER "none" CACHE STRING "none, address or thread")
set_property(CACHE CHAT121_SANITIZER PROPERTY STRINGS none address thread)
option(CHAT121_FUZZ "Build the fuzz targets with libFuzzer (needs clang)" OFF)

# ./dev tells ccache where its folder is and that paths below the source tree are relative.
find_program(CHAT121_CCACHE ccache)
if(CHAT121_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CHAT121_CCACHE})
endif()
find_program(CHAT121_MOLD mold)
if(CHAT121_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(chat121_options INTERFACE)
target_compile_definitions(chat121_options INTERFACE
    QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
    QT_NO_FOREACH QT_FORCE_ASSERTS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(chat121_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -fno-exceptions)
target_include_directories(chat121_options INTERFACE ${CMAKE_SOURCE_DIR})
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU") # the house compiler; clang warns about other things
    target_compile_options(chat121_options INTERFACE -Werror)
endif()

if(CHAT121_FUZZ OR NOT CHAT121_SANITIZER STREQUAL "none" OR CMAKE_BUILD_TYPE MATCHES "^Rel")
    # With sanitizers' checks in between, or with more inlined, g++ 12 takes the empty side of a
    # std::variant or std::optional for a value that is not initialised.
    target_compile_options(chat121_options INTERFACE -Wno-maybe-uninitialized -Wno-unknown-warning-option)
endif()

set(chat121_test_environment QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8)
set(chat121_timeout_factor 1)
if(CHAT121_FUZZ)
    target_compile_options(chat121_options INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
elseif(CHAT121_SANITIZER STREQUAL "address")
    target_compile_options(chat121_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    list(APPEND chat121_test_environment
        "ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1"
        "UBSAN_OPTIONS=print_stacktrace=1"
        "LSAN_OPTIONS=print_suppressions=0:suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp")
    set(chat121_timeout_factor 4)
elseif(CHAT121_SANITIZER STREQUAL "thread")
    target_compile_options(chat121_options INTERFACE -fsanitize=thread)
    add_link_options(-fsanitize=thread)
    list(APPEND chat121_test_environment
        "TSAN_OPTIONS=die_after_fork=0:suppressions=${CMAKE_SOURCE_DIR}/tests/support/races.supp")
    # Newer kernels scatter addresses further than the ThreadSanitizer of g++ 12 can follow.
    execute_process(COMMAND setarch -R true RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(status EQUAL 0)
        set(chat121_test_wrapper setarch -R)
    endif()
    set(chat121_timeout_factor 8)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_options(chat121_options INTERFACE
        -fstack-protector-strong -fstack-clash-protection -fcf-protection
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    target_compile_definitions(chat121_options INTERFACE _GLIBCXX_ASSERTIONS)
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
    set(chat121_hardened_program_link_options -pie)
endif()

# A static library `chat121_<name>` with the alias chat121::<name>.
function(chat121_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(chat121_${name} STATIC ${ARG_SOURCES})
    add_library(chat121::${name} ALIAS chat121_${name})
    target_link_libraries(chat121_${name}
        PUBLIC ${ARG_LINKS} PRIVATE chat121_options ${ARG_PRIVATE_LINKS})
    target_include_directories(chat121_${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

function(chat121_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE chat121_options ${ARG_LINKS})
    target_link_options(${name} PRIVATE ${chat121_hardened_program_link_options})
    if(CHAT121_SANITIZER STREQUAL "thread")
        chat121_note_hand_overs(${name})
    endif()
endfunction()

# Debian's Qt is built without ThreadSanitizer: tests/support/qt_hand_overs.cpp tells it what Qt does.
function(chat121_note_hand_overs program)
    if(NOT TARGET chat121_hand_overs)
        add_library(chat121_hand_overs OBJECT ${CMAKE_SOURCE_DIR}/tests/support/qt_hand_overs.cpp)
        target_link_libraries(chat121_hand_overs PRIVATE chat121_options Qt6::Core)
    endif()
    target_link_libraries(${program} PRIVATE chat121_hand_overs)
endfunction()

# The program overwrites what it frees (common/crypto/wiping_heap.cpp). Sanitizers have heaps of their own.
function(chat121_wipe_heap program)
    if(CHAT121_FUZZ OR NOT CHAT121_SANITIZER STREQUAL "none")
        return()
    endif()
    if(NOT TARGET chat121_wiping_heap)
        add_library(chat121_wiping_heap OBJECT ${CMAKE_SOURCE_DIR}/common/crypto/wiping_heap.cpp)
        target_link_libraries(chat121_wiping_heap PRIVATE chat121_options)
    endif()
    target_link_libraries(${program} PRIVATE chat121_wiping_heap)
endfunction()

# A Qt Test program. LABELS become ctest labels; TIMEOUT is in seconds (sanitizers get more).
# KEYRING runs it in a session with an unlocked keyring. SERIAL: nothing else may run meanwhile.
# Where CHAT121_CYCLES or CHAT121_ATTACKS ask for more than usual, the program says so, and has a week.
function(chat121_test name)
    cmake_parse_arguments(ARG "KEYRING;SERIAL" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    math(EXPR timeout "${ARG_TIMEOUT} * ${chat121_timeout_factor}")
    chat121_program(${name} SOURCES ${ARG_SOURCES} LINKS ${ARG_LINKS} Qt6::Test)
    if(ARG_KEYRING)
        set(wrapper ${CMAKE_SOURCE_DIR}/tests/support/with_keyring.sh)
    endif()
    add_test(NAME ${name} COMMAND ${chat121_test_wrapper} ${wrapper} $<TARGET_FILE:${name}>)
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${timeout} LABELS "${ARG_LABELS}" RUN_SERIAL ${ARG_SERIAL}
        TIMEOUT_AFTER_MATCH "604800;each test function may take"
        ENVIRONMENT "${chat121_test_environment};${ARG_ENVIRONMENT}")
endfunction()

# The fuzz target tests/fuzz/<name>.cpp with its seeds in tests/fuzz/corpus/<name>/.
# Preset `fuzz`: a libFuzzer program. Every other preset: a program that replays the corpus (ctest).
function(chat121_fuzz name)
    cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
    set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    math(EXPR timeout "60 * ${chat121_timeout_factor}")
    if(CHAT121_FUZZ)
        chat121_program(${name} SOURCES ${name}.cpp LINKS ${ARG_LINKS})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        chat121_program(${name}
            SOURCES ${name}.cpp replay_main.cpp LINKS ${ARG_LINKS} Qt6::Core)
    endif()
    set_property(GLOBAL APPEND PROPERTY chat121_fuzz_targets ${name})
    if(NOT CHAT121_FUZZ)
        add_test(NAME ${name} COMMAND ${name} ${corpus})
        set_tests_properties(${name} PROPERTIES
            TIMEOUT ${timeout} LABELS fuzz ENVIRONMENT "${chat121_test_environment}")
    endif()
endfunction()
