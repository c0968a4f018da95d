# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Mingzhang authors
# Compiles SOURCE, which must fail, and with the words after "expected:" in it: another failure proves nothing.
file(STRINGS ${SOURCE} expected_line REGEX "^// expected: ")
string(REGEX REPLACE "^// expected: " "" expected "${expected_line}")
if(expected STREQUAL "")
  message(FATAL_ERROR "${SOURCE} does not say which error it expects")
endif()
set(ENV{LC_ALL} C)
execute_process(COMMAND ${COMPILER} -std=c++20 -fsyntax-only -I${TOP} ${SOURCE}
                RESULT_VARIABLE result ERROR_VARIABLE errors)
if(result EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles, and must not")
endif()
string(FIND "${errors}" "${expected}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "${SOURCE} fails with another error than \"${expected}\":\n${errors}")
endif()
