// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/postgresql.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <vector>

#include "base/store/bulk_insert.hpp"

namespace mingzhang::store::postgresql {

struct Rows::Pending {
    std::string table;
    std::string copy;  // The COPY statement.
    std::string text;  // Rows in its text format.
    bool mid_row = false;
    bool waiting = false;  // In the session's list.
    bool kept = false;     // From other statements.
};

namespace {

constexpr std::size_t sent_at_bytes = 1024 * 1024;
constexpr int fetch_first = 64;
constexpr int fetch_max = 8192;
constexpr std::size_t fetch_bytes = 1024 * 1024;

using Outcome = std::unique_ptr<PGresult, decltype(&PQclear)>;

Outcome held(PGresult* result) {
    return {result, PQclear};
}

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(between);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + between.size());
    }
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

// How many rows the next piece may have: pieces of about the same size, whatever a row holds.
int next_fetch(const PGresult* piece) {
    const std::size_t bytes = std::max<std::size_t>(PQresultMemorySize(piece), 1);
    const std::size_t fitting = static_cast<std::size_t>(std::max(PQntuples(piece), 1)) * fetch_bytes / bytes;
    return static_cast<int>(std::clamp<std::size_t>(fitting, 1, fetch_max));
}

// The server says "Key (county, household)=(1, YX1) already exists.", in its own language: only the brackets are read.
DuplicateKey duplicate_key(const PGresult* result) {
    const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    const std::size_t begin = detail.find('('), middle = detail.find(")=("), end = detail.rfind(')');
    DuplicateKey::Values values;
    if (begin < middle && middle + 3 <= end && end != std::string::npos) {
        const auto columns = split(std::string_view{detail}.substr(begin + 1, middle - begin - 1), ", ");
        const auto texts = split(std::string_view{detail}.substr(middle + 3, end - middle - 3), ", ");
        for (std::size_t i = 0; i < columns.size() && columns.size() == texts.size(); ++i)
            values.emplace_back(columns[i], texts[i]);
    }
    return {field(result, PG_DIAG_TABLE_NAME), std::move(values), PQresultErrorMessage(result)};
}

[[noreturn]] void fail(PGconn* connection, const PGresult* result) {
    std::string state = field(result, PG_DIAG_SQLSTATE);
    if (state == "23505") throw duplicate_key(result);
    if (state.size() != 5) state = PQstatus(connection) == CONNECTION_BAD ? "08006" : "XX000";
    const std::string message = PQresultErrorMessage(result);
    throw soci::postgresql_soci_error(message.empty() ? PQerrorMessage(connection) : message, state.c_str());
}

class Session final : public soci::postgresql_session_backend {
public:
    explicit Session(const soci::connection_parameters& parameters)
        : postgresql_session_backend{parameters, /*single_row_mode=*/false} {
        PQsetNoticeProcessor(
            conn_, [](void*, const char*) {}, nullptr);
        // A long read is read to its end; who waits for a writer waits as long as on SQLite.
        const Outcome set = held(PQexec(conn_, "SET cursor_tuple_fraction = 1; SET lock_timeout = '60s'"));
        if (PQresultStatus(set.get()) != PGRES_COMMAND_OK) fail(conn_, set.get());
    }

    soci::postgresql_statement_backend* make_statement_backend() override;

    void hold(const std::shared_ptr<Rows::Pending>& rows) {
        if (!std::exchange(rows->waiting, true)) pending_.push_back(rows);
    }
    void discard() { pending_.clear(); }

    void send(Rows::Pending& rows) {
        if (!std::exchange(rows.waiting, false)) return;
        const std::string text = std::exchange(rows.text, {});
        std::erase_if(pending_, [&](const auto& held_back) { return held_back.get() == &rows; });
        const Outcome begun = held(PQexec(conn_, rows.copy.c_str()));
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN) fail(conn_, begun.get());
        const bool sent =
            PQputCopyData(conn_, text.data(), static_cast<int>(text.size())) == 1 && PQputCopyEnd(conn_, nullptr) == 1;
        const Outcome done = held(PQgetResult(conn_));
        while (const Outcome rest = held(PQgetResult(conn_))) {
        }
        if (!sent || PQresultStatus(done.get()) != PGRES_COMMAND_OK) fail(conn_, done.get());
    }

    // Before a statement, which must see them; those kept from it at the end of the transaction only.
    void send_all(bool kept_too) {
        const auto waiting = pending_;
        for (const auto& rows : waiting)
            if (kept_too || !rows->kept) send(*rows);
    }

