// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "tests/support/office.hpp"

// Small lists of invented people, to build cases from.
namespace mingzhang::test {

inline const std::string divisions_list =
    "code,name,level,parent_code\n"
    "500000000000,重庆市,province,\n"
    "500110000000,綦江区,county,500000000000\n"
    "500110999000,永新镇,town,500110000000\n"
    "500110999001,石塔村,village,500110999000\n"
    "500110999002,荆山村,village,500110999000\n";

inline const std::string household_heading =
    "household_no,from_month,program,division_code,applicant_id_number,approved_on,ended_on,end_reason,grace_from,"
    "cover,"
    "bank_code,account_no,account_name\n";
inline const std::string member_heading =
    "household_no,id_number,from_month,name,relation,covered,joined_on,left_on,categories,self_care\n";
inline const std::string income_heading = "household_no,id_number,kind,annual_amount,from_month,to_month\n";
inline const std::string death_heading = "id_number,died_on,source,reported_on\n";

inline const std::string shen = "999901196111138070";
inline const std::string zhao = "999901195703172323";

inline const std::string one_household = household_heading + "YX1,,rural_dibao,500110999001," + shen +
                                         ",2022-05-09,,,,household,rcb,6299996907439150008,沈文\n";
inline const std::string one_member = member_heading + "YX1," + shen + ",,沈文,户主,yes,,,,\n";

// An office that knows the divisions, one household of one member, and the golden town's first pack.
inline void load_one_household(Office& office) {
    using registry::ImportKind;
    for (const auto& [kind, text] :
         {std::pair{ImportKind::divisions, divisions_list}, std::pair{ImportKind::households, one_household},
          std::pair{ImportKind::members, one_member}})
        if (!office.import_text(kind, text)) throw std::runtime_error{"the small lists do not load"};
    if (!office.import(ImportKind::pack, town_folder("golden-town") / "2022-08/2021-09.toml"))
        throw std::runtime_error{"the pack does not load"};
}

}  // namespace mingzhang::test
