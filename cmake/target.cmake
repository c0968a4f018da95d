# SPDX-License-Identifier: Apache-2.0
# One target per folder: mingzhang_part(name SOURCES ... DEPENDS ... PRIVATE_DEPENDS ...)
# makes the library mingzhang_<name> and its alias mingzhang::<name>.
# Every include is written from the top of the tree ("base/values/money.hpp").
function(mingzhang_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wunused-result
    -Wno-restrict -Wno-maybe-uninitialized)  # Both are often wrong in g++ 12 at -O2.
  target_compile_definitions(${target} PRIVATE _GLIBCXX_ASSERTIONS)
  if(MINGZHANG_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

function(mingzhang_part name)
  cmake_parse_arguments(part "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(mingzhang_${name} STATIC ${part_SOURCES})
  add_library(mingzhang::${name} ALIAS mingzhang_${name})
  target_include_directories(mingzhang_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(mingzhang_${name} PUBLIC ${part_DEPENDS} PRIVATE ${part_PRIVATE_DEPENDS})
  mingzhang_options(mingzhang_${name})
endfunction()
