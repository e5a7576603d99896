#include <string>

#include <probation/io.hpp>
#include <probation/organisation.hpp>

#include "../catch.hpp"

using namespace probation;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Notes the names of all fields of a type and those below it.
struct key_collector {
  const std::string& schema;
  void type(std::string_view, std::string_view) {}
  template <class T, class... Rest>
  void operator()(const field_key& key, T, const Rest&...) {
    INFO(key.name);
    CHECK_THAT(schema, ContainsSubstring('"' + std::string(key.name) + "\": {"));
  }
};

template <class... T>
void check_all(const std::string& schema) {
  key_collector keys{schema};
  (describe(keys, std::type_identity<T>{}), ...);
}

}  // namespace

TEST_CASE("the schema knows every field that is declared") {
  const std::string schema = json_schema();
  check_all<region, delivery_unit, staff, cohort, grade, stage, qualification, promotion, recruitment, fill_policy,
            provisional_start, dated_headcount, intake, transfer, case_class, starts, dwell, allocation,
            workload_settings, staff_reference, service_capacity, list_class, waiting_list, programme, ordered_hours,
            court_extension, group_placements, individual_placements, education_hours, delivery_level, unpaid_work,
            victim_activity, victim_contact, inspection, rated_standard, survey, indicator, recommendation>(schema);
}

TEST_CASE("the schema is a document of its draft") {
  const std::string schema = json_schema();
  CHECK_THAT(schema, ContainsSubstring("https://json-schema.org/draft/2020-12/schema"));
  CHECK_THAT(schema, ContainsSubstring("\"required\": [\"name\", \"as_of\"]"));
  CHECK_THAT(schema, ContainsSubstring("\"additionalProperties\": false"));
  CHECK_THAT(schema, ContainsSubstring("\"$schema\": { \"type\": \"string\" }"));
  CHECK(json_schema() == schema);
}
