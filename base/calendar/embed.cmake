# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Mingzhang authors
# cmake -DOUTPUT=x.cpp -DYEARS="2025.toml;2026.toml" -P embed.cmake
# Turns the delivered years into string literals, so that the program finds them without its source tree.
set(code "// Made from the delivered years by embed.cmake.\n#include <array>\n\n")
string(APPEND code "#include \"base/calendar/delivered.hpp\"\n\nnamespace mingzhang::calendar {\nnamespace {\n\n")
set(entries "")
set(count 0)
foreach(file IN LISTS YEARS)
  get_filename_component(name ${file} NAME)
  file(READ ${file} toml)
  string(APPEND entries "    DeliveredYear{\"${name}\", R\"toml(${toml})toml\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND code "constexpr std::array<DeliveredYear, ${count}> years{{\n${entries}}};\n\n}  // namespace\n\n")
string(APPEND code "std::span<const DeliveredYear> delivered_years() noexcept { return years; }\n\n")
string(APPEND code "}  // namespace mingzhang::calendar\n")
file(WRITE ${OUTPUT} "${code}")
