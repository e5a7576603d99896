// The fields of a region and its units in documents.
#pragma once

#include <probation/backlog/fields.hpp>
#include <probation/base/field.hpp>
#include <probation/caseload/fields.hpp>
#include <probation/organisation/region.hpp>
#include <probation/ratings/fields.hpp>
#include <probation/staffing/fields.hpp>
#include <probation/workload/fields.hpp>

namespace probation {

template <class V>
void describe(V& v, std::type_identity<delivery_unit>) {
  v.type("unit", "A probation delivery unit, or a regional function such as a victim liaison team.");
  v("staff", &delivery_unit::staff, "staff by grade");
  v("caseload", &delivery_unit::caseload, "classes of cases by name, besides those implied by averages");
  v("recruitment", &delivery_unit::recruitment, "recruitment by grade, instead of the region's");
  v("remainder", &delivery_unit::remainder, "the rest of the region: its numbers follow by subtraction");
}

template <class V>
void describe(V& v, std::type_identity<region>) {
  v.type("region", "A probation region.");
  v(mandatory("name"), &region::name, "what the region is called");
  v(mandatory("as_of"), &region::as_of, "stocks are those at the start of this month");
  v("grades", &region::grades, "grades by name, changing or adding to those known");
  v("staff", &region::staff, "totals of the region, where known, by grade");
  v("pdus", &region::pdus, "probation delivery units by name");
  v("functions", &region::functions, "regional teams by name");
  v("caseload", &region::caseload, "flows of classes of cases, by name");
  v("recruitment", &region::recruitment, "recruitment by grade");
  v("intakes", &region::intakes, "people who join on a date already known");
  v("transfers", &region::transfers, "moves between units");
  v("workload", &region::workload, "settings of the workload model");
  v("unpaid_work", &region::unpaid_work, "hours that courts have ordered");
  v("programmes", &region::programmes, "accredited programmes by name");
  v("waiting_lists", &region::waiting_lists,
    "services, adjustments, reviews, vetting and whatever else waits, by name");
  v("victim_contact", &region::victim_contact, "statutory victim contact");
  v("inspections", &region::inspections, "published inspections, by unit or region");
  v("surveys", &region::surveys, "surveys by name");
  v("indicators", &region::indicators, "figures that are carried, by name");
  v("recommendations", &region::recommendations, "recommendations of inspections");
  v("scenarios", &region::scenarios, "changes to this document (merge patches) by name");
  v("notes", &region::notes, "anything else");
}

}  // namespace probation
