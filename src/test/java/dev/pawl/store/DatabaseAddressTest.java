package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @Test
  void servesBothSides() {
    DatabaseAddress address =
        DatabaseAddress.parse("postgresql://pawl:p%40ss+word@db.example:5433/loop?sslmode=require");

    assertThat(address.properties())
        .containsEntry(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5433/loop?sslmode=require")
        .containsEntry(
            "quarkus.datasource.reactive.url", "postgresql://db.example:5433/loop?sslmode=require")
        .containsEntry("quarkus.datasource.username", "pawl")
        .containsEntry("quarkus.datasource.password", "p@ss+word");
    assertThat(address.toString()).doesNotContain("ss+word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db.example",
        "mysql://u:topsecret@h/d",
        "postgresql://h/d",
        "postgresql://u:topsecret@h",
        "postgresql://u:topsecret@h/",
        "postgresql://u:topsecret @h/d"
      })
  void whatItIsNotIsRefusedWithoutRepeatingThePassword(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PAWL_DATABASE_URL")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
  }
}
