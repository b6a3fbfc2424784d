# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How every target of this project is compiled, and the three functions that make one:
# chat121_library, chat121_program and chat121_test. A folder lists its sources; the rest is here.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

set(CHAT121_SANITIZER "none" CACHE STRING "none, address or thread")
set_property(CACHE CHAT121_SANITIZER PROPERTY STRINGS none address thread)
option(CHAT121_FUZZ "Build the fuzz targets (needs clang)" OFF)

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
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fno-exceptions)
target_include_directories(chat121_options INTERFACE ${CMAKE_SOURCE_DIR})

if(CHAT121_SANITIZER STREQUAL "address")
    target_compile_options(chat121_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
elseif(CHAT121_SANITIZER STREQUAL "thread")
    target_compile_options(chat121_options INTERFACE -fsanitize=thread)
    add_link_options(-fsanitize=thread)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_options(chat121_options INTERFACE
        -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    add_link_options(-Wl,-z,relro,-z,now -pie)
endif()
if(CHAT121_FUZZ)
    target_compile_options(chat121_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
    add_link_options(-fsanitize=address,undefined)
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
endfunction()

# A Qt Test program. LABELS become ctest labels; TIMEOUT is in seconds.
function(chat121_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE chat121_options ${ARG_LINKS} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${ARG_ENVIRONMENT}")
endfunction()