private:
    std::vector<std::shared_ptr<Rows::Pending>> pending_;  // Those with rows, in the order of their first.
};

class Statement final : public soci::postgresql_statement_backend {
public:
    explicit Statement(Session& session)
        : postgresql_statement_backend{session, /*single_row_mode=*/false}, own_session_{session} {}
    ~Statement() override { close_cursor(); }

    void prepare(const std::string& query, soci::details::statement_type type) override {
        long_ = query.starts_with(long_read);
        is_commit_ = query == "COMMIT";
        postgresql_statement_backend::prepare(query, long_ ? soci::details::st_one_time_query : type);
        select_ = query_;
    }

    exec_fetch_result execute(int number) override {
        own_session_.send_all(/*kept_too=*/is_commit_);
        if (!long_ || PQtransactionStatus(own_session_.conn_) != PQTRANS_INTRANS)
            return postgresql_statement_backend::execute(number);
        close_cursor();
        cursor_ = "cursor_" + own_session_.get_next_statement_name();
        query_ = "DECLARE " + cursor_ + " NO SCROLL CURSOR FOR " + select_;
        postgresql_statement_backend::execute(0);
        fetch_rows_ = fetch_first;
        read_piece();
        if (numberOfRows_ == 0) return ef_no_data;
        return number > 0 ? fetch(number) : ef_success;
    }

    exec_fetch_result fetch(int number) override {
        const exec_fetch_result outcome = postgresql_statement_backend::fetch(number);
        if (outcome == ef_success || cursor_.empty() || numberOfRows_ == 0) return outcome;
        read_piece();
        return numberOfRows_ == 0 ? ef_no_data : postgresql_statement_backend::fetch(number);
    }

private:
    void read_piece() {
        const std::string text = "FETCH FORWARD " + std::to_string(fetch_rows_) + " FROM " + cursor_;
        result_.reset(PQexec(own_session_.conn_, text.c_str()));
        result_.check_for_errors("Cannot fetch.");
        numberOfRows_ = PQntuples(result_);
        currentRow_ = 0;
        rowsToConsume_ = 0;
        fetch_rows_ = next_fetch(result_);
    }

    void close_cursor() {
        if (cursor_.empty()) return;
        if (PQtransactionStatus(own_session_.conn_) == PQTRANS_INTRANS)
            held(PQexec(own_session_.conn_, ("CLOSE " + cursor_).c_str()));
        cursor_.clear();
    }

    Session& own_session_;
    bool long_ = false;
    bool is_commit_ = false;
    std::string select_;
    std::string cursor_;
    int fetch_rows_ = fetch_first;
};

soci::postgresql_statement_backend* Session::make_statement_backend() {
    return new Statement{*this};
}

class Factory final : public soci::backend_factory {
public:
    soci::details::session_backend* make_session(const soci::connection_parameters& parameters) const override {
        return new Session{parameters};
    }
};

Session& session_of(soci::session& sql) {
    return *static_cast<Session*>(sql.get_backend());
}

}  // namespace

bool is_address(std::string_view url) noexcept {
    return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

std::string database_name(const std::string& url) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{PQconninfoParse(url.c_str(), nullptr),
                                                                               PQconninfoFree};
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option)
        if (std::string_view{option->keyword} == "dbname" && option->val != nullptr) return option->val;
    return "mingzhang";
}

std::unique_ptr<soci::session> connect(const std::string& url) {
    static const Factory factory;  // Kept: a session asks it again when it reconnects.
    return std::make_unique<soci::session>(soci::connection_parameters{factory, url});
}

std::string address_of(soci::session& sql) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{PQconninfo(session_of(sql).conn_),
                                                                               PQconninfoFree};
    std::string address = "postgresql://";
    char between = '?';
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (option->val == nullptr || *option->val == '\0') continue;
        address += std::exchange(between, '&') + std::string{option->keyword} + '=';
        for (const char* c = option->val; *c != '\0'; ++c)
            address += fmt::format("%{:02X}", static_cast<unsigned char>(*c));
    }
    return address;
}

