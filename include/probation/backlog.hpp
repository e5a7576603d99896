// Everything in the layer `backlog`.
#pragma once

#include <probation/backlog/capacity.hpp>
#include <probation/backlog/fluid.hpp>
#include <probation/backlog/list_history.hpp>
#include <probation/backlog/programme.hpp>
#include <probation/backlog/servers.hpp>
#include <probation/backlog/targets.hpp>
#include <probation/backlog/unpaid_work.hpp>
#include <probation/backlog/victim_contact.hpp>
#include <probation/backlog/victim_workload.hpp>
#include <probation/backlog/waiting_list.hpp>
