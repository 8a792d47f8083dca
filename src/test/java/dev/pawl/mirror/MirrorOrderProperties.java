package dev.pawl.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.mirror.IssueLinking.Candidate;
import dev.pawl.mirror.IssueLinking.Link;
import dev.pawl.mirror.IssueLinking.Maker;
import dev.pawl.mirror.IssueLinking.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** In whatever order things are told, the same is believed in the end, or known to be doubtful. */
class MirrorOrderProperties {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** What GitHub tells of a check that is rerun now and then, in the order in which it happens. */
  @Provide
  Arbitrary<List<Check>> lives() {
    return Arbitraries.of("success", "failure", "neutral")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            ends -> {
              List<Check> tales = new ArrayList<>();
              for (int run = 0; run < ends.size(); run++) {
                Instant at = BEGIN.plusSeconds(60L * run);
                tales.add(check(run + 1, "queued", null, at));
                tales.add(check(run + 1, "completed", ends.get(run), at.plusSeconds(30)));
              }
              return tales;
            });
  }

  private static Check check(long id, String status, @Nullable String conclusion, Instant at) {
    Check check = new Check();
    check.name = "build";
    check.id = id;
    check.status = status;
    check.conclusion = conclusion;
    check.version = at;
    return check;
  }

  @Property
  void a_check_is_what_was_last_of_it_in_any_order(
      @ForAll("lives") List<Check> life, @ForAll Random random) {
    List<Check> told = new ArrayList<>(life);
    told.addAll(life.subList(0, random.nextInt(life.size() + 1)));
    Collections.shuffle(told, random);

    Check stored = new Check();
    boolean doubt = false;
    for (Check tale : told) {
      boolean created = tale.status.equals("queued");
      switch (CheckNews.of(stored, tale, created)) {
        case TAKE -> stored.take(tale);
        case DROP -> {}
        case DOUBT -> {
          // The very first tale has nothing to be compared with, and is just taken.
          if (stored.id == 0) {
            stored.take(tale);
          } else {
            doubt = true;
          }
        }
      }
    }

    Check last = life.getLast();
    assertThat(doubt).isFalse();
    assertThat(stored.id).isEqualTo(last.id);
    assertThat(stored.conclusion).isEqualTo(last.conclusion);
  }

  @Provide
  Arbitrary<List<Candidate>> candidates() {
    Arbitrary<Set<Integer>> issues = Arbitraries.integers().between(1, 6).set().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(Maker.class),
            Arbitraries.of(true, false, false),
            Arbitraries.integers().between(0, 6),
            issues,
            issues)
        .as(
            (maker, stranger, branch, closes, names) ->
                new Candidate(
                    0,
                    true,
                    false,
                    maker,
                    maker == Maker.AGENT ? "copilot" : null,
                    stranger,
                    branch == 0 ? OptionalInt.empty() : OptionalInt.of(branch),
                    closes,
                    names,
                    null))
        .list()
        .ofMaxSize(6)
        .map(MirrorOrderProperties::numbered);
  }

  private static List<Candidate> numbered(List<Candidate> candidates) {
    List<Candidate> numbered = new ArrayList<>();
    for (Candidate one : candidates) {
      numbered.add(
          new Candidate(
              20 + numbered.size(),
              one.open(),
              one.merged(),
              one.maker(),
              one.agent(),
              one.stranger(),
              one.branchIssue(),
              one.closes(),
              one.names(),
              one.known()));
    }
    return numbered;
  }

  @Provide
  Arbitrary<List<Task>> tasks() {
    return Arbitraries.integers()
        .between(1, 6)
        .set()
        .map(
            numbers ->
                numbers.stream()
                    .map(number -> new Task(number, number % 3 != 0, Set.of("copilot")))
                    .toList());
  }

  @Property
  void links_do_not_depend_on_the_order_and_never_lead_a_stranger_in(
      @ForAll("candidates") List<Candidate> candidates,
      @ForAll("tasks") List<Task> tasks,
      @ForAll Random random) {
    Map<Integer, Link> links = IssueLinking.link(candidates, tasks);
    List<Candidate> shuffled = new ArrayList<>(candidates);
    List<Task> mixed = new ArrayList<>(tasks);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(mixed, random);

    assertThat(IssueLinking.link(shuffled, mixed)).isEqualTo(links);
    Set<Integer> ours = new HashSet<>();
    tasks.forEach(task -> ours.add(task.number()));
    for (Candidate candidate : candidates) {
      Link link = Objects.requireNonNull(links.get(candidate.number()));
      if (link.issue() == null) {
        assertThat(link.note()).isNotEmpty();
      } else {
        assertThat(ours).contains(link.issue());
        assertThat(candidate.stranger()).isFalse();
        assertThat(candidate.maker()).isNotEqualTo(Maker.OTHER_BOT);
      }
    }
  }
}
