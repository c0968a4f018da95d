// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

// One part of a zip file, unpacked; fails the test when it is not there.
std::string zip_part(const std::string& bytes, const std::string& name);
