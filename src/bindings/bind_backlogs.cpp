// Backlogs as they stand in a document, read only. Their fields are declared once, in describe().
#include "pybind.hpp"

#include "packing.hpp"

#include <cctype>  // for std::toupper

#include <probation/backlog/fields.hpp>

namespace probation::bindings {

namespace {

/// Makes a property of every field, called as in documents; a choice is its name there.
template <class T>
struct property_maker {
  py::classh<T>& c;

  void type(std::string_view, std::string_view) {}
  template <class M>
  void operator()(const field_key& key, M T::* member, std::string_view text) {
    const std::string name(key.name);
    const std::string doc =
        static_cast<char>(std::toupper(static_cast<unsigned char>(text.front()))) + std::string(text.substr(1)) + '.';
    if constexpr (has_names<M>) {
      c.def_property_readonly(
          name.c_str(),
          [member](const T& t) {
            return std::string(names_of(std::type_identity<M>{})[static_cast<std::size_t>(t.*member)]);
          },
          doc.c_str());
    } else {
      property(c, name.c_str(), member, doc.c_str());
    }
  }
  template <class M>
  void operator()(const field_key& key, M T::* member, const kind&, std::string_view text) {
    (*this)(key, member, text);
  }
};

/// A value class with the fields of its documents.
template <class T>
void described_class(py::module_& m, const char* name, const char* doc) {
  py::classh<T> c = value_class<T>(m, name, doc);
  pickled(c, name);
  property_maker<T> maker{c};
  describe(maker, std::type_identity<T>{});
  const std::string shown = std::string("<") + name + '>';
  c.def("__repr__", [shown](const T&) { return shown; });
}

}  // namespace

void bind_backlogs(py::module_& m) {
  described_class<starts>(m, "Starts", "How cases, or those who wait, arrive.");
  described_class<staff_reference>(m, "StaffReference", "Staff of a grade, in a unit or in all of them.");
  described_class<service_capacity>(m, "ServiceCapacity", "How many can be served in a month.");
  described_class<list_class>(m, "ListClass", "A class of those who wait.");
  described_class<waiting_list>(m, "WaitingList", "A list on which people, or pieces of work, wait.");
  described_class<programme>(m, "Programme", "An accredited programme, delivered to groups.");
  described_class<ordered_hours>(m, "OrderedHours", "Orders of so many hours, as a share of all.");
  described_class<court_extension>(m, "CourtExtension", "What a court does with orders past their twelfth month.");
  described_class<group_placements>(m, "GroupPlacements", "Group placements, each led by a supervisor.");
  described_class<individual_placements>(m, "IndividualPlacements", "Placements for one person.");
  described_class<education_hours>(m, "EducationHours", "Education, training and employment that counts as hours.");
  described_class<delivery_level>(m, "DeliveryLevel", "All unpaid work compared with what it was.");
  described_class<unpaid_work>(m, "UnpaidWork", "Unpaid work: who owes hours, and what can be worked.");
  described_class<victim_activity>(m, "VictimActivity", "Something that a victim liaison officer does.");
  described_class<victim_contact>(m, "VictimContact", "Statutory victim contact.");
}

}  // namespace probation::bindings
