// Names of the public types, for headers that need no more.
#pragma once

namespace probation {

// base
class month;
struct problem;
class document_error;
struct quantity;
struct timed_quantity;
template <class T>
class named;

// staffing, caseload, workload
struct stage;
struct grade;
struct cohort;
struct staff;
struct recruitment;
struct intake;
struct transfer;
struct case_class;
struct workload_settings;

// backlog
struct staff_reference;
struct service_capacity;
struct waiting_list;
struct programme;
struct unpaid_work;
struct victim_contact;

// ratings
struct scorecard;
struct inspection;
struct survey;
struct indicator;
struct recommendation;
namespace ratings {
struct methodology;
struct standard;
struct card_result;
struct changes_result;
struct question_count;
struct case_result;
struct officer_cases;
struct sample_plan;
}  // namespace ratings

// organisation
struct delivery_unit;
struct region;

// engine
struct plan;
class value;
struct ensemble_options;
struct ensemble_result;
class point_summary;
class plan_error;
class interrupted;

// projection
class series;
struct series_name;
struct forecast_options;
class forecast_result;
struct provenance;

// analysis
struct exhibit;
struct finding;
struct audit_options;
struct audit_rule;
class audit_context;

}  // namespace probation
