# SPDX-License-Identifier: Apache-2.0
# Everything comes from Debian 12 packages; ./dev installs them.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(date 3.0 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)

# Debian's libsoci-dev carries no CMake configuration.
add_library(soci INTERFACE)
find_path(soci_include_dir soci/soci.h REQUIRED)
find_library(soci_core_library soci_core REQUIRED)
find_library(soci_sqlite3_library soci_sqlite3 REQUIRED)
target_include_directories(soci SYSTEM INTERFACE ${soci_include_dir} ${soci_include_dir}/soci)
target_link_libraries(soci INTERFACE ${soci_core_library} ${soci_sqlite3_library} SQLite::SQLite3)

find_path(toml_include_dir toml++/toml.h REQUIRED)
find_path(expected_include_dir tl/expected.hpp REQUIRED)
