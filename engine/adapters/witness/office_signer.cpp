// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/office_signer.hpp"

#include "adapters/witness/remote_signer.hpp"
#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t address_file_max = 4096;

fs::path address_path(const fs::path& office) { return office / "signer.address"; }

// A new key would sign anything, so none is made where something was signed before.
Problem lost_signer(const fs::path& folder) {
    return {
        ProblemCode::not_possible,
        {{"what", "ghi vào văn phòng này"},
         {"what_en", "Writing to this office"},
         {"why", "thiếu bên ký đã ký các điểm chốt của nó (" + folder.string() + ")"},
         {"why_en", "the signer of its checkpoints is missing (" + folder.string() + ")"},
         {"advice",
          "Đặt lại thư mục signer của máy cũ, hoặc nói bên ký chạy ở đâu: giamsat journal signer --at unix:… Mất hẳn "
          "thì lập bên ký mới: giamsat signer init."},
         {"advice_en",
          "Put the folder signer of the old machine back, or say where the signer runs: giamsat journal signer --at "
          "unix:… Where it is lost for good, make another: giamsat signer init."}}};
}

}  // namespace

fs::path own_signer_folder(const fs::path& office) { return office / "signer"; }

Result<std::optional<SignerAddress>> signer_address(const fs::path& office) {
    if (!fs::exists(address_path(office))) return std::optional<SignerAddress>();
    GIAMSAT_TRY(text, read_file(address_path(office), address_file_max));
    std::string_view rest = text;
    const auto address = lines::take(rest), vkey = lines::take(rest);
    if (!vkey)
        return lines::unreadable({"tệp signer.address", "a signer.address"}, {"thiếu dòng", "a line is missing"});
    GIAMSAT_TRY(key, parse_verifier_key(*vkey));
    return std::optional(SignerAddress{std::string(*address), key.name, key.key});
}

Done name_signer(const fs::path& office, const std::string& address, const VerifierKey& key) {
    return write_file(address_path(office), address + "\n" + write_verifier_key(key) + "\n");
}

void forget_signer(const fs::path& office) {
    std::error_code ignored;
    fs::remove(address_path(office), ignored);
}

bool has_signer(const fs::path& office) {
    return fs::exists(address_path(office)) || Signer::exists(own_signer_folder(office));
}

Result<std::unique_ptr<CheckpointSigner>> signer_of_office(const fs::path& office) {
    GIAMSAT_TRY(elsewhere, signer_address(office));
    if (elsewhere) return std::unique_ptr<CheckpointSigner>(new RemoteSigner(elsewhere->address, elsewhere->key));
    if (!has_signer(office)) return lost_signer(own_signer_folder(office));
    GIAMSAT_TRY(own, Signer::open(own_signer_folder(office)));
    return std::unique_ptr<CheckpointSigner>(std::move(own));
}

}  // namespace giamsat
