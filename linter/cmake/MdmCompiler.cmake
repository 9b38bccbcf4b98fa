# SPDX-License-Identifier: MIT
# How every part is compiled; included once from the top.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

# Without -DNDEBUG: inputs are hostile, a broken promise must stop the run.
set(CMAKE_C_FLAGS_RELEASE
    "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong")

find_program(MDM_CCACHE ccache)
if(MDM_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${MDM_CCACHE})
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_link_options(-Wl,-z,relro,-z,now)
endif()

add_compile_definitions(_GNU_SOURCE)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes
    -Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wvla)
if(MDMLINT_WERROR)
    add_compile_options(-Werror)
endif()
foreach(sanitizer IN LISTS MDMLINT_SANITIZE)
    add_compile_options(-fsanitize=${sanitizer} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${sanitizer})
endforeach()
if("undefined" IN_LIST MDMLINT_SANITIZE)
    add_compile_options(-fno-sanitize-recover=all)
endif()
# These write reports of their own when the process ends.
if(MDMLINT_SANITIZE OR MDMLINT_COVERAGE OR MDMLINT_FUZZ)
    add_compile_definitions(MDM_NO_SANDBOX)
endif()
if(MDMLINT_FUZZ)
    # Coverage in all code; only the harnesses link libFuzzer's main().
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(MDMLINT_COVERAGE)
    # Workers count too; torn counters make gcovr give up.
    add_compile_options(--coverage -fprofile-update=atomic -O0)
    add_link_options(--coverage)
endif()

# mdm_part(NAME LIBRARY...): the sources of this folder as an OBJECT library
# that links the libraries privately; its objects end up in libmdmlint.
function(mdm_part name)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c)
    if(NOT sources)
        return()
    endif()
    add_library(mdm_${name} OBJECT ${sources})
    target_include_directories(mdm_${name} PRIVATE ${PROJECT_SOURCE_DIR}/linter
        ${PROJECT_SOURCE_DIR}/rules)
    target_link_libraries(mdm_${name} PRIVATE ${ARGN})
    set_property(GLOBAL APPEND PROPERTY MDM_PARTS mdm_${name})
    set_property(GLOBAL APPEND PROPERTY MDM_LIBRARIES ${ARGN})
endfunction()
