// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <set>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/opening/columns.hpp"
#include "engine/opening/custody_rows.hpp"
#include "engine/opening/items.hpp"
#include "engine/opening/opening.hpp"
#include "engine/opening/row.hpp"
#include "engine/registry/archive.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/known_rows.hpp"
#include "engine/registry/list_file.hpp"
#include "engine/registry/past_payments.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/line_writer.hpp"
#include "engine/runs/run_events.hpp"
#include "ledger/past_obligations.hpp"

namespace mingzhang::opening {

namespace {

constexpr CommandKind opening_kind{"opening.import", {"导入期初数", "import opening entries"}, {Role::officer}};

constexpr int custody_kind = 99;  // No row that moves money: see CustodyRows.
constexpr std::array kinds{
    registry::Choice{"returned", "退汇待补发", static_cast<int>(RowKind::returned)},
    registry::Choice{"recovery", "追缴在办", static_cast<int>(RowKind::recovery)},
    registry::Choice{"budget_used", "已用指标", static_cast<int>(RowKind::budget_used)},
    registry::Choice{"due_to_treasury", "应缴财政款", static_cast<int>(RowKind::due_to_treasury)},
    registry::Choice{"custody", "卡折代管", custody_kind}};

constexpr std::array custody_columns{owner_id_column,     custodian_name_column, custodian_id_column, relation_column,
                                     agreement_no_column, valid_until_column,    filing_no_column};

constexpr std::array sources{registry::Choice{"central", "中央", static_cast<int>(ledger::FundSource::central)},
                             registry::Choice{"provincial", "省级", static_cast<int>(ledger::FundSource::provincial)},
                             registry::Choice{"city", "市级", static_cast<int>(ledger::FundSource::city)},
                             registry::Choice{"county", "县级", static_cast<int>(ledger::FundSource::county)}};

// A household as the registry knows it now, and what the opening makes of it.
struct Payee {
    registry::HouseholdVersion version;
    HouseholdNo no;
};

// Reads the rows of the file one by one, and finds what is wrong with them.
class OpeningRows {
public:
    OpeningRows(CommandContext& context, const crypto::Sealer& sealer)
        : context_{context},
          known_{context.county(), registry::last_import(context.sql(), context.county())},
          this_month_{Month::of(context.today())},
          obligations_{context},
          custody_{context, sealer} {
        for (const auto& account : batches::read_bank_accounts(context.sql(), context.county()))
            accounts_.insert(account.number);
    }

    void take(registry::RowFields& fields) {
        const int kind = fields.required_choice(kind_column, kinds);
        if (kind == custody_kind) return custody_.take(fields);
        for (const Column column : custody_columns)
            if (!fields.empty(column))
                fields.fault(column, "", {"只有卡折代管才填这一栏", "only an entrusted card has it"});
        if (!fields.sound()) return;
        Row row;
        row.number = static_cast<std::int64_t>(rows_.size() + custody_.size()) + 1;
        row.kind = static_cast<RowKind>(kind);
        read_money(fields, row);
        if (is_of_household(row.kind)) read_household(fields, row);
        if (row.kind == RowKind::returned) read_cash(fields, row);
        if (!fields.sound()) return;
        if (!keys_.insert(key_of(row)).second) {
            fields.fault(kind_column, {"同一种类、户、类别、月份和年度在本文件中出现两次，请合成一行",
                                       "the same kind, household, program, month and year stands twice in this file; "
                                       "make it one row"});
            return;
        }
        rows_.push_back(std::move(row));
    }

    [[nodiscard]] std::vector<Row>& rows() noexcept { return rows_; }
    [[nodiscard]] CustodyRows& custody() noexcept { return custody_; }
    [[nodiscard]] const Payee& payee_of(const Row& row) const { return payees_.at(key_of(row)); }

private:
    [[nodiscard]] static bool is_of_household(RowKind kind) {
        return kind == RowKind::returned || kind == RowKind::recovery;
    }

    [[nodiscard]] static std::string key_of(const Row& row) {
        return registry::joined(static_cast<int>(row.kind), row.household, static_cast<int>(row.program),
                                to_number(row.month), is_of_household(row.kind) ? 0 : row.budget_year,
                                row.kind == RowKind::budget_used && row.source ? static_cast<int>(*row.source) : 0);
    }

