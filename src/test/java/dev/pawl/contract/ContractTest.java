package dev.pawl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The judge must find what is wrong, or its silence means nothing. */
@Tag("contract")
class ContractTest {
  private static final String ISSUES = "/repos/a/b/issues";

  @Test
  void wrong_parameters_are_found() {
    assertThat(Contract.parameters("GET", ISSUES, "")).isEmpty();
    assertThat(Contract.parameters("GET", ISSUES, "state=all&sort=created&per_page=100")).isEmpty();
    assertThat(Contract.parameters("GET", ISSUES, "since=2026-01-01T00:00:00Z&page=2")).isEmpty();
    assertThat(Contract.parameters("GET", ISSUES, "state=any")).hasSize(1);
    assertThat(Contract.parameters("GET", ISSUES, "stat=all&per_page=101")).hasSize(2);
    assertThat(Contract.parameters("GET", ISSUES, "since=yesterday")).hasSize(1);
    assertThat(Contract.parameters("GET", ISSUES, "page=two")).hasSize(1);
    assertThat(Contract.parameters("GET", "/repos/a/b/isues", "")).hasSize(1);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void a_wrong_request_is_found() throws Exception {
    assertThat(Contract.request("POST", ISSUES, json("{\"body\":\"no title\"}"))).isNotEmpty();
    assertThat(Contract.request("POST", ISSUES, json("{\"title\":\"t\",\"labels\":7}")))
        .isNotEmpty();
    assertThat(Contract.request("POST", ISSUES, json("{\"title\":\"t\",\"lables\":[]}")))
        .isNotEmpty();
    assertThat(Contract.request("POST", "/repos/a/b/isues", json("{}"))).isNotEmpty();
    assertThat(
            Contract.request(
                "POST", ISSUES, json("{\"title\":\"t\",\"agent_assignment\":{\"model\":\"m\"}}")))
        .isEmpty();
  }

  @Test
  void a_wrong_answer_is_found() throws Exception {
    assertThat(Contract.answer("GET", "/repos/a/b", 200, json("{}"))).isNotEmpty();
    assertThat(Contract.answer("GET", ISSUES, 200, json("[{\"id\":\"x\"}]"))).isNotEmpty();
    assertThat(Contract.answer("GET", ISSUES, 299, json("[]"))).isNotEmpty();
    assertThat(Contract.answer("GET", ISSUES, 200, json("[]"))).isEmpty();
  }

  @Test
  void a_wrong_webhook_is_found() throws Exception {
    assertThat(Contract.webhook("issues", "opened", json("{\"action\":\"opened\"}"))).isNotEmpty();
    assertThat(Contract.webhook("issues", "vanished", json("{}"))).isNotEmpty();
  }
}
