// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/statement_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <sstream>

#include "bank_adapters/layouts/file_tally.hpp"
#include "bank_adapters/layouts/statement_rows.hpp"
#include "base/tables/csv_reader.hpp"
#include "base/tables/xlsx_reader.hpp"

namespace mingzhang::bank::layouts {
namespace {

Result<std::unique_ptr<RowReader>, Refusal> open(const StatementShape& shape, std::string_view bytes) {
    if (shape.is_workbook) return open_workbook(std::string{bytes}, shape.sheet);
    CsvFormat format{.separator = shape.separator};
    if (shape.encoding) format.encoding = *shape.encoding == FileEncoding::utf8 ? Encoding::utf8 : Encoding::gb18030;
    return open_csv(std::make_unique<std::istringstream>(std::string{bytes}), format);
}

std::string yuan(std::int64_t fen) {
    return to_yuan(Money::fen(fen));
}

// Whether each balance is the one before it and the row's amount. Rows are held oldest first.
class BalanceChain {
public:
    using Rows = std::vector<StatementRow>;
    BalanceChain(Rows& rows, std::optional<StatementNote> opening) : rows_{rows}, opening_{opening} {}

    struct Break {
        std::size_t row;
        std::int64_t balance;
        std::optional<std::int64_t> expected;  // None: the sum does not fit.
    };
    [[nodiscard]] std::vector<Break> breaks() const {
        std::vector<Break> found;
        std::optional<std::int64_t> before;
        if (opening_) before = opening_->amount;
        for (const StatementRow& row : rows_) {
            if (before) {
                const auto expected = add_units(*before, row.amount);
                if (expected != row.balance) found.push_back({row.row, row.balance, expected});
            }
            before = row.balance;
        }
        return found;
    }

    // Where it breaks; nowhere when it holds, and the rows are then oldest first. Where one day's rows break about as
    // little one way as the other, nobody can say which is meant, and both are named.
    [[nodiscard]] std::vector<Break> prove(RowOrder order) {
        if (rows_.empty()) return {};
        const bool is_one_day = rows_.front().date == rows_.back().date;
        const bool latest_first =
            order == RowOrder::descending || (order == RowOrder::found_out && rows_.front().date > rows_.back().date);
        if (latest_first) std::ranges::reverse(rows_);
        std::vector<Break> so = breaks();
        if (so.empty() || order != RowOrder::found_out || !is_one_day) return so;
        std::ranges::reverse(rows_);
        std::vector<Break> reversed = breaks();
        if (reversed.size() > so.size()) return so;
        if (reversed.size() + 1 >= so.size()) std::ranges::copy(so, std::back_inserter(reversed));
        return reversed;
    }

private:
    Rows& rows_;
    std::optional<StatementNote> opening_;
};

class StatementFileReader {
public:
    StatementFileReader(const Layout& layout, const StatementShape& shape, std::string_view file_name)
        : layout_{layout}, shape_{shape}, file_name_{file_name}, rows_{shape} {}

    Result<void, Refusal> read(std::string_view bytes) {
        auto reader = open(shape_, bytes);
        if (!reader) return pass_on(reader);
        RawRow row;
        for (;;) {
            auto more = (*reader)->next(row);
            if (!more) return pass_on(more);
            if (!*more) break;
            rows_.take(row);
        }
        if (!rows_.has_heading()) return no_heading();
        for (const StatementRows::Fault& fault : rows_.faults()) add(fault.row, fault.what);
        if (fault_count_ > 0) return whole_file(ReadError::row_refused);
        return prove();
    }

