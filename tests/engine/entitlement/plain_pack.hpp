// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// A rule pack as plain as can be, for the second implementation: amounts in fen, an absent one is -1. It is written out
// as TOML for the program to read, so that the reading is compared as well.
namespace mingzhang::plain {

struct Rounding {
    std::int64_t unit = 1;  // In fen.
    std::string mode = "half_up";
};

// An amount for town and country, or a percent of the standard.
struct Value {
    std::int64_t percent = -1;
    std::int64_t urban = 0;
    std::int64_t rural = 0;
};

struct Tier {
    std::string code;
    Value value;
    std::int64_t income_below = -1;
};

struct Item {
    std::string code;
    Value value;
    std::int64_t age_min = -1;
    std::int64_t age_max = -1;
};

struct Cut {
    std::string code;
    std::int64_t percent = 0;
};

struct Pack {
    std::string division;
    std::int64_t from = 0;  // Months since year 0, as everywhere here.
    std::int64_t urban = 1;
    std::int64_t rural = 1;
    std::int64_t tekun = -1;
    std::vector<std::string> same;  // Events that tell in their own month.
    std::int64_t cut_day = -1;

    Rounding rounding;
    bool by_person = false;
    std::string single = "full";
    std::int64_t fixed = 0;
    std::vector<Tier> tiers;  // None: the shortfall is paid.
    std::int64_t least_household = 0;
    std::int64_t least_person = 0;
    std::vector<std::int64_t> grace;
    std::vector<Cut> cuts;

    std::string combine = "max";
    Rounding topup_rounding;
    std::vector<Item> categories;
    std::vector<Item> stack;
    bool capped = false;
    Value cap;
    bool cap_holds_stack = false;

    std::vector<std::int64_t> care{-1, -1, -1};
    bool institution = false;
    std::int64_t institution_standard = -1;
    std::vector<std::int64_t> institution_care{-1, -1, -1};

    bool edge = false;
    bool edge_urban = false;
    std::int64_t edge_from = 100;
    std::int64_t edge_to = 150;
    bool edge_from_closed = false;
    bool edge_to_closed = false;
    bool edge_pays = false;
    Value edge_value;  // Town and country alike.
    bool edge_by_person = false;
    Rounding edge_rounding;

    bool prices = false;
    std::int64_t prices_mark = 350;
    std::int64_t food_mark = -1;
    std::vector<std::string> prices_programs;
    std::int64_t prices_least = 0;
    Rounding prices_rounding;

    std::int64_t funeral_months = -1;  // Tekun only.
};

std::string yuan(std::int64_t fen);
std::string to_toml(const Pack& pack);

}  // namespace mingzhang::plain