Trouble trouble(soci::session& sql, const std::exception& error) {
    const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    const std::string state = known == nullptr ? "" : known->sqlstate();
    if (state == "40001" || state == "40P01") return Trouble::conflict;
    auto* backend = static_cast<Session*>(sql.get_backend());
    const bool lost = backend == nullptr || PQstatus(backend->conn_) == CONNECTION_BAD || state.starts_with("08") ||
                      state.starts_with("57P");  // The server or somebody ended the session.
    return lost ? Trouble::connection_lost : Trouble::lasting;
}

Rows::Rows(soci::session& sql, std::string table, const std::string& columns)
    : sql_{sql}, pending_{std::make_shared<Pending>()} {
    pending_->copy = "COPY " + table + " (" + columns + ") FROM STDIN";
    pending_->table = std::move(table);
}

Rows::~Rows() = default;  // What is left is the session's, and sent before the next statement.

void Rows::put(std::string_view value) {
    std::string& text = pending_->text;
    if (std::exchange(pending_->mid_row, true)) text += '\t';
    for (const char c : value) {
        switch (c) {
            case '\\':
                text += "\\\\";
                break;
            case '\t':
                text += "\\t";
                break;
            case '\n':
                text += "\\n";
                break;
            case '\r':
                text += "\\r";
                break;
            default:
                text += c;
        }
    }
}

void Rows::end_row() {
    pending_->mid_row = false;
    pending_->text += '\n';
    session_of(sql_).hold(pending_);
    if (pending_->text.size() >= sent_at_bytes) send();
}

void Rows::send() {
    session_of(sql_).send(*pending_);
}

void Rows::keep_from_other_statements() {
    pending_->kept = true;
}

struct Cursor::Pieces {
    Session& session;
    std::string name;  // Empty: outside a transaction, and all rows are here.
    Outcome rows;
    int row = -1;
    int wanted = fetch_first;

    void take(PGresult* result) {
        rows = held(result);
        if (PQresultStatus(result) != PGRES_TUPLES_OK) fail(session.conn_, result);
        row = -1;
    }
    void fetch() {
        take(PQexec(session.conn_, ("FETCH FORWARD " + std::to_string(wanted) + " FROM " + name).c_str()));
        wanted = next_fetch(rows.get());
    }
    [[nodiscard]] bool reaches_next() { return ++row < PQntuples(rows.get()); }
};

Cursor::Cursor(soci::session& sql, const std::string& select, const std::vector<std::string>& texts)
    : pieces_{new Pieces{session_of(sql), {}, held(nullptr)}} {
    Session& session = pieces_->session;
    session.send_all(/*kept_too=*/false);
    std::vector<const char*> values;
    for (const std::string& text : texts) values.push_back(text.c_str());
    const auto execute = [&](const std::string& statement) {
        return PQexecParams(session.conn_, statement.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                            nullptr, nullptr, /*resultFormat=*/0);
    };
    if (PQtransactionStatus(session.conn_) != PQTRANS_INTRANS) {
        pieces_->take(execute(select));
        return;
    }
    pieces_->name = "rows_" + session.get_next_statement_name();
    const Outcome begun = held(execute("DECLARE " + pieces_->name + " NO SCROLL CURSOR FOR " + select));
    if (PQresultStatus(begun.get()) != PGRES_COMMAND_OK) fail(session.conn_, begun.get());
    pieces_->fetch();
}

Cursor::~Cursor() {
    if (!pieces_->name.empty() && PQtransactionStatus(pieces_->session.conn_) == PQTRANS_INTRANS)
        held(PQexec(pieces_->session.conn_, ("CLOSE " + pieces_->name).c_str()));
}

bool Cursor::next() {
    if (pieces_->reaches_next()) return true;
    if (pieces_->name.empty() || PQntuples(pieces_->rows.get()) == 0) return false;
    pieces_->fetch();
    return pieces_->reaches_next();
}

std::string_view Cursor::text(int column) const {
    const PGresult* rows = pieces_->rows.get();
    return {PQgetvalue(rows, pieces_->row, column), static_cast<std::size_t>(PQgetlength(rows, pieces_->row, column))};
}

void discard_rows(soci::session& sql) {
    if (sql.get_backend() != nullptr) session_of(sql).discard();
}

}  // namespace mingzhang::store::postgresql
