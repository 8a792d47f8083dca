package dev.pawl.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pawl.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole run as it was when its last phase ended. It outlives the lines of the history. What it
 * has in common with the run's own JSON is called the same there.
 *
 * @param owner of the repository, as it was called then; empty where it is not known
 * @param changes oldest first
 * @param shortened whether there were older changes than these
 */
record RunArchive(
    long id,
    String owner,
    String name,
    String state,
    Instant opened,
    String openedBy,
    @Nullable Instant ended,
    List<Stage> phases,
    List<Attempt> attempts,
    List<Product> products,
    List<Finding> findings,
    List<Change> changes,
    boolean shortened) {

  /** The same line ends everywhere, so that the same run has the same hash. */
  private static final ObjectWriter READABLE =
      Json.MAPPER.writer(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /**
   * A phase.
   *
   * @param reason why it stands so, as the last of its changes says
   * @param needs the phases that it waited for
   */
  record Stage(
      long id,
      String kind,
      String title,
      String state,
      String reason,
      int attempts,
      @Nullable Integer issue,
      @Nullable Integer pullRequest,
      List<Long> needs,
      Instant opened,
      String openedBy,
      Instant changed,
      @Nullable Instant ended) {}

  /** One attempt at a phase. */
  record Attempt(
      long phase,
      int number,
      String state,
      String agent,
      String otherThan,
      Instant made,
      @Nullable Instant started,
      @Nullable Instant signalled,
      String signal,
      @Nullable Instant ended,
      String outcome,
      String reason) {}

  /** What a phase produced; its text is an artifact of its own. */
  record Product(
      long id,
      long phase,
      String kind,
      String link,
      String hash,
      @Nullable Integer bytes,
      Instant made) {}

  /**
   * What a guard found against the work on a phase.
   *
   * @param resolved null: it held when the last phase ended
   */
  record Finding(
      long phase,
      int pullRequest,
      String guard,
      String text,
      String mends,
      String head,
      Instant found,
      @Nullable Instant resolved) {}

  /** One line of the history. */
  record Change(
      String object,
      String change,
      String before,
      String after,
      Instant at,
      String why,
      String who) {}

  /** Whose run it is. */
  record Named(String owner, String name) {}

  /**
   * @param needs what each phase waited for, by its id
   * @param lines oldest first
   */
  static RunArchive of(
      Run run,
      Named repository,
      List<Phase> phases,
      Map<Long, List<Long>> needs,
      List<Execution> executions,
      List<Product> products,
      List<Finding> findings,
      List<HistoryLine> lines,
      boolean shortened) {
    Map<String, String> reasons = reasons(lines);
    return new RunArchive(
        Objects.requireNonNull(run.id),
        repository.owner(),
        repository.name(),
        run.state,
        stored(run.openedAt),
        run.openedBy,
        perhaps(run.endedAt),
        phases.stream().map(phase -> stage(phase, needs, reasons)).toList(),
        executions.stream().map(RunArchive::attempt).toList(),
        products,
        findings,
        lines.stream().map(RunArchive::change).toList(),
        shortened);
  }

  /** As it is stored: with line breaks, since people read it too. */
  String json() {
    try {
      return READABLE.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a run cannot be written", impossible);
    }
  }

  /** What the last line about each object says. */
  private static Map<String, String> reasons(List<HistoryLine> lines) {
    return lines.stream()
        .collect(
            Collectors.toMap(line -> line.object, line -> line.why, (earlier, later) -> later));
  }

  private static Stage stage(
      Phase phase, Map<Long, List<Long>> needs, Map<String, String> reasons) {
    long id = Objects.requireNonNull(phase.id);
    return new Stage(
        id,
        phase.kind,
        phase.title,
        phase.state,
        reasons.getOrDefault("phase:" + id, ""),
        phase.attempts,
        phase.issue,
        phase.pullRequest,
        needs.getOrDefault(id, List.of()),
        stored(phase.openedAt),
        phase.openedBy,
        stored(phase.changedAt),
        perhaps(phase.endedAt));
  }

  private static Attempt attempt(Execution execution) {
    return new Attempt(
        execution.phaseId,
        execution.attempt,
        execution.state,
        text(execution.agent),
        text(execution.otherThan),
        stored(execution.madeAt),
        perhaps(execution.startedAt),
        perhaps(execution.signalAt),
        text(execution.signal),
        perhaps(execution.endedAt),
        text(execution.outcome),
        text(execution.reason));
  }

  private static Change change(HistoryLine line) {
    return new Change(
        line.object,
        line.change,
        text(line.before),
        text(line.after),
        stored(line.at),
        line.why,
        line.who);
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** As the table has it, and so all pages. */
  private static Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant perhaps(@Nullable Instant time) {
    return time == null ? null : stored(time);
  }
}
