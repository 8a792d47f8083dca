package dev.pawl.admin;

import dev.pawl.store.Json;
import dev.pawl.store.WorldClock;
import io.quarkus.arc.Arc;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the pages say times, numbers and states. */
@TemplateExtension
final class Words {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Words() {}

  /**
   * A time of the world's clock, relative in the text and absolute in the title; a dash where there
   * is none.
   *
   * <p>In a namespace, because a method of the value itself cannot be called where it is null.
   */
  @TemplateExtension(namespace = "moment")
  static RawString of(@Nullable Instant time) {
    return said(time, world());
  }

  /** A time of this machine's clock or the database's, which nobody puts forward in the demo. */
  @TemplateExtension(namespace = "moment")
  static RawString real(@Nullable Instant time) {
    return said(time, Instant.now());
  }

  private static Instant world() {
    return Arc.container().instance(WorldClock.class).get().instant();
  }

  private static RawString said(@Nullable Instant time, Instant now) {
    if (time == null) {
      return new RawString("<span class=\"muted\">–</span>");
    }
    Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
    return new RawString(
        "<time datetime=\"%s\" title=\"%s\">%s</time>"
            .formatted(whole, FULL.format(whole), relative(time, now)));
  }

  static String relative(Instant time, Instant now) {
    Duration distance = Duration.between(time, now);
    boolean past = !distance.isNegative();
    String much = much(distance.abs());
    if (much.isEmpty()) {
      return "now";
    }
    return past ? much + " ago" : "in " + much;
  }

