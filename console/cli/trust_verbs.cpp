// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>
#include <filesystem>

#include "bank_adapters/signing/describe.hpp"
#include "bank_adapters/signing/load.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

using bank::signing::KeyFact;
using bank::signing::Trust;

// Why an agreement was not read. Checked in this order.
enum class TrustRefusal : std::uint8_t { not_toml, no_trust, faulty };
RefusalWords words(TrustRefusal reason) {
    switch (reason) {
        case TrustRefusal::not_toml:
            return {"bank.trust/not_toml", "“{0}”不是有效的 TOML 文件。", "\"{0}\" is not a TOML file.",
                    "按所列行号改正后重新检查。", "Correct the line named and check again."};
        case TrustRefusal::no_trust:
            return {"bank.trust/no_trust", "“{0}”没有 [trust]：与该银行没有约定加签加密。",
                    "\"{0}\" has no [trust]: nothing is agreed on signatures and encryption.",
                    "需要的，照 docs/bank-keys.md 加上 [trust]。",
                    "Where it is needed, write it as in docs/bank-keys.md."};
        case TrustRefusal::faulty:
            return {"bank.trust/faulty", "“{0}”的 [trust] 有 {1} 处错误。", "[trust] in \"{0}\" has {1} faults.",
                    "按所列行号和键名逐处改正后重新检查。", "Correct each line and key named and check again."};
    }
    return {};
}

// [trust] alone: what else stands in the file is somebody else's.
Result<Trust, Refusal> load(const std::string& toml, const std::string& file) {
    const auto document = parse_toml(toml, TomlLines::of_keys);
    if (!document)
        return tl::unexpected{refusal(TrustRefusal::not_toml, file).with({syntax_finding(file, document.error())})};
    TomlFaults faults{file, settings_manner()};
    TomlTable root{*document, {}, faults};
    if (!root.has("trust")) return refuse(TrustRefusal::no_trust, file);
    std::optional<Trust> trust;
    if (auto table = root.table("trust", Presence::optional))
        trust = bank::signing::load_trust(*std::move(table), std::filesystem::path{file}.parent_path());
    if (trust && faults.count() == 0) return *std::move(trust);
    const std::size_t count = faults.count();
    return tl::unexpected{refusal(TrustRefusal::faulty, file, count).with(std::move(faults).by_line())};
}

bool is_in_force(const KeyFact& key, Instant now) {
    return (!key.valid_from || now >= *key.valid_from) && (!key.valid_until || now <= *key.valid_until);
}

Word state(const KeyFact& key, Instant now) {
    if (!key.valid_from) return {"in_force", {"不限期", "no dates"}};
    if (now < *key.valid_from) return {"not_yet", {"尚未生效", "not yet valid"}};
    if (now > *key.valid_until) return {"expired", {"已过期", "expired"}};
    const auto days = std::chrono::floor<std::chrono::days>(*key.valid_until - now).count();
    return {"in_force", say("有效，还有 {0} 天", "valid, {0} days left", days)};
}

Table keys_table(std::vector<KeyFact> keys, Instant now) {
    return {{{"约定的密钥", "Keys agreed on"},
             {},
             {{"use", {"用途", "Use"}},
              {"kind", {"种类", "Kind"}},
              {"owner", {"持有人", "Owner"}},
              {"valid_from", {"生效日", "Valid from"}, CellKind::date},
              {"valid_until", {"到期日", "Valid until"}, CellKind::date},
              {"state", {"状态", "State"}},
              {"fingerprint", {"指纹（共享密钥为编号）", "Fingerprint (of a shared key its number)"}}}},
            [keys = std::move(keys), now](RowSink& sink) -> Result<void, Refusal> {
                const auto day = [](const std::optional<Instant>& at) { return at ? Cell{office_date(*at)} : Cell{}; };
                for (const KeyFact& key : keys) {
                    const std::array cells{
                        Cell{key.use},        Cell{key.kind},       key.owner.empty() ? Cell{} : Cell{key.owner},
                        day(key.valid_from),  day(key.valid_until), Cell{state(key, now)},
                        Cell{key.fingerprint}};
                    if (auto sent = sink.row(cells); !sent) return sent;
                }
                return {};
            }};
}

Result<Reply, Refusal> check(Invocation& invocation) {
    const auto toml = invocation.file_bytes("file");
    if (!toml) return tl::unexpected{toml.error()};
    auto trust = load(*toml, invocation.text("file"));
    if (!trust) return pass_on(trust);
    const Instant now = invocation.world().clock.now();
    auto keys = bank::signing::keys_of(*trust);
    std::int64_t out_of_force = 0;
    for (const KeyFact& key : keys)
        if (!is_in_force(key, now)) ++out_of_force;
    const Text line_end{"\n", "\n"};
    Text said =
        said_of_sending(*trust) + line_end + said_of_receiving(*trust) + line_end +
        (out_of_force == 0 ? Text{"请与银行逐个核对指纹。", "Compare each fingerprint with the bank."}
                           : say("{0} 个证书不在有效期内：请换发，与银行核对指纹后再收送文件。",
                                 "{0} certificates are out of their time: get new ones and compare them with the bank.",
                                 out_of_force));
    auto reply = answered_with(Answer{}.set("out_of_force", out_of_force), std::move(said), "keys",
                               keys_table(std::move(keys), now));
    if (reply) reply->holds = out_of_force == 0;
    return reply;
}

}  // namespace

std::vector<Verb> trust_verbs() {
    return {
        {{"bank", "trust", "check"},
         {"检查与银行的加签加密约定，列出密钥指纹和有效期；有证书过期则以 1 结束",
          "check what is agreed with a bank on signatures and encryption, and list keys and dates; ends with 1 when a "
          "certificate is out of its time"},
         {argument("file", Kind::file, {"写有 [trust] 的联接文件（TOML）", "the connection file with [trust] (TOML)"})},
         check},
    };
}

}  // namespace mingzhang::console
