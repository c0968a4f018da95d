// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::runs {

// The lines and overpayments of every run are those its calculation put into the log, digest by digest.
[[nodiscard]] store::PassReport check_recorded_lines(store::Store& store);

// Whoever a run says prepared or signed it is who gave that command.
[[nodiscard]] store::PassReport check_signatures(store::Store& store);

}  // namespace mingzhang::runs
