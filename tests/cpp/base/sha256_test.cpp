#include "../catch.hpp"

#include <string>
#include <string_view>

#include <probation/base/sha256.hpp>

using namespace probation;

namespace {

[[nodiscard]] std::string hex_of(std::string_view bytes) { return to_text(sha256_of(bytes)).substr(7); }

}  // namespace

// NIST, Cryptographic Standards and Guidelines, example values of SHA-256 and additional ones; FIPS 180-2, appendix B.
TEST_CASE("SHA-256 has the values that NIST has published", "[base]") {
  CHECK(to_text(sha256_of("")) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(
      hex_of("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
             "nopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(hex_of(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(hex_of("\xbd") == "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  CHECK(hex_of(std::string(55, '\0')) == "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
  CHECK(hex_of(std::string(56, '\0')) == "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
  CHECK(hex_of(std::string(57, '\0')) == "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785");
  CHECK(hex_of(std::string(64, '\0')) == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
}

TEST_CASE("SHA-256 is the same however bytes are divided", "[base]") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
  for (std::size_t cut = 0; cut <= text.size(); cut += 13) {
    sha256 h;
    h.bytes(std::string_view(text).substr(0, cut)).bytes(std::string_view(text).substr(cut));
    CHECK(h.finish() == sha256_of(text));
  }
  CHECK(sha256().text("ab").text("c").finish() != sha256().text("a").text("bc").finish());
  CHECK(sha256().number(258).finish() == sha256_of(std::string_view("\x02\x01\0\0\0\0\0\0", 8)));
  CHECK(sha256().real(1.0).finish() == sha256_of(std::string_view("\0\0\0\0\0\0\xf0\x3f", 8)));
}