    void read_money(registry::RowFields& fields, Row& row) {
        if (const auto program = fields.required_program(program_column)) row.program = *program;
        if (const auto amount = fields.required_amount(amount_column)) row.amount = *amount;
        if (fields.sound() && !row.amount.is_positive())
            fields.fault(amount_column,
                         {"金额应大于零；已了结的不用列", "must be above zero; leave out what is settled"});
        row.original = row.amount;
        if (!fields.empty(original_column))
            if (const auto original = fields.required_amount(original_column)) row.original = *original;
        if (row.kind != RowKind::recovery && !fields.empty(original_column))
            fields.fault(original_column, {"只有追缴才填原多发金额", "only a case under recovery has it"});
        if (fields.sound() && row.original < row.amount)
            fields.fault(original_column,
                         {"原多发金额小于还没有追回的金额", "less than what is still to be recovered"});
        row.source = read_source(fields);
        row.budget_year = read_year(fields);
        row.since = fields.date(since_column);
        if (row.since && *row.since > context_.today())
            fields.fault(since_column, {"发生日期在今天之后，请核对", "that day is yet to come; check it"});
        row.note = fields.text(note_column);
    }

    [[nodiscard]] std::optional<ledger::FundSource> read_source(registry::RowFields& fields) const {
        const int source = fields.choice(source_column, sources);
        return source == 0 ? std::nullopt : std::optional{static_cast<ledger::FundSource>(source)};
    }

    [[nodiscard]] int read_year(registry::RowFields& fields) const {
        const std::string year = fields.required_text(year_column);
        const bool four_digits = year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos;
        const int number = four_digits ? std::stoi(year) : 0;
        if (!year.empty() && (number < 2000 || number > this_month_.year()))
            fields.fault(year_column, {"指标年度应为四位年份，且不晚于今年",
                                       "a budget year has four digits and is not yet to come"});
        return number;
    }

    void read_household(registry::RowFields& fields, Row& row) {
        const auto no = fields.required_household_no(household_column);
        row.month = fields.required_month(month_column);
        if (row.month && *row.month > this_month_)
            fields.fault(month_column, {"所属月还没有到，请核对年月", "that month is yet to come; check it"});
        if (!fields.sound()) return;
        registry::SnapshotReader reader{context_.sql(), known_, *no};
        const registry::Household* household = reader.next();
        if (household == nullptr) {
            fields.fault(household_column,
                         {"没有这一户，请先导入家庭名册", "no such household; import the households first"});
            return;
        }
        const auto* version = entitlement::version_in_force(*household, this_month_);
        if (version == nullptr) version = &household->versions.front();
        row.household = no->text();
        row.division = version->division.text();
        payees_.emplace(key_of(row), Payee{*version, *no});
        if (row.kind == RowKind::returned) check_free(fields, row);
        if (row.kind == RowKind::recovery) check_paid(fields, row, *no);
    }

    // The right to be paid stands once for a household, program and month: here or elsewhere, not both.
    void check_free(registry::RowFields& fields, const Row& row) {
        using Standing = ledger::PastObligations::Standing;
        const Standing standing = obligations_.of(row.household, row.program, *row.month);
        if (standing == Standing::owed_here)
            fields.fault(month_column, {"本系统已有这一户这一月的应付，请删去本行",
                                        "this household is owed that month by a run here; leave the row out"});
        if (standing == Standing::met_before)
            fields.fault(month_column, {"往期发放中已有这一户这一月；退汇的钱没有到账，不列入往期发放",
                                        "past payments have this household and month; money that came back is none of "
                                        "them"});
    }

    // Within the months looked back on, what was overpaid must be among what was paid, or the first run would pay it.
    void check_paid(registry::RowFields& fields, const Row& row, const HouseholdNo& no) {
        if (*row.month < this_month_ - (runs::months_looked_back + 1)) return;
        Money paid;
        for (const auto& payment : registry::past_payments_of(context_.sql(), known_, no, *row.month))
            paid = sum(paid, payment.amount);
        if (paid < row.original)
            fields.fault(original_column, to_yuan(row.original),
                         {"大于往期发放中这一户这一月的合计 " + to_yuan(paid) + " 元，请先补全往期发放",
                          "more than the " + to_yuan(paid) +
                              " yuan past payments have for this household and month; import those first"});
    }

