#include "cli/backup.h"

#include <sodium.h>

#include <array>
#include <fstream>

#include "base/refusal.h"
#include "store/files.h"
#include "store/restore.h"

namespace kith {
namespace {

constexpr std::string_view magic = "KITHBAK1";
constexpr std::size_t chunk = 64 * 1024;
using StreamKey = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;

[[noreturn]] void refuse(const std::string& detail) {
  throw Refusal(RefusalKind::invalid, "backup.refused", detail);
}

StreamKey stream_key(const std::filesystem::path& key_file) {
  if (std::filesystem::exists(key_file)) require_private(key_file);
  std::ifstream in(key_file, std::ios::binary);
  std::string secret((std::istreambuf_iterator<char>(in)), {});
  if (secret.empty())
    refuse("the key file " + key_file.string() + " cannot be read; put the saved key there first");
  StreamKey key{};
  crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char*>(magic.data()),
                     magic.size(), reinterpret_cast<const unsigned char*>(secret.data()),
                     std::min<std::size_t>(secret.size(), crypto_generichash_KEYBYTES_MAX));
  sodium_memzero(secret.data(), secret.size());
  return key;
}

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void seal_file(const std::filesystem::path& from, const std::filesystem::path& to, const StreamKey& key) {
  std::ifstream in(from, std::ios::binary);
  make_private_file(to);
  std::ofstream out(to, std::ios::binary);
  crypto_secretstream_xchacha20poly1305_state state;
  std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&state, raw(header), key.data());
  out << magic << header;
  std::string plain(chunk, '\0'), sealed(chunk + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
  for (bool last = false; !last;) {
    in.read(plain.data(), static_cast<std::streamsize>(chunk));
    const auto got = static_cast<unsigned long long>(in.gcount());
    last = in.peek() == std::ifstream::traits_type::eof();
    unsigned long long length = 0;
    crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed), &length, raw(plain), got, nullptr, 0,
                                               last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                    : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    out.write(sealed.data(), static_cast<std::streamsize>(length));
  }
  out.close();
  if (!out) refuse("cannot write " + to.string() + "; is the disk full?");
  sync_to_disk(to);
}

void open_file(const std::filesystem::path& from, const std::filesystem::path& to, const StreamKey& key) {
  std::ifstream in(from, std::ios::binary);
  std::string start(magic.size(), '\0'), header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  in.read(header.data(), static_cast<std::streamsize>(header.size()));
  crypto_secretstream_xchacha20poly1305_state state;
  if (!in || start != magic) refuse(from.string() + " is not a backup of Kith");
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(header), key.data()) != 0) {
    refuse(from.string() + " was changed, or belongs to another key");
  }
  make_private_file(to);
  std::ofstream out(to, std::ios::binary);
  std::string sealed(chunk + crypto_secretstream_xchacha20poly1305_ABYTES, '\0'), plain(chunk, '\0');
  unsigned char tag = 0;
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    in.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    unsigned long long length = 0;
    if (in.gcount() == 0 || crypto_secretstream_xchacha20poly1305_pull(
                                &state, raw(plain), &length, &tag, raw(sealed),
                                static_cast<unsigned long long>(in.gcount()), nullptr, 0) != 0) {
      refuse(from.string() + " was changed or cut short, or belongs to another key");
    }
    out.write(plain.data(), static_cast<std::streamsize>(length));
  }
  if (in.peek() != std::ifstream::traits_type::eof()) refuse(from.string() + " has something after its end");
  out.close();
  if (!out) refuse("cannot write " + to.string() + "; is the disk full?");
  sync_to_disk(to);
}

// Removes a half-made file however the work ends.
class HalfMade {
 public:
  explicit HalfMade(std::filesystem::path path) : path_(std::move(path)) { remove(); }
  ~HalfMade() { remove(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  void remove() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  std::filesystem::path path_;
};

constexpr std::string_view sqlite_prefix = "sqlite:";

// Where the opened copy lies meanwhile: for SQLite beside the database that it becomes.
std::filesystem::path copy_place(const Settings& settings) {
  const std::string& url = settings.database_url;
  if (!url.starts_with(sqlite_prefix)) return settings.data / "restore.copying";
  return url.substr(sqlite_prefix.size()) + ".restoring";
}

void require_same_engine(const Settings& settings, const std::filesystem::path& copy) {
  std::ifstream in(copy, std::ios::binary);
  std::string start(6, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  const bool from_sqlite = start == "SQLite";
  if (from_sqlite == settings.database_url.starts_with(sqlite_prefix)) return;
  refuse(std::string("this is a backup of ") + (from_sqlite ? "SQLite" : "PostgreSQL") +
         ", and kith.toml names a database of the other kind; change [database] url");
}

}  // namespace

int make_backup(Installation& installation, const Json& arguments, const Say& say) {
  const std::filesystem::path target = arguments.text("file");
  if (std::filesystem::exists(target)) refuse(target.string() + " is there already; choose another name");
  const HalfMade copy(installation.settings().data / "backup.copying");
  const HalfMade sealed(target.string() + ".part");
  installation.database().backup_to(copy.path());
  seal_file(copy.path(), sealed.path(), stream_key(installation.settings().key_file()));
  std::filesystem::rename(sealed.path(), target);
  sync_to_disk(folder_of(target));
  say(Stream::out,
      "The backup is in " + target.string() + ". It opens only with secret.key: keep that elsewhere.");
  return 0;
}

void restore_backup(const Settings& settings, const std::filesystem::path& file) {
  const StreamKey key = stream_key(settings.key_file());
  const HalfMade copy(copy_place(settings));
  open_file(file, copy.path(), key);
  require_same_engine(settings, copy.path());
  restore_database(settings.database_url, copy.path());
}

}  // namespace kith
