// SPDX-License-Identifier: Apache-2.0
// What commands write, row by row, kept so that a loop without them can write it again.
#pragma once

#include "bench/floor/bare_writes.h"
#include "kernel/journal/merkle.hpp"
#include "service/ports/recorder.hpp"

#include <deque>
#include <map>

namespace giamsat::bench {

// Stands before a recorder and notes what is committed.
class CapturingRecorder final : public Recorder {
public:
    // `frontier`: of the journal as it stands.
    CapturingRecorder(Recorder& real, Frontier frontier) : real_(real), frontier_(std::move(frontier)) {}

    void begin() override;
    void commit() override;
    void tidy() override { real_.tidy(); }
    void rollback() override { real_.rollback(); }
    Done look_for_room() override { return real_.look_for_room(); }
    void savepoint() override { real_.savepoint(); }
    void release() override { real_.release(); }
    void rollback_to_savepoint() override { real_.rollback_to_savepoint(); }
    void apply(const RowChange& change) override;
    std::pair<std::uint64_t, Hash> append(const std::string& entry_bytes) override;
    void put_blob(const std::string& hash, const std::string& bytes) override;
    void note_attempt(const std::string& notice, Instant t, const std::string& outcome) override {
        real_.note_attempt(notice, t, outcome);
    }
    void keep_checkpoint(const SignedCheckpoint& checkpoint, Instant made) override {
        real_.keep_checkpoint(checkpoint, made);
    }
    void keep_cosignature(const Checkpoint& checkpoint, const NoteSignature& signature) override {
        real_.keep_cosignature(checkpoint, signature);
    }

    // Writes all of it to the database of this path, which stands where this one began. Seconds.
    double write_again(const std::string& path) const;
    std::size_t rows() const;
    const std::vector<std::string>& entries() const { return entries_; }

private:
    struct Write {
        int statement = 0;
        std::vector<bare_value> values;
    };
    void write(const std::string& sql, std::vector<bare_value> values);
    bare_value text(const std::string& value, bare_kind kind = bare_text);
    bare_value cell(const CellValue& value);

    Recorder& real_;
    Frontier frontier_;
    std::map<std::string, int> statements_;
    std::deque<std::string> kept_;  // the bytes the values point to
    std::vector<std::vector<Write>> commands_;
    std::vector<std::string> entries_;
};

}  // namespace giamsat::bench
