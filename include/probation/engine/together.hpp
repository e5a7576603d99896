// Plans that are run together, replicate by replicate, and what is added up over them.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t
#include <limits>   // for std::numeric_limits
#include <string>   // for std::string
#include <vector>   // for std::vector

#include <probation/engine/kernel.hpp>

namespace probation {

/// A plan that is run together with others.
struct ensemble_member {
  const plan* what = nullptr;
  std::uint32_t seed = 1;
  std::string name;  ///< for messages; empty if it is alone
};

/// What is reported of the sum of plans: totals over members, or the ratio of two of them.
struct joint_outputs {
  static constexpr std::size_t none = (std::numeric_limits<std::size_t>::max)();
  struct output {
    std::size_t numerator = 0;
    std::size_t denominator = none;  ///< `none`: the numerator is the number
    bool is_flow = false;
  };

  std::vector<output> outputs;
  std::vector<output_limit> limits;               ///< of those outputs
  std::size_t totals = 0;                         ///< how many sums over members there are
  std::vector<std::vector<std::size_t>> adds_to;  ///< by member and output: the total that it adds to, or `none`
};

/// What an ensemble runs: one plan, or several of one horizon and what is added up over them.
struct ensemble_job {
  std::vector<ensemble_member> members;
  joint_outputs joint = {};

  /// The limits of a result: of a member, or of the sum of all.
  [[nodiscard]] const std::vector<output_limit>& limits(std::size_t result) const noexcept {
    return result < members.size() ? members[result].what->limits : joint.limits;
  }
  /// How many outputs a result has.
  [[nodiscard]] std::size_t outputs(std::size_t result) const noexcept {
    return result < members.size() ? members[result].what->outputs.size() : joint.outputs.size();
  }
};

namespace detail {

/// What all workers of a job share: the programs of its members, and the curves of their inputs.
struct shared_programs {
  std::vector<program> programs;
  std::vector<std::vector<input_curve>> curves;

  shared_programs(const ensemble_job& job, std::size_t runs) {
    for (const ensemble_member& m : job.members) {
      programs.push_back(make_program(*m.what));
      for (input_curve& c : curves.emplace_back(m.what->parameters.size())) c.expect(runs);
    }
  }
  /// Of a result (a member, or the sum of all) and an output, the first output that is the same number.
  [[nodiscard]] std::size_t first_alike(std::size_t result, std::size_t output) const noexcept {
    return result < programs.size() ? programs[result].first_alike[output] : output;
  }
};

/// Runs the members of a job over one batch of blocks after the other, and adds up what they have in common.
class member_runner {
 public:
  member_runner(const ensemble_job& job, shared_programs& shared, std::size_t width, std::size_t blocks)
      : job_(job),
        shared_(shared),
        points_(static_cast<std::size_t>(job.members.front().what->months) + 1),
        space_(width, blocks),
        totals_(job.joint.totals * points_ * width * blocks),
        ratio_(job.joint.totals > 0 ? width * blocks : 0) {}

  /// Bytes of rows that are kept until they are recorded, roughly.
  void limit_kept(std::size_t bytes) noexcept { space_.recorded().limit(bytes); }

  /// Replicates first … first + n − 1 of all members. `policy_of(seed)` is a member's policy. Rows go to
  /// `add(result, output, point, rows, from)`, of which the first is replicate first + from; results are the members
  /// and then, if there is one, their sum. False if it was stopped.
  template <class PolicyOf, class Add, class Stopped>
  bool run(const PolicyOf& policy_of, std::size_t n, std::uint32_t first, Add&& add, Stopped&& stopped) {
    totals_.assign(totals_.size(), 0.0);
    for (std::size_t m = 0; m < job_.members.size(); ++m) {
      const ensemble_member& member = job_.members[m];
      attach(m);
      const auto recorder = [&](std::size_t k, std::uint32_t t, const row_block& rows, std::size_t from) {
        if (member.what->outputs[k].role == output_role::series) add(m, k, t, rows, from);
        if (job_.joint.totals > 0) add_to_total(m, k, t, rows, from);
      };
      try {
        if (!run_blocks(*member.what, policy_of(member.seed), space_, n, first, recorder, stopped)) return false;
      } catch (const plan_error& e) {
        if (member.name.empty()) throw;
        throw plan_error(member.name + ": " + e.what());
      }
    }
    add_joint(n, add);
    return true;
  }

 private:
  static constexpr std::size_t nobody = (std::numeric_limits<std::size_t>::max)();

  /// Gives the m-th member the workspace.
  void attach(std::size_t m) {
    if (attached_ != m) space_.attach(shared_.programs[m], shared_.curves[m]);
    attached_ = m;
  }
  [[nodiscard]] double* total(std::size_t i, std::size_t point) noexcept {
    return totals_.data() + (i * points_ + point) * space_.width() * space_.blocks();
  }
  void add_to_total(std::size_t m, std::size_t k, std::size_t t, const row_block& x, std::size_t from) {
    const std::size_t to = job_.joint.adds_to[m][k];
    if (to == joint_outputs::none) return;
    const plan& p = *job_.members[m].what;
    const std::size_t end = changes_by_month(p, p.outputs[k]) ? t + 1 : points_;
    for (std::size_t point = t; point < end; ++point) {
      double* sums = total(to, point) + from;
      for (std::size_t r = 0; r < x.rows; ++r, sums += x.n) {
        const double* const row = x.from + r * x.stride;
        for (std::size_t i = 0; i < x.n; ++i) sums[i] += row[i];
      }
    }
  }
  template <class Add>
  void add_joint(std::size_t n, Add&& add) {
    for (std::size_t k = 0; k < job_.joint.outputs.size(); ++k) {
      const auto& o = job_.joint.outputs[k];
      for (std::size_t t = 0; t + (o.is_flow ? 1 : 0) < points_; ++t) {
        const double* row = total(o.numerator, t);
        if (o.denominator != joint_outputs::none) {
          const double* const below = total(o.denominator, t);
          // As the operation of a plan: nothing of nothing is no share at all.
          for (std::size_t i = 0; i < n; ++i) ratio_[i] = row[i] == 0.0 && below[i] == 0.0 ? 0.0 : row[i] / below[i];
          row = ratio_.data();
        }
        add(job_.members.size(), k, static_cast<std::uint32_t>(t), row_block{row, n}, std::size_t{0});
      }
    }
  }

  const ensemble_job& job_;
  shared_programs& shared_;
  std::size_t points_;
  workspace space_;
  std::size_t attached_ = nobody;
  std::vector<double> totals_;  // by total, point and replicate of the batch
  std::vector<double> ratio_;
};

}  // namespace detail

}  // namespace probation
