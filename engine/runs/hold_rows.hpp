// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "engine/runs/lines.hpp"

// Rows of hold, hold_lift and line_payee, as the files of this folder write them.
namespace mingzhang::runs {

enum class LiftStep : std::uint8_t { asked = 1, lifted = 2 };

// Gives the number of the hold.
std::int64_t insert_hold(CommandContext& context, LineKey line, HoldReason reason, const std::string& note,
                         std::int64_t item);
void insert_lift(CommandContext& context, std::int64_t hold, LiftStep step, const std::string& note, std::int64_t item);

// The line is paid to whom the registry pays the household today, when that is somebody else than when the run was
// calculated.
void pay_as_of_today(CommandContext& context, const Line& line);

}  // namespace mingzhang::runs
