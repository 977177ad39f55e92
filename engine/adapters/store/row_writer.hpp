// SPDX-License-Identifier: Apache-2.0
// Carries row changes out. The statement of each shape (operation, table, columns) is prepared once.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "kernel/projection/row_change.hpp"

#include <memory>
#include <unordered_map>

namespace giamsat::store {

class RowWriter {
public:
    explicit RowWriter(Database& database) : database_(database) {}

    // Throws StorageError, also when an insert finds its row there already or an update does not find its row.
    void apply(const RowChange& change);

private:
    struct Shape {
        RowChange::Op op;
        std::string_view table;
        std::vector<std::string_view> columns;
        std::size_t key_count;
        std::unique_ptr<Statement> statement;

        bool fits(const RowChange& change) const;
    };
    Shape& shape_of(const RowChange& change);

    Database& database_;
    std::unordered_multimap<std::size_t, Shape> shapes_;
};

}  // namespace giamsat::store
