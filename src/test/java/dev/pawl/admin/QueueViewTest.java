package dev.pawl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueViewTest {
  private static final String PENDING = "planning/issue_queue/pending/";

  private static QueueView.Queue queue(Stream<String> names) {
    return QueueView.of(
        names
            .map(
                name ->
                    new QueueView.Waiting(PENDING + name, name.length(), name.startsWith("bad")))
            .toList(),
        7,
        "planning/issue_queue",
        FileLinks.of("https://hub.example", "acme", "light", ""));
  }

  /** Neither a language's order nor Java's, for which a sign beyond U+FFFF comes before U+FF21. */
  @Test
  void tasksStandInTheOrderOfTheirBytes() {
    QueueView.Queue queue =
        queue(Stream.of("dev-10.md", "ä.md", "Ａ.md", "dev-9.md", "𐐀.md", "Z.md", "a b.md"));

    assertThat(queue.items())
        .extracting(QueueView.Item::name)
        .containsExactly("Z.md", "a b.md", "dev-10.md", "dev-9.md", "ä.md", "Ａ.md", "𐐀.md");
    assertThat(queue.items()).filteredOn(QueueView.Item::next).hasSize(1);
    assertThat(queue.items().getFirst().next()).isTrue();
    assertThat(queue.items().get(1).link())
        .isEqualTo("https://hub.example/acme/light/blob/HEAD/" + PENDING + "a%20b.md");
  }

  @Test
  void whatIsNoTaskIsNeverNext() {
    QueueView.Queue queue = queue(Stream.of(".gitkeep", "notes.txt", "dev-1.md"));

    assertThat(queue.items()).extracting(QueueView.Item::name).containsExactly("dev-1.md");
    assertThat(queue.others()).containsExactly(".gitkeep", "notes.txt");
    assertThat(queue(Stream.of(".gitkeep")).items()).isEmpty();
  }

  @Test
  void whatIsSetAsideIsCountedAndNeverNext() {
    QueueView.Queue queue = queue(Stream.of("bad-1.md", "dev-1.md", "bad-0.md", "dev-2.md"));

    assertThat(queue.aside()).isEqualTo(2);
    assertThat(queue.items())
        .filteredOn(QueueView.Item::aside)
        .extracting(QueueView.Item::name)
        .containsExactly("bad-0.md", "bad-1.md");
    assertThat(queue.items())
        .filteredOn(QueueView.Item::next)
        .extracting(QueueView.Item::name)
        .containsExactly("dev-1.md");
  }

  @Test
  void ofManyTheFirstAreShownAndAllAreCounted() {
    List<String> names = IntStream.range(0, 250).mapToObj("dev-%03d.md"::formatted).toList();
    QueueView.Queue queue = queue(names.reversed().stream());

    assertThat(queue.items()).hasSize(100);
    assertThat(queue.items().getLast().name()).isEqualTo("dev-099.md");
    assertThat(queue.all()).isEqualTo(257);
  }
}
