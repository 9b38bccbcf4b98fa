# SPDX-License-Identifier: MIT
# The foreign libraries, found once at the top so that every folder sees the
# imported targets; which folder may use which is in linter/CMakeLists.txt.
find_package(LibXml2 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.14)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
