# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Mingzhang authors
# cmake -DOUTPUT=x.cpp -DREASONS=reasons.toml -DLAYOUTS="a.toml;b.toml" -P embed.cmake
# Turns the delivered layouts into string literals, so that the program finds them without its source tree.
set(code "// Made from the delivered layouts by embed.cmake.\n#include <array>\n\n")
string(APPEND code "#include \"bank_adapters/layouts/delivered.hpp\"\n\n")
string(APPEND code "namespace mingzhang::bank::layouts {\nnamespace {\n\n")
set(entries "")
set(count 0)
foreach(file IN LISTS LAYOUTS)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} toml)
  string(APPEND entries "    DeliveredLayout{\"${name}\", R\"toml(${toml})toml\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(READ ${REASONS} reasons)
string(APPEND code "constexpr std::array<DeliveredLayout, ${count}> layouts{{\n${entries}}};\n\n")
string(APPEND code "constexpr std::string_view reasons = R\"toml(${reasons})toml\";\n\n}  // namespace\n\n")
string(APPEND code "std::span<const DeliveredLayout> delivered_layouts() noexcept { return layouts; }\n")
string(APPEND code "std::string_view common_reasons_toml() noexcept { return reasons; }\n\n")
string(APPEND code "}  // namespace mingzhang::bank::layouts\n")
file(WRITE ${OUTPUT} "${code}")
