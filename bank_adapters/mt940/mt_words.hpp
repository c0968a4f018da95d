// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

namespace mingzhang::bank::mt940 {

// What a :86: of free text says of the other party and of references, where it has words for them. Three ways are
// known: words between slashes ("/EREF/…/NAME/…", SWIFT's own way, "/BENM/ACCOUNT/NAME/" among them), one
// word for the whole party (ING, Triodos: "/CNTP/ACCOUNT/BIC/NAME/TOWN/"), and labels (ABN AMRO before SEPA and Knab:
// "IBAN: … NAAM: …", "REK: …/NAAM: …"). Everything stands in the text it was found in; what it lacks is empty.
struct MtWords {
    std::string_view end_to_end_id;
    std::string_view return_reason;
    std::string_view name;
    std::string_view account;
};
[[nodiscard]] MtWords find_words(std::string_view text);

}  // namespace mingzhang::bank::mt940
