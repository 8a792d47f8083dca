package dev.pawl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupWishTest {
  private static SetupWish at(String address) {
    return SetupWish.of("acme", "Pawl", address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pawl.example.com",
        "https://pawl.example.com/",
        " https://pawl.example.com:8443 ",
        "HTTPS://10.1.2.3",
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080"
      })
  void anAddressThatMayBe(String address) {
    assertThat(at(address).mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pawl.example.com",
        "//pawl.example.com",
        "http://pawl.example.com",
        "http://localhost.evil.example",
        "https://",
        "https://a b",
        "https://user:word@pawl.example.com",
        "https://pawl.example.com/pawl",
        "https://pawl.example.com?next=https://evil.example",
        "https://pawl.example.com#x",
        "ftp://pawl.example.com",
        "javascript:alert(1)",
        "https://pawl.example.com/\"><script>",
        "file:///etc/passwd"
      })
  void anAddressThatMayNotBe(String address) {
    assertThat(at(address).mistakes()).hasSize(1);
  }

  @Test
  void anAddressMayNotBeOfAnyLength() {
    assertThat(at("https://" + "a".repeat(300) + ".example").mistakes()).hasSize(1);
  }

  @Test
  void anOrganizationIsAShortName() {
    for (String good : new String[] {"", "acme", "acme-corp", "octo_emu", "A1"}) {
      assertThat(SetupWish.of(good, "Pawl", "https://a.example").mistakes()).as(good).isEmpty();
    }
    for (String bad : new String[] {"a/b", "../x", "-a", "a b", "<b>", "a".repeat(101), "ä"}) {
      assertThat(SetupWish.of(bad, "Pawl", "https://a.example").mistakes()).as(bad).hasSize(1);
    }
  }

  @Test
  void aNameIsNotEmptyAndNotLong() {
    for (String good : new String[] {"Pawl", "Pawl für uns", "<b>Pawl</b>", "x".repeat(34)}) {
      assertThat(SetupWish.of("", good, "https://a.example").mistakes()).as(good).isEmpty();
    }
    for (String bad : new String[] {"", "  ", "x".repeat(35), "a\u0000b", "a\nb"}) {
      assertThat(SetupWish.of("", bad, "https://a.example").mistakes()).as(bad).hasSize(1);
    }
  }

  @Test
  void whatIsMissingIsSaidAtOnce() {
    assertThat(SetupWish.of(null, null, null).mistakes()).hasSize(2);
    assertThat(SetupWish.of("a b", "", "x").mistakes()).hasSize(3);
  }
}
