# SPDX-License-Identifier: MIT
# Chores for developers; each is a script that also works without CMake.
# `docs` is in tests/meta: it needs the library.
add_custom_target(format
    COMMAND ${PROJECT_SOURCE_DIR}/tests/run --fix format
    USES_TERMINAL VERBATIM)
foreach(chore tidy cppcheck shellcheck)
    add_custom_target(${chore}
        COMMAND ${PROJECT_SOURCE_DIR}/tests/run ${chore}
        USES_TERMINAL VERBATIM)
endforeach()

# A build target takes no arguments:
#     ID=CERT042 NAME=key-usage-missing cmake --build build --target new-rule
add_custom_target(new-rule
    COMMAND ${PROJECT_SOURCE_DIR}/rules/new-rule
    USES_TERMINAL VERBATIM)