    void read_cash(registry::RowFields& fields, Row& row) {
        const std::string account = fields.required_text(account_column);
        const bool digits =
            !account.empty() && account.size() < 10 && account.find_first_not_of("0123456789") == std::string::npos;
        row.bank_account = digits ? std::stoll(account) : 0;
        if (!account.empty() && !accounts_.contains(row.bank_account))
            fields.fault(account_column, {"没有这个代发账户，请写 bank-account list 中的编号",
                                          "no such account; write its number in bank-account list"});
        if (fields.empty(source_column)) fields.fault(source_column, {"不能为空", "may not be empty"});
    }

    CommandContext& context_;
    registry::KnownAt known_;
    Month this_month_;
    ledger::PastObligations obligations_;
    CustodyRows custody_;
    std::set<std::int64_t> accounts_;
    std::set<std::string> keys_;
    std::map<std::string, Payee> payees_;
    std::vector<Row> rows_;
};

runs::Line line_of(const Row& row, const Payee& payee, std::int64_t run) {
    return {{run, row.ordinal},
            payee.no,
            *row.month,
            runs::LineKind::regular,
            row.program,
            payee.version.division,
            /*covered=*/0,
            row.amount,
            Money{},
            row.amount,
            runs::HoldReason::none,
            payee.version.bank_code,
            payee.version.account,
            payee.version.account_name};
}

// The opening run: the returns are its lines, the cases its overpayments.
runs::Run write_run(CommandContext& context, OpeningRows& opening) {
    runs::Run run{context.county(),
                  context.take_number("run"),
                  Month::of(context.today()),
                  DivisionScope::parse(std::to_string(context.county().number)).value(),
                  std::nullopt,
                  registry::last_import(context.sql(), context.county()),
                  {}};
    runs::insert_run(context, run);
    runs::record_event(context, run.number, runs::RunEventKind::opened);
    runs::LineWriter writer{context, run};
    for (Row& row : opening.rows()) {
        if (row.kind == RowKind::returned) {
            row.ordinal = writer.totals().lines + 1;
            writer.write_line(line_of(row, opening.payee_of(row), run.number));
        }
        if (row.kind == RowKind::recovery) {
            row.ordinal = writer.totals().overpayments + 1;
            writer.write_overpayment({row.ordinal, row.household, *row.month, row.program, row.division, row.original});
        }
    }
    writer.finish();
    write_rows(context, run.number, opening.rows());
    opening.custody().write(run.number);
    return run;
}

Result<Answer, Refusal> carry_out_import(CommandContext& context, const crypto::Sealer& sealer,
                                         const ImportOpeningCall& call, const std::string& bytes, LongWork work) {
    if (const auto standing = standing_opening(context.sql(), context.county()))
        return refuse(ImportOpeningRefusal::given_before, standing->number);
    const std::string file = call.file.filename().string();
    OpeningRows opening{context, sealer};
    auto rows = registry::read_list_file(bytes, file, sheet(), work,
                                         [&](registry::RowFields& fields) { opening.take(fields); });
    if (!rows) return pass_on(rows);
    if (*rows == 0) return refuse(ImportOpeningRefusal::nothing_in_it, file);
    const std::int64_t import = context.take_number("import");
    const runs::Run run = write_run(context, opening);
    const crypto::Digest digest = registry::archive(context, sealer, bytes);
    registry::record_import(context, {import, import_kind, file, digest, *rows, *rows});
    Money total;
    for (const Row& row : opening.rows()) total = sum(total, row.amount);
    const std::string count = std::to_string(*rows);
    keep_item(context, run.number,
              worklist::open_item(context, {worklist::Kind::opening_check,
                                            {},
                                            total,
                                            file,
                                            {"期初数 " + count + " 行，待确认", count + " opening entries"},
                                            Role::approver}));
    return Answer{}
        .set("import", import)
        .set("kind", std::string{import_kind})
        .set("opening", run.number)
        .set("rows", *rows)
        .set("entrusted_cards", static_cast<std::int64_t>(opening.custody().size()))
        .set("digest", digest.hex());
}

}  // namespace

Result<Answer, Refusal> import_opening(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                       const ImportOpeningCall& call, LongWork work) {
    auto bytes = registry::list_file_bytes(call.file);
    if (!bytes) return pass_on(bytes);
    auto county = registry::county_in_force(desk.store(), call.county);
    if (!county) return pass_on(county);
    const std::string request = Canonical{"opening.import/1"}.add("digest", crypto::sha256(*bytes).hex()).bytes();
    return desk.carry_out(actor, opening_kind, {*county, {}, call.key, request}, [&](CommandContext& context) {
        return carry_out_import(context, sealer, call, *bytes, work);
    });
}

}  // namespace mingzhang::opening
