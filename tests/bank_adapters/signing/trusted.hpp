// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bank_adapters/signing/load.hpp"
#include "base/crypto/random.hpp"
#include "tests/bank_adapters/signing/keys.hpp"

namespace mingzhang::bank::signing::test {

struct Loaded {
    std::shared_ptr<Agreement> agreement;
    std::vector<Finding> faults;
};

// The agreement a connection file would give whose keys lie in the folder of keys.
[[nodiscard]] inline Loaded load(const std::string& toml) {
    static const TomlManner manner{
        .missing = {"缺少", "missing"},
        .unknown_key = {"没有这个键", "unknown"},
        .not_text = {"应为文本", "no text"},
        .not_table = {"应为表", "no table"},
        .not_whole_number = {"应为整数", "no number"},
        .out_of_range = {"{0} {1}", "{0} {1}"},
        .not_among_words = {"应为以下之一：{0}", "should be one of: {0}"},
        .word_not_text = {"应为文本", "no text"},
        .between_words_zh = "、",
        .shows_other_types = false,
        .shown_bytes_max = 80,
    };
    static crypto::SeededRandom random{11};
    const auto document = parse_toml(toml, TomlLines::of_keys).value();
    TomlFaults faults{"bank.toml", manner};
    TomlTable root{document, {}, faults};
    Loaded loaded;
    loaded.agreement = load_agreement(root.table("trust", Presence::optional), keys(), random);
    loaded.faults = std::move(faults).by_line();
    return loaded;
}

}  // namespace mingzhang::bank::signing::test
