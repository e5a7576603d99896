// Where a grade's headcount settles under constant recruitment: closed form, by Eigen. Included by who needs it.
#pragma once

#include <cmath>      // for std::exp
#include <stdexcept>  // for std::invalid_argument
#include <vector>     // for std::vector

#include <Eigen/LU>

#include <probation/staffing/grade.hpp>

namespace probation {

/// Monthly transitions between the months of a ladder's timed stages and its open stage: row sums are 1 − wastage.
struct ladder_chain {
  Eigen::MatrixXd transitions;     ///< P: from row to column
  std::vector<std::size_t> stage;  ///< the stage that each state belongs to
};

/// The chain of a grade whose timed stages last whole months and whose leaving rates are certain.
/// `hazard` is the leaving hazard a month of stages that do not give their own. Throws std::invalid_argument otherwise.
[[nodiscard]] inline ladder_chain chain_of(const grade& g, double hazard) {
  ladder_chain out;
  std::vector<double> stay;
  for (std::size_t k = 0; k < g.ladder.size(); ++k) {
    const stage& s = g.ladder[k];
    const double h = s.leaving_rate ? mean(s.leaving_rate->parts.front().value) : hazard;
    const double months = s.months ? mean(*s.months) : 1.0;
    if (months < 1.0 || months != std::floor(months)) {
      throw std::invalid_argument("chain_of: stage \"" + s.name + "\" does not last whole months");
    }
    for (double a = 0; a < months; ++a) {
      out.stage.push_back(k);
      stay.push_back(std::exp(-h));
    }
  }
  const auto n = static_cast<Eigen::Index>(stay.size());
  out.transitions = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Eigen::Index next = i + 1 < n ? i + 1 : i;  // the last state is the open stage
    if (i + 1 < n || !g.ladder.back().months) out.transitions(i, next) = stay[static_cast<std::size_t>(i)];
  }
  return out;
}

/// Steady state n = R · r · (I − P)⁻¹ of recruiting R a month, a share r_i of them to state i (Bartholomew's manpower
/// model). Needs wastage everywhere in the long run: the spectral radius of P below 1.
[[nodiscard]] inline Eigen::RowVectorXd steady_state(const Eigen::MatrixXd& transitions,
                                                     const Eigen::RowVectorXd& entry, double recruits) {
  if (transitions.rows() != transitions.cols() || entry.size() != transitions.rows()) {
    throw std::invalid_argument("steady_state: P must be square and r as long as its sides");
  }
  const auto n = transitions.rows();
  const Eigen::MatrixXd remaining = Eigen::MatrixXd::Identity(n, n) - transitions;
  const Eigen::FullPivLU<Eigen::MatrixXd> lu(remaining);
  if (!lu.isInvertible()) throw std::invalid_argument("steady_state: nobody ever leaves, so nothing settles");
  return recruits * entry * lu.inverse();
}

}  // namespace probation
