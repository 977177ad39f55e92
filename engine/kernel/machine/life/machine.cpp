// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/life/machine.hpp"

#include "base/core/failure.hpp"

namespace giamsat::machine {

Problem fault_at_hand() {
    try {
        throw;
    } catch (const StorageError& failure) {
        return failure.problem;
    } catch (const std::exception& error) {
        return {ProblemCode::internal_fault, {{"why", error.what()}}};
    } catch (...) {
        return {ProblemCode::internal_fault, {{"why", "?"}}};
    }
}

}  // namespace giamsat::machine