  /** A length of time in one unit; empty below a second. */
  static String much(Duration duration) {
    if (duration.toSeconds() < 1) {
      return "";
    }
    if (duration.toSeconds() < 100) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < 100) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
  }

  /** How many replicas have said lately that they live. */
  static long working(HealthView.Health health) {
    return health.replicas().stream().filter(HealthView.ReplicaRow::alive).count();
  }

  /** How many steps were begun. */
  static long tried(HealthView.ReplicaRow replica) {
    return replica.steps() + replica.failures();
  }

  /** The part of the steps that succeeded, as people say it. */
  static String rate(HealthView.ReplicaRow replica) {
    long tried = tried(replica);
    return tried == 0
        ? "none yet"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * replica.steps() / tried);
  }

  /** A sentence with its names as code. */
  static RawString said(String sentence) {
    return References.said(sentence);
  }

  /** A reason, with a link for each issue or pull request it names. */
  static RawString linked(HealthView.RepositoryRow row, String github) {
    return References.linked(row.reason(), github, row.owner(), row.name());
  }

  /** A reason, with a link for each issue or pull request it names. */
  static RawString linked(RepositoryPages.DecisionLine decision, String github) {
    return References.linked(decision.reason(), github, decision.owner(), decision.name());
  }

  /** What would change it, with a link for each issue or pull request it names. */
  static RawString linkedChange(RepositoryPages.DecisionLine decision, String github) {
    return References.linked(decision.change(), github, decision.owner(), decision.name());
  }

  /** Why a pull request stands as it does, with a link for each that it names. */
  static RawString linked(PullRequestView.Whole pull, String github) {
    return pull.judged() == null
        ? new RawString("")
        : References.linked(pull.judged().reason(), github, pull.owner(), pull.name());
  }

  /** What would change that, with a link for each that it names. */
  static RawString linkedChange(PullRequestView.Whole pull, String github) {
    return pull.judged() == null
        ? new RawString("")
        : References.linked(pull.judged().change(), github, pull.owner(), pull.name());
  }

  /** Why a person is needed, with a link for each issue or pull request it names. */
  static RawString linked(HoldView.Needed needed, String github) {
    return References.linked(needed.why(), github, needed.owner(), needed.name());
  }

  /** Why something changed, with a link for each issue or pull request it names. */
  static RawString linked(RunView.Change change, RunView.Whole run, String github) {
    return References.linked(change.why(), github, run.owner(), run.name());
  }

  /** Why a task stands as it does, with a link for each issue or pull request it names. */
  static RawString linked(RunView.PhaseLine phase, HealthView.RepositoryRow row, String github) {
    return References.linked(phase.reason(), github, row.owner(), row.name());
  }

  /** Why a task stands as it does, with a link for each issue or pull request it names. */
  static RawString linked(
      RunView.PhaseLine phase, RepositoryPages.RepositoryLine repository, String github) {
    return References.linked(phase.reason(), github, repository.owner(), repository.name());
  }

  /** Why a phase stands as it does, with a link for each issue or pull request it names. */
  static RawString linked(RunView.PhaseLine phase, RunView.Whole run, String github) {
    return References.linked(phase.reason(), github, run.owner(), run.name());
  }

  /** A sentence of an attempt, with a link for each issue or pull request it names. */
  static RawString linked(String sentence, RunView.Whole run, String github) {
    return References.linked(sentence, github, run.owner(), run.name());
  }

  /** A repository's own page. */
  static String page(RepositoryPages.RepositoryLine repository) {
    return "/repositories/" + repository.owner() + "/" + repository.name();
  }

  /** Where a list of runs is. */
  static String page(RunListPages.Shown shown) {
    return "/repositories/" + shown.owner() + "/" + shown.name();
  }

  /** Why a phase stands as it does, with a link for each issue or pull request it names. */
  static RawString linked(RunView.PhaseLine phase, RunListPages.Shown shown, String github) {
    return References.linked(phase.reason(), github, shown.owner(), shown.name());
  }

  /** A run's own page. */
  static String page(RunView.Whole run) {
    return "/runs/" + run.id();
  }

  /** Where GitHub's own pages have a repository. */
  static String on(RepositoryPages.RepositoryLine repository, String github) {
    return github + "/" + repository.owner() + "/" + repository.name();
  }

  /** Where GitHub's own pages have a run's repository. */
  static String on(RunView.Whole run, String github) {
    return github + "/" + run.owner() + "/" + run.name();
  }

  /** The steps of the loop, with the one where it stands. */
  static Stepper steps(HealthView.RepositoryRow row) {
    return Stepper.of(row.stage());
  }

  /** How many things need a person. */
  static long needing(HealthView.Health health) {
    return health.undecided() + health.troubles().size();
  }

  /** At how many further points a person is needed than the page shows. */
  static long further(HealthView.Health health) {
    return health.undecided() - health.interventions().size();
  }

  /** How far a phase is, in the words that are used everywhere. */
  static String word(RunView.PhaseLine phase) {
    if (!phase.now().isEmpty()) {
      return phase.now();
    }
    return switch (phase.state()) {
      case "planned" -> phase.needs().isEmpty() ? "Ready" : "Waiting";
      case "issued" -> "Waiting";
      case "worked" -> "Working";
      case "ready" -> "Ready";
      case "stuck" -> "Needs you";
      case "done" -> "Done";
      default -> phase.state();
    };
  }

  /** What a phase waits for, in half a sentence. */
  static String standing(RunView.PhaseLine phase) {
    return switch (phase.state()) {
      case "planned" ->
          phase.needs().isEmpty() ? "its issue is to be made" : "waits for " + phase.needs();
      case "issued" -> "no pull request yet";
      case "worked" -> "a pull request is being worked on";
      case "ready" -> "its pull request is ready";
      case "stuck" -> "somebody must choose how it goes on";
      case "skipped" -> "the run goes on without it";
      case "cancelled" ->
          phase.issue() == null
              ? "it ended before its issue was made"
              : "its issue was closed without a merge";
      default -> "merged";
    };
  }

  /** A number with separators. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with separators; unknown is never shown as zero. */
  static String grouped(@Nullable Integer number) {
    return number == null ? "unknown" : grouped(number.longValue());
  }

  /** How large the text of a product is; empty where it has none. */
  static String size(ArtifactView.Product product) {
    return product.bytes() == null ? "" : ByteSize.said(product.bytes());
  }

  /** How large an archive is. */
  static String size(ArtifactView.Archive archive) {
    return ByteSize.said(archive.bytes());
  }

  /** The part of a name that styles use: {@code Needs you} becomes {@code needs-you}. */
  static String slug(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** A sign beside each state's word, so that colour is never alone. */
  static String sign(String state) {
    return switch (state) {
      case "Working" -> "▶";
      case "Waiting", "pending", "planned", "claimed", "missed", "asked" -> "◷";
      case "Ready" -> "→";
      case "Needs you", "dead", "failed", "lost" -> "!";
      case "Paused" -> "‖";
      case "Done", "projected", "done" -> "✓";
      case "Idle", "ignored", "cancelled", "skipped" -> "○";
      default -> "?";
    };
  }

  /** JSON with line breaks; anything else as it is. */
  static String pretty(String text) {
    try {
      return Json.tree(text).toPrettyString();
    } catch (IllegalArgumentException noJson) {
      return text;
    }
  }
}
