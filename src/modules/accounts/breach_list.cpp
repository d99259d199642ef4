#include "modules/accounts/breach_list.h"

#include <array>
#include <bit>
#include <cstdint>
#include <fstream>
#include <stdexcept>

namespace kith::accounts {
namespace {

constexpr std::size_t block_bytes = 64;
constexpr std::size_t hash_digits = 40;
using State = std::array<std::uint32_t, 5>;

std::uint32_t mixed(std::size_t round, const State& s) {
  if (round < 20) return ((s[1] & s[2]) | (~s[1] & s[3])) + 0x5A827999u;
  if (round < 40) return (s[1] ^ s[2] ^ s[3]) + 0x6ED9EBA1u;
  if (round < 60) return ((s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])) + 0x8F1BBCDCu;
  return (s[1] ^ s[2] ^ s[3]) + 0xCA62C1D6u;
}

void add_block(State& state, std::string_view block) {
  std::array<std::uint32_t, 80> w{};
  for (std::size_t i = 0; i < block_bytes; ++i)
    w[i / 4] = w[i / 4] << 8 | static_cast<unsigned char>(block[i]);
  for (std::size_t i = 16; i < w.size(); ++i)
    w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  State s = state;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const std::uint32_t next = std::rotl(s[0], 5) + mixed(i, s) + s[4] + w[i];
    s = {next, s[0], std::rotl(s[1], 30), s[2], s[3]};
  }
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += s[i];
}

// The whole line that the byte at `at` lies in or that begins after it; `begin` becomes where it begins.
std::string line_from(std::ifstream& in, std::streamoff at, std::streamoff& begin) {
  std::string line;
  in.clear();
  in.seekg(at > 0 ? at - 1 : 0);
  if (at > 0) std::getline(in, line);
  begin = in.eof() ? -1 : static_cast<std::streamoff>(in.tellg());
  line.clear();
  std::getline(in, line);
  return line;
}

}  // namespace

std::string sha1_hex(std::string_view text) {
  State state{0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
  std::string padded(text);
  padded += '\x80';
  while (padded.size() % block_bytes != block_bytes - 8) padded += '\0';
  const std::uint64_t bits = std::uint64_t{text.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(bits >> shift & 0xFF);
  for (std::size_t at = 0; at < padded.size(); at += block_bytes) {
    add_block(state, std::string_view(padded).substr(at, block_bytes));
  }
  std::string out;
  for (const std::uint32_t word : state) {
    for (int shift = 28; shift >= 0; shift -= 4) out += "0123456789ABCDEF"[word >> shift & 0xF];
  }
  return out;
}

bool in_breach_list(const std::filesystem::path& file, std::string_view password) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("the list of stolen passwords cannot be read");
  const std::string wanted = sha1_hex(password);
  std::streamoff low = 0;
  auto high = static_cast<std::streamoff>(std::filesystem::file_size(file));
  while (low < high) {
    const std::streamoff middle = low + (high - low) / 2;
    std::streamoff begin = 0;
    const std::string line = line_from(in, middle, begin);
    const std::string hash = line.substr(0, hash_digits);
    if (hash == wanted) return true;
    // No line begins between the middle and the end, or the one that does comes too late: look before it.
    if (begin < 0 || begin >= high || hash > wanted) {
      high = middle;
    } else {
      low = begin + static_cast<std::streamoff>(line.size()) + 1;
    }
  }
  return false;
}

}  // namespace kith::accounts
