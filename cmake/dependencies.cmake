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
pkg_check_modules(libssh REQUIRED IMPORTED_TARGET libssh)

# Debian's libsoci-dev carries no CMake configuration. The PostgreSQL part is taken as an archive: the shared library
# keeps to itself the classes its header shows, which base/store/postgresql.cpp adds to.
add_library(soci INTERFACE)
find_path(soci_include_dir soci/soci.h REQUIRED)
find_library(soci_core_library soci_core REQUIRED)
find_library(soci_sqlite3_library soci_sqlite3 REQUIRED)
find_library(soci_postgresql_archive libsoci_postgresql.a REQUIRED)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
target_include_directories(soci SYSTEM INTERFACE ${soci_include_dir} ${soci_include_dir}/soci)
target_link_libraries(soci INTERFACE
  ${soci_postgresql_archive} ${soci_core_library} ${soci_sqlite3_library} SQLite::SQLite3 PkgConfig::libpq)

find_path(toml_include_dir toml++/toml.h REQUIRED)
find_path(expected_include_dir tl/expected.hpp REQUIRED)
