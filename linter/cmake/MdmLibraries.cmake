# SPDX-License-Identifier: MIT
# The foreign libraries, found once at the top so that every folder sees the
# imported targets; which folder may use which is in linter/CMakeLists.txt.

# One binary that starts in half the time.  What is opened late cannot be
# opened from it, so rare syntaxes are off; --version says so.
if(MDMLINT_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
    set(OPENSSL_USE_STATIC_LIBS ON)
    foreach(late ARCHIVE PLIST EVTX CURL)
        set(MDMLINT_WITH_${late} OFF CACHE BOOL "not in a static build" FORCE)
    endforeach()
endif()
find_package(LibXml2 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.14)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)

# Optional libraries for syntaxes that few runs meet: the build needs their
# headers only, linter/syntax/late.h opens them when first asked.
#
# mdm_late(NAME MODULE): an option MDMLINT_WITH_NAME, and for those who
# include the headers a target mdm_late_NAME that defines MDM_LATE_NAME, the
# file to open.  MDM_LATE_NAME_VERSION is what --version prints.
function(mdm_late name module)
    pkg_check_modules(${name} QUIET ${module})
    option(MDMLINT_WITH_${name} "Use ${module}" ${${name}_FOUND})
    set(target mdm_late_${name})
    add_library(${target} INTERFACE)
    set(version "not in this build")
    if(MDMLINT_WITH_${name} AND ${name}_FOUND)
        mdm_soname(file ${name})
        set(version ${${name}_VERSION})
        target_include_directories(${target} SYSTEM INTERFACE
            ${${name}_INCLUDE_DIRS})
        target_compile_definitions(${target} INTERFACE
            MDM_LATE_${name}="${file}")
    elseif(MDMLINT_WITH_${name})
        message(FATAL_ERROR "there is no ${module}")
    endif()
    message(STATUS "${module}: ${version}")
    set(MDM_LATE_${name}_VERSION ${version} PARENT_SCOPE)
endfunction()

# mdm_soname(RESULT NAME): what programs linked with the library NAME would
# ask the dynamic linker for.
function(mdm_soname result name)
    list(GET ${name}_LINK_LIBRARIES 0 library)
    execute_process(COMMAND ${CMAKE_READELF} -d ${library}
        OUTPUT_VARIABLE dynamic ERROR_QUIET)
    if(dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
        set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
    else()
        get_filename_component(file ${library} NAME)
        set(${result} ${file} PARENT_SCOPE)
    endif()
endfunction()

mdm_late(ARCHIVE libarchive)
mdm_late(PLIST libplist-2.0)
mdm_late(EVTX libevtx)

# Of the program that asks servers, not of the linter.
pkg_check_modules(CURL QUIET IMPORTED_TARGET libcurl>=7.62)
option(MDMLINT_WITH_CURL "Build `mdmlint getcacert`" ${CURL_FOUND})
if(MDMLINT_WITH_CURL AND NOT CURL_FOUND)
    message(FATAL_ERROR "there is no libcurl")
elseif(MDMLINT_WITH_CURL)
    set(MDM_CURL_VERSION "${CURL_VERSION}, in mdmlint-getcacert")
else()
    set(MDM_CURL_VERSION "not in this build")
endif()
message(STATUS "libcurl: ${MDM_CURL_VERSION}")

if(MDMLINT_STATIC)
    pkg_check_modules(LIBXML_STATIC REQUIRED libxml-2.0)
    # ICU is C++, and Debian's libxml2 has it.
    target_link_libraries(LibXml2::LibXml2 INTERFACE
        ${LIBXML_STATIC_STATIC_LDFLAGS} stdc++ m)
endif()
