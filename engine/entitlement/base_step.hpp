// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/entitlement/assessment.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

// The steps every assessment is made of. Each fills its part of `step`, whose vectors keep their memory.
namespace mingzhang::entitlement {

// Forgets everything but the memory.
void clear(BaseStep& step, Month month);

// Who is present and counted in step.month; sets members and covered.
void count_members(BaseStep& step, const registry::Household& household);

// Rules 1 to 4: needs version, pack, standard and members; reads the income.
void apply_dibao_rules(BaseStep& step, const registry::Household& household);

// Rule 1 and the standard for each counted member, an institution's where one lives there, without an income test.
void apply_tekun_rules(BaseStep& step);

// What the pack pays an edge household whose income lies in the band.
void apply_edge_rules(BaseStep& step, const registry::Household& household);

// B, the base before a grace: rules 1 to 4 in that month, active then or not; nothing when there was no dibao to work
// out.
void work_out_base_before(BaseStep& step, const registry::Household& household, const policy::PackBook& packs,
                          Month month);

}  // namespace mingzhang::entitlement
