package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedDeliveryTest {
  private static final String HEADERS =
      """
      "host":"smee.io","X-GitHub-Event":"push","x-github-delivery":"72d3162e-cc78-11e3-81ab-4c9367dc0958",\
      "x-hub-signature-256":"sha256=00","content-type":"application/json","cookie":"a=b",\
      """;

  private static String message(String body) {
    return "{" + HEADERS + "\"body\":" + body + ",\"query\":{\"a\":[1]},\"timestamp\":1}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1.0,\"b\":12345678901234567890,\"c\":\"\\u00e4 ä \\\" } 🚢\",\"d\":[{},[]]}",
        "{ \"spaces\" : [ 1 , 2 ] }",
        "{\"body\":{\"body\":null}}"
      })
  void theBodyIsTakenLetterByLetter(String body) {
    ForwardedDelivery delivery = ForwardedDelivery.of(message(body)).orElseThrow();

    assertThat(delivery.body()).isEqualTo(body);
    assertThat(delivery.headers())
        .containsOnlyKeys(
            "x-github-event", "x-github-delivery", "x-hub-signature-256", "content-type")
        .containsEntry("x-github-event", "push");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "ready",
        "{\"body\":{}}",
        "{\"x-github-event\":\"push\",\"body\":{}}",
        "{\"x-github-event\":{\"x\":1},\"body\":{}}"
      })
  void whatIsNoDeliveryIsNone(String message) {
    assertThat(ForwardedDelivery.of(message)).isEmpty();
    assertThat(ForwardedDelivery.of(message("\"text\""))).isEmpty();
    assertThat(ForwardedDelivery.of(message("{}").replace("}", ""))).isEmpty();
  }

  private static List<String> messages(int longest, String stream) {
    List<String> messages = new ArrayList<>();
    ServerSentEvents events = new ServerSentEvents(longest, messages::add);
    for (String line : stream.split("\n", -1)) {
      events.line(line);
    }
    return messages;
  }

  @Test
  void messagesArePutTogetherFromLines() {
    assertThat(
            messages(
                20,
                """
                event: ready
                data: {}

                : a remark
                id: 1
                data: one

                data:two
                data: three

                event: ping
                data: {}

                event: message
                data: four

                data: unfinished"""))
        .containsExactly("one", "two\nthree", "four");
  }

  @Test
  void aMessageThatIsTooLongIsLeftOutAndTheNextIsNot() {
    assertThat(messages(5, "data: 123456\n\ndata: 12345\n\ndata: 123\ndata: 456\ndata: 7\n\n"))
        .containsExactly("12345");
  }
}
