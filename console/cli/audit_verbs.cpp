// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>

#include "base/text/atomic_file.hpp"
#include "base/values/check.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/public_key.hpp"
#include "console/cli/verbs.hpp"
#include "ledger/checkpoint_book.hpp"
#include "ledger/consistency.hpp"
#include "ledger/log_proof.hpp"

namespace mingzhang::console {

namespace {

using ledger::Checkpoint;

// The county's log, or with --office the office's own: users and keys.
Result<County, Refusal> log_meant(Invocation& invocation) {
    constexpr County office{0};
    if (invocation.given("office")) return office;
    return invocation.county();
}

Result<Reply, Refusal> make_key(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    const auto sealer = (*place)->sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const auto kind =
        crypto::parse_signature_kind(invocation.text("algorithm")).value_or(crypto::SignatureKind::ed25519);
    auto answer = ledger::make_signing_key((*place)->desk(), **sealer, *actor, kind, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    const Text algorithm = name(kind);
    return answered(*answer,
                    say("已制作第 {0} 号检查点签名密钥（{1}），公钥指纹 {2}\n"
                        "请当面把公钥交给审计并核对指纹：mingzhang checkpoint public-key --out 公钥.pem",
                        "Key {0} to sign checkpoints ({3}) is made; fingerprint of its public half: {2}\n"
                        "Hand the public key to the auditor in person and compare the fingerprint: mingzhang "
                        "checkpoint public-key --out public.pem",
                        answer->number("signing_key"), algorithm.zh, answer->text("fingerprint"), algorithm.en));
}

Result<Reply, Refusal> public_key(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    std::optional<Result<ledger::StoredSigningKey, Refusal>> stored;
    auto read = reading((*place)->store(), [&]() -> Result<void, Refusal> {
        stored = ledger::latest_signing_key((*place)->store().sql());
        return {};
    });
    if (!read) return pass_on(read);
    if (!*stored) return pass_on(*stored);
    const std::string pem = (*stored)->public_pem, out = invocation.text("out");
    const auto key = crypto::PublicKey::from_pem(pem);
    if (!key) return refuse(key.error(), "signing_key");
    if (auto written = write_file_atomically(out, pem); !written) return pass_on(written);
    return answered(
        Answer{}
            .set("signing_key", (*stored)->number)
            .set("file", out)
            .set("algorithm", std::string{code(key->kind())})
            .set("fingerprint", key->fingerprint()),
        say("公钥已写入 {0}，指纹 {1}", "The public key is written to {0}; fingerprint {1}", out, key->fingerprint()));
}

Result<Reply, Refusal> create(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    const auto county = log_meant(invocation);
    if (!county) return tl::unexpected{county.error()};
    const auto sealer = (*place)->sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto answer = ledger::create_checkpoint((*place)->desk(), **sealer, *actor, *county, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer,
                    say("第 {0} 号检查点：日志 {1} 条，根 {2}\n"
                        "下一步：mingzhang checkpoint export {0} --out 文件，交审计在别处保管",
                        "Checkpoint {0}: {1} leaves, root {2}\n"
                        "Next: mingzhang checkpoint export {0} --out FILE, to be kept elsewhere by the auditor",
                        answer->number("checkpoint"), answer->number("size"), answer->text("root")));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto county = log_meant(invocation);
    if (!county) return tl::unexpected{county.error()};
    store::Store& store = (*place)->store();
    return listed(invocation,
                  {{{"检查点", "Checkpoints"},
                    {},
                    {{"checkpoint", {"检查点", "Checkpoint"}, CellKind::whole_number},
                     {"at", {"时间", "Time"}},
                     {"size", {"日志条数", "Leaves"}, CellKind::whole_number},
                     {"root", {"根", "Root"}},
                     {"signing_key", {"签名密钥", "Key"}, CellKind::whole_number}}},
                   [&store, county = *county](RowSink& sink) {
                       return reading(store, [&]() -> Result<void, Refusal> {
                           Result<void, Refusal> sent;
                           ledger::read_checkpoints(store.sql(), county, [&](const ledger::StoredCheckpoint& row) {
                               const auto said = ledger::read_unverified(row.note).value_or(Checkpoint{});
                               const std::array cells{Cell{row.number}, Cell{to_office_text(said.at)}, Cell{row.size},
                                                      Cell{said.root.hex()}, Cell{row.key}};
                               if (sent) sent = sink.row(cells);
                           });
                           return sent;
                       });
                   }});
}

Result<Reply, Refusal> export_one(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto county = log_meant(invocation);
    if (!county) return tl::unexpected{county.error()};
    const std::int64_t number = invocation.number("checkpoint");
    const std::string out = invocation.text("out");
    auto written = reading((*place)->store(), [&]() -> Result<void, Refusal> {
        auto found = ledger::find_checkpoint((*place)->store().sql(), *county, number);
        if (!found) return pass_on(found);
        return write_file_atomically(out, found->note);
    });
    if (!written) return pass_on(written);
    return answered(Answer{}.set("checkpoint", number).set("file", out),
                    say("第 {0} 号检查点已写入 {1}。", "Checkpoint {0} is written to {1}.", number, out));
}

Result<Checkpoint, Refusal> held(Invocation& invocation, std::string_view file, const crypto::PublicKey& key) {
    const auto note = invocation.file_bytes(file);
    if (!note) return tl::unexpected{note.error()};
    auto checkpoint = ledger::open_checkpoint(*note, key);
    if (!checkpoint) return refuse(checkpoint.error(), invocation.text(file));
    return std::move(*checkpoint);
}

Text described(const Checkpoint& checkpoint) {
    const std::string at = to_office_text(checkpoint.at);
    return say("{0} 的日志 {1} 条", "{1} leaves at {0}", at, checkpoint.size);
}

// Without a database: what the office proves is in the file.
Result<Reply, Refusal> check_by_proof(Invocation& invocation, const Checkpoint& older, const Checkpoint& newer) {
    const auto bytes = invocation.file_bytes("proof");
    if (!bytes) return tl::unexpected{bytes.error()};
    const std::string called = invocation.text("proof");
    const auto proof = ledger::parse_consistency_proof(*bytes);
    if (!proof) return refuse(ledger::ConsistencyFault::not_a_proof, called);
    if (auto holds = ledger::check_consistency(older, newer, *proof, called); !holds) return pass_on(holds);
    const Text before = described(older), after = described(newer);
    return answered(Answer{}
                        .set("holds", 1)
                        .set("old_size", static_cast<std::int64_t>(older.size))
                        .set("new_size", static_cast<std::int64_t>(newer.size)),
                    say("一致：{0}，是{1}的开头，没有改过、没有删过（凭证明核对，未用数据库）。",
                        "Consistent: the {2} are the beginning of the {3}; nothing was changed or taken away (by the "
                        "proof, without a database).",
                        before.zh, after.zh, before.en, after.en));
}

struct Compared {
    std::uint64_t log_size = 0;
    ledger::ConsistencyProof proof;
};

Result<Compared, Refusal> compare(soci::session& sql, const Checkpoint& older, const std::optional<Checkpoint>& newer) {
    const auto county = ledger::county_of(older);
    if (!county) return refuse(ledger::ConsistencyFault::other_log, older.origin, "-");
    if (auto holds = ledger::check_against_log(sql, *county, older); !holds) return pass_on(holds);
    Compared compared{ledger::log_size(sql, *county), {}};
    if (!newer) return compared;
    if (auto holds = ledger::check_against_log(sql, *county, *newer); !holds) return pass_on(holds);
    compared.proof = ledger::prove_consistency(sql, *county, older, *newer);
    if (auto holds = ledger::check_consistency(older, *newer, compared.proof, {}); !holds) return pass_on(holds);
    return compared;
}

Result<Reply, Refusal> check_by_log(Invocation& invocation, const Checkpoint& older,
                                    const std::optional<Checkpoint>& newer) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    Compared compared;
    auto read = reading((*place)->store(), [&]() -> Result<void, Refusal> {
        auto done = compare((*place)->store().sql(), older, newer);
        if (!done) return pass_on(done);
        compared = std::move(*done);
        return {};
    });
    if (!read) return pass_on(read);
    Answer answer;
    answer.set("holds", 1)
        .set("old_size", static_cast<std::int64_t>(older.size))
        .set("log_size", static_cast<std::int64_t>(compared.log_size));
    if (newer) answer.set("new_size", static_cast<std::int64_t>(newer->size));
    Text said = say("一致：检查点仍是现有日志（{0} 条）的开头，没有改过、没有删过。",
                    "Consistent: the log ({0} leaves) still begins as the checkpoint says; nothing was changed or "
                    "taken away.",
                    compared.log_size);
    if (newer && invocation.given("save-proof")) {
        const std::string out = invocation.text("save-proof");
        if (auto written = write_file_atomically(out, to_json(compared.proof) + "\n"); !written)
            return pass_on(written);
        answer.set("proof", out);
        said = said + say("\n一致性证明已写入 {0}。", "\nThe consistency proof is written to {0}.", out);
    }
    return answered(answer, said);
}

Result<Reply, Refusal> check(Invocation& invocation) {
    const auto key = public_key_given(invocation);
    if (!key) return tl::unexpected{key.error()};
    const auto older = held(invocation, "old", *key);
    if (!older) return tl::unexpected{older.error()};
    if (!invocation.given("new")) return check_by_log(invocation, *older, std::nullopt);
    const auto newer = held(invocation, "new", *key);
    if (!newer) return tl::unexpected{newer.error()};
    if (auto ordered = ledger::check_order(*older, *newer); !ordered) return pass_on(ordered);
    if (invocation.given("proof")) return check_by_proof(invocation, *older, *newer);
    return check_by_log(invocation, *older, *newer);
}

}  // namespace

std::vector<Verb> audit_verbs() {
    const Parameter office =
        option("--office", Kind::flag, {"单位自己的日志（用户、密钥）", "the office's own log: users and keys"});
    return {
        {{"checkpoint", "make-key"},
         {"制作检查点签名密钥（管理员）", "make a key to sign checkpoints with (administrator)"},
         {option("--algorithm", Kind::signature_kind,
                 {"算法，默认 ed25519；国密用 sm2", "the algorithm; ed25519 when not given"})},
         make_key},
        {{"checkpoint", "public-key"},
         {"写出公钥，交给审计", "write the public key, for the auditor"},
         {required(option("--out", Kind::file, {"写到哪个文件（PEM）", "the file to write (PEM)"}))},
         public_key},
        {{"checkpoint", "create"},
         {"给现在的日志签名（审计或管理员）", "sign the log as it stands (auditor or administrator)"},
         {office},
         create},
        {{"checkpoint", "list"}, {"列出检查点", "list the checkpoints"}, with_list_files({office}), list},
        {{"checkpoint", "export"},
         {"写出一个检查点，交审计在别处保管", "write a checkpoint, to be kept elsewhere by the auditor"},
         {argument("checkpoint", Kind::number, {"检查点号", "the checkpoint"}),
          required(option("--out", Kind::file, {"写到哪个文件", "the file to write"})), office},
         export_one},
        {{"checkpoint", "check"},
         {"核对手里的检查点：日志有没有被改过、删过",
          "hold checkpoints kept elsewhere against each other and against the log"},
         {argument("old", Kind::file, {"早的检查点", "the earlier checkpoint"}),
          {"new",
           Kind::file,
           /*required=*/false,
           {"晚的检查点；不写则与现有日志比", "the later one; against the log as it stands when not given"}},
          required(option("--key", Kind::file, {"当面得到的公钥", "the public key, got in person"})),
          option("--proof", Kind::file,
                 {"用这份一致性证明核对，不需要数据库", "check by this proof, without a database"}),
          option("--save-proof", Kind::file, {"另存一致性证明", "write the consistency proof"})},
         check},
    };
}

}  // namespace mingzhang::console
