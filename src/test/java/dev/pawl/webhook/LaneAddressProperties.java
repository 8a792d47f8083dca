package dev.pawl.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LaneAddressProperties {
  @Property
  void anyBytesHaveALane(@ForAll byte[] payload) {
    assertThat(LaneAddress.of(payload)).isNotEmpty();
  }

  @Property
  void theRepositoryIsFoundWhateverStandsBesideIt(
      @ForAll @LongRange(min = 1) long id, @ForAll byte[] noise) {
    String text = java.util.HexFormat.of().formatHex(noise);
    String payload =
        "{\"x\":{\"repository\":{\"id\":3}},\"y\":\"%s\",\"repository\":{\"name\":\"%s\",\"id\":%d}}"
            .formatted(text, text, id);

    assertThat(LaneAddress.of(payload.getBytes(StandardCharsets.UTF_8))).isEqualTo("repo:" + id);
  }
}