    void hand_out(StatementSink& sink) const {
        sink.begin();
        const auto in_currency = [&](std::int64_t units) { return CurrencyAmount{units, shape_.currency}; };
        const auto& rows = read_rows_;
        for (const StatementRow& row : rows) {
            StatementEntry entry;
            entry.amount = in_currency(row.amount);
            entry.booked_on = row.date;
            entry.reference = row.reference;
            entry.reversal = row.reversal;
            entry.balance = in_currency(row.balance);
            sink.entry(entry);
            EntryTransaction transaction;
            transaction.amount = entry.amount;
            transaction.reference = row.reference;
            transaction.name = row.name;
            transaction.account = row.account;
            transaction.text = row.memo;
            sink.transaction(transaction);
        }
        Statement statement;
        statement.account = rows_.account();
        statement.currency = shape_.currency;
        const auto day = [&](const StatementRow& row) { return std::optional{row.date}; };
        if (opening_)
            statement.opening = Balance{in_currency(*opening_), rows.empty() ? std::nullopt : day(rows.front())};
        if (closing_)
            statement.closing = Balance{in_currency(*closing_), rows.empty() ? std::nullopt : day(rows.back())};
        if (opening_ && closing_) statement.proven = true;  // Row by row, or it would have been refused.
        sink.end(statement);
    }

private:
    void add(std::size_t row, const RowFault& fault) {
        if (fault_count_++ < findings_max)
            findings_.push_back({std::string{file_name_}, row, fault.column, fault.value, fault.reason});
    }

    tl::unexpected<Refusal> whole_file(ReadError reason) {
        return tl::unexpected{refusal(reason, file_name_, layout_.name, fault_count_).with(std::move(findings_))};
    }

    tl::unexpected<Refusal> no_heading() {
        std::string titles;
        for (const StatementColumn& column : shape_.columns) {
            if (!column.required) continue;
            if (!titles.empty()) titles += "、";
            titles += column.titles.front();
        }
        add(0, {{}, {}, {"没有标题行，须有：" + titles, "there is no heading row with: " + titles}});
        return whole_file(ReadError::not_this_layout);
    }

    Result<void, Refusal> prove() {
        const std::string title = rows_.title(StatementField::balance);
        BalanceChain chain{rows_.entries(), rows_.opening()};
        if (const auto breaks = chain.prove(shape_.order); !breaks.empty()) {
            for (const BalanceChain::Break& at : breaks) {
                const std::string sum = at.expected ? yuan(*at.expected) : "?";
                add(at.row,
                    {title,
                     yuan(at.balance),
                     {fmt::format("与上一笔余额接不上，按本笔金额应为{}", sum),
                      fmt::format("does not follow from the balance before; this row's amount makes {}", sum)}});
            }
            return whole_file(ReadError::balance_breaks);
        }
        const auto& rows = rows_.entries();
        if (rows_.opening()) opening_ = rows_.opening()->amount;
        if (rows_.closing()) closing_ = rows_.closing()->amount;
        if (!rows.empty()) {
            const auto before = add_units(rows.front().balance, -rows.front().amount);
            if (!opening_) opening_ = before;
            closing_ = rows.back().balance;
        } else if (!closing_) {
            closing_ = opening_;
        } else if (!opening_) {
            opening_ = closing_;
        }
        const bool closes =
            !rows_.closing() || (rows_.closing()->amount == closing_ && (!rows.empty() || opening_ == closing_));
        if (!closes) {
            const std::string sum = yuan(rows.empty() ? *opening_ : *closing_);
            add(rows_.closing()->row,
                {title,
                 yuan(rows_.closing()->amount),
                 {fmt::format("期末余额应为{}", sum), fmt::format("the closing balance should be {}", sum)}});
            return whole_file(ReadError::balance_breaks);
        }
        read_rows_ = std::move(rows_.entries());
        return {};
    }

    const Layout& layout_;
    const StatementShape& shape_;
    std::string_view file_name_;
    StatementRows rows_;
    std::vector<StatementRow> read_rows_;
    std::optional<std::int64_t> opening_;
    std::optional<std::int64_t> closing_;
    std::size_t fault_count_ = 0;
    std::vector<Finding> findings_;
};

}  // namespace

Result<void, Refusal> read_statement_file(const Layout& layout, std::string_view bytes, std::string_view file_name,
                                          StatementSink& sink) {
    if (!layout.statement) return refuse(ReadError::no_statement_in_layout, layout.name);
    if (bytes.empty()) return refuse(ReadError::empty_file, file_name);
    StatementFileReader reader{layout, *layout.statement, file_name};
    if (auto read = reader.read(bytes); !read) return read;
    reader.hand_out(sink);
    return {};
}

}  // namespace mingzhang::bank::layouts
