// What the files of the part `wmt` share.
#pragma once

#include "pybind.hpp"

#include <optional>
#include <string>

#include <probation/workload/wmt/counts.hpp>
#include <probation/workload/wmt/error.hpp>
#include <probation/workload/wmt/javascript.hpp>

namespace probation::bindings {

void bind_wmt_points(py::module_& m);
void bind_wmt_capacity(py::module_& m);
void bind_wmt_peers(py::module_& m);
void bind_wmt_groups(py::module_& m);
void bind_wmt_sensitivity(py::module_& m);
void bind_wmt_table(py::module_& m);

/// None is null, `...` is undefined, numbers are numbers, and text is text.
[[nodiscard]] wmt::js::value js_value(const py::handle& x);

/// A number, and neither a text nor a truth nor nothing; `wmt::error` otherwise.
[[nodiscard]] double number_of(const py::handle& x, const std::string& where);

/// Cases of a tier: a number of them; or total, warrants, unpaid work and overdue, in a list or by name.
[[nodiscard]] wmt::case_counts counts_of(const py::handle& x, const std::string& where);

/// Cases of a location by tier.
[[nodiscard]] named<wmt::case_counts> cells_of(const py::handle& x, const std::string& where);

/// Cases by location and tier; None is none.
[[nodiscard]] wmt::caseload caseload_of(const py::handle& x, const std::string& where);

}  // namespace probation::bindings
