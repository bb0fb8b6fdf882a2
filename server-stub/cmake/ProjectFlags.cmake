# The one place for compiler settings; the app, the relay and the tests all link to project_flags.
include_guard(GLOBAL)

option(KINORA_WARNINGS_AS_ERRORS "Fail the build on a warning" OFF)
option(KINORA_BUILD_TESTS "Build the tests" ON)
set(KINORA_SANITIZE "" CACHE STRING "Sanitizers to compile in, for example address,undefined")

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_library(project_flags INTERFACE)
target_compile_options(project_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    # g++ counts an enumerator of a scoped enumeration as shadowing (GCC bug 99844), so there only locals are looked at.
    $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
    $<$<BOOL:${KINORA_WARNINGS_AS_ERRORS}>:-Werror>
    # A precompiled header that carries a time stamp would defeat ccache.
    $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>
    # g++ 12 reports these inside libstdc++ and coroutine frames, where nothing is wrong (GCC bugs 105562, 98401, 103993: the
    # last when it inlines the operator new of a frame and not its operator delete).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-reference -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
        -Wno-mismatched-new-delete>
    # Compiled several at a time, .cpp files look to g++ like headers, whose types should not come from anonymous namespaces.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>)

if(KINORA_SANITIZE)
    target_compile_options(project_flags INTERFACE -fsanitize=${KINORA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -O1)
    target_link_options(project_flags INTERFACE -fsanitize=${KINORA_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND KINORA_SANITIZE MATCHES "undefined")
        # Resuming a coroutine goes through a pointer of another function type on purpose.
        target_compile_options(project_flags INTERFACE -fno-sanitize=function)
        target_link_options(project_flags INTERFACE -fno-sanitize=function)
    endif()
endif()

find_program(KINORA_CCACHE ccache)
if(KINORA_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${KINORA_CCACHE})
endif()
