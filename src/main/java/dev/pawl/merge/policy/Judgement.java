package dev.pawl.merge.policy;

import dev.pawl.merge.guard.Candidate;
import dev.pawl.merge.guard.Guard;
import dev.pawl.merge.guard.Guards;
import dev.pawl.merge.guard.Quoted;
import dev.pawl.merge.guard.Verdict;
import dev.pawl.merge.guard.Verdict.Remedy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all guards say of one head together.
 *
 * @param number the pull request's number
 * @param head the commit that was judged; the only one that may be merged by it
 * @param base the branch that it would go into
 * @param lines one a guard, in their order
 */
public record Judgement(int number, String head, String base, List<Line> lines) {
  public Judgement {
    lines = List.copyOf(lines);
  }

  /**
   * @param guard its name
   */
  public record Line(String guard, Verdict verdict) {}

  /** What one guard has against it. */
  public record Objection(String guard, Verdict.Block block) {}

  /** What the guards have against it, in their order. */
  public List<Objection> against() {
    return lines.stream()
        .filter(line -> line.verdict() instanceof Verdict.Block)
        .map(line -> new Objection(line.guard(), (Verdict.Block) line.verdict()))
        .toList();
  }

  /** Asks every guard. One that fails does not pass. */
  public static Judgement of(List<Guard> guards, Candidate candidate) {
    List<Line> lines = new ArrayList<>();
    for (Guard guard : guards) {
      lines.add(new Line(guard.name(), verdict(guard, candidate)));
    }
    return new Judgement(
        candidate.pull().number(),
        candidate.pull().head().sha(),
        candidate.pull().base().branch(),
        lines);
  }

  private static Verdict verdict(Guard guard, Candidate candidate) {
    if (candidate.pull().readAt() == null && Guards.OF_A_READING.contains(guard.name())) {
      String name = "#" + candidate.pull().number();
      return Verdict.await(
          "Waiting for " + name + " to be read from GitHub.", "never read", "read", "It is read.");
    }
    try {
      return guard.judge(candidate);
    } catch (RuntimeException failure) {
      return Verdict.block(
          "Needs you: the guard "
              + Quoted.of(guard.name())
              + " could not judge #"
              + candidate.pull().number()
              + ".",
          Quoted.of(failure.getClass().getSimpleName()),
          "a verdict",
          "The guard is mended.",
          Remedy.PERSON);
    }
  }

  /** Whether it may be merged. Without a guard nothing may. */
  public boolean passes() {
    return !lines.isEmpty()
        && lines.stream().allMatch(line -> line.verdict() instanceof Verdict.Pass);
  }

  /** Ready, Waiting, Needs you or Done. */
  public String state() {
    return switch (decisive()) {
      case Verdict.Pass _ -> "Ready";
      case Verdict.Wait _ -> "Waiting";
      case Verdict.Block block ->
          switch (block.remedy()) {
            case COMMITS -> "Waiting";
            case PERSON -> "Needs you";
            case NONE -> "Done";
          };
    };
  }

  /** Whether a guard's wait is the reason: nothing blocks, and nothing before it waits. */
  boolean waitsFor(String guard) {
    return lines.stream().noneMatch(line -> line.verdict() instanceof Verdict.Block)
        && lines.stream()
            .filter(line -> line.verdict() instanceof Verdict.Wait)
            .findFirst()
            .filter(line -> line.guard().equals(guard))
            .isPresent();
  }

  /** Whether nothing but one guard's wait stands in the way. */
  boolean waitsOnlyFor(String guard) {
    return waitsFor(guard)
        && lines.stream()
            .filter(line -> !line.guard().equals(guard))
            .allMatch(line -> line.verdict() instanceof Verdict.Pass);
  }

  /** What some of the guards have against it for good; empty when they have nothing. */
  public Optional<Verdict.Block> blocked(Set<String> guards) {
    return lines.stream()
        .filter(line -> guards.contains(line.guard()))
        .map(Line::verdict)
        .filter(Verdict.Block.class::isInstance)
        .map(Verdict.Block.class::cast)
        .findFirst();
  }

  /** Why, as one sentence for people. */
  public String reason() {
    Verdict decisive = decisive();
    return decisive instanceof Verdict.Pass
        ? "#%s is ready to be merged at %s: all %s guards passed."
            .formatted(number, Quoted.of(head, 7).replace("…", ""), lines.size())
        : decisive.sentence();
  }

  /** What would change this, as one sentence. */
  public String change() {
    return switch (decisive()) {
      case Verdict.Pass _ -> "Something about it changes before it is merged.";
      case Verdict.Wait wait -> wait.change();
      case Verdict.Block block -> block.change();
    };
  }

  /**
   * When to read it again without an event, by the world's clock; null: an event will tell. As long
   * as anything waits for an event, reading again would tell nothing that matters.
   */
  public @Nullable Instant until() {
    List<Verdict> open =
        lines.stream()
            .map(Line::verdict)
            .filter(verdict -> !(verdict instanceof Verdict.Pass))
            .toList();
    boolean timed =
        open.stream()
            .allMatch(verdict -> verdict instanceof Verdict.Wait wait && wait.until() != null);
    return !timed
        ? null
        : open.stream()
            .map(verdict -> ((Verdict.Wait) verdict).until())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  /**
   * Stands for everything that was judged, so that what GitHub refused is not sent again before
   * anything has changed.
   */
  public String digest() {
    List<String> found = new ArrayList<>(List.of(head, base));
    lines.forEach(line -> found.add(line.guard() + " " + line.verdict().found()));
    return Integer.toHexString(found.hashCode());
  }

  /** The one verdict that says how it stands: what blocks, else what is waited for, else a pass. */
  private Verdict decisive() {
    return first(Verdict.Block.class)
        .or(() -> first(Verdict.Wait.class))
        .orElseGet(
            () ->
                passes()
                    ? lines.getFirst().verdict()
                    : Verdict.await(
                        "Waiting for a guard to judge #" + number + ".", "", "", "One does."));
  }

  private Optional<Verdict> first(Class<? extends Verdict> kind) {
    return lines.stream().map(Line::verdict).filter(kind::isInstance).findFirst();
  }
}
