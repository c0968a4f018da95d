// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"

namespace mingzhang::registry {

// Loads a rule pack as import `import`; a pack of the same id and month is replaced. False when it is known as it is.
[[nodiscard]] Result<bool, Refusal> load_pack(CommandContext& context, std::int64_t import, const std::string& toml,
                                              const std::string& file_name);

// The county a list of divisions is about: the one its rows below the city lie in.
[[nodiscard]] Result<County, Refusal> county_of_divisions(const std::string& bytes);

}  // namespace mingzhang::registry
