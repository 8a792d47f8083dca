package dev.pawl.run;

import dev.pawl.mirror.Comment;
import dev.pawl.settings.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the latest attempts at phases that are open, with what their agents last said. */
@ApplicationScoped
class ExecutionFactsReader {
  private static final int WORDS = 300;
  private static final int COMMENTS = 200;

  /** By phase. */
  Uni<Map<Long, ExecutionFacts>> read(long repository, List<Phase> open, Settings.Agent agents) {
    if (open.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Execution.<Execution>list(
            "phaseId in ?1 and state <> 'ended' order by phaseId, attempt",
            open.stream().map(phase -> phase.id).toList())
        .chain(
            attempts -> {
              Map<Long, Execution> latest = new HashMap<>();
              attempts.forEach(attempt -> latest.put(attempt.phaseId, attempt));
              return comments(repository, open, latest)
                  .map(comments -> facts(open, latest, comments, agents));
            });
  }

  /** Those of the latest comments that may be an agent's word on what it was asked. */
  private static Uni<List<Comment>> comments(
      long repository, List<Phase> open, Map<Long, Execution> latest) {
    Set<Integer> places = new HashSet<>();
    Instant since = null;
    for (Phase phase : open) {
      Execution attempt = latest.get(phase.id);
      if (attempt != null && attempt.askedAt != null) {
        places(phase).forEach(places::add);
        since = since == null || since(attempt).isBefore(since) ? since(attempt) : since;
      }
    }
    return since == null || places.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Comment.<Comment>find(
                "repositoryId = ?1 and issue in ?2 and version >= ?3 and not deleted and not byApp"
                    + " and authorId is not null order by version desc, id desc",
                repository,
                places,
                since)
            .page(0, COMMENTS)
            .list();
  }

  /**
   * An agent may be faster than the record that it was asked. GitHub's times have no parts of a
   * second; the words that ended the attempt before are not this one's.
   */
  private static Instant since(Execution attempt) {
    return attempt.attempt == 1 ? attempt.madeAt.minusSeconds(60) : attempt.madeAt.plusSeconds(2);
  }

  private static Stream<Integer> places(Phase phase) {
    return Stream.of(Optional.ofNullable(phase.issue), Optional.ofNullable(phase.pullRequest))
        .flatMap(Optional::stream);
  }

  private static Map<Long, ExecutionFacts> facts(
      List<Phase> open,
      Map<Long, Execution> latest,
      List<Comment> comments,
      Settings.Agent agents) {
    Map<Long, ExecutionFacts> facts = new HashMap<>();
    for (Phase phase : open) {
      Execution attempt = latest.get(phase.id);
      if (attempt != null) {
        facts.put(attempt.phaseId, facts(attempt, last(phase, attempt, comments, agents)));
      }
    }
    return facts;
  }

  private static @Nullable Comment last(
      Phase phase, Execution attempt, List<Comment> comments, Settings.Agent agents) {
    String name = attempt.agent;
    Settings.Profile profile = name == null ? null : agents.profile(name).orElse(null);
    if (attempt.askedAt == null || profile == null) {
      return null;
    }
    List<Integer> places = places(phase).toList();
    return comments.stream()
        .filter(comment -> places.contains(comment.issue))
        .filter(comment -> !comment.version.isBefore(since(attempt)))
        .filter(comment -> by(comment, profile))
        .findFirst()
        .orElse(null);
  }

  /** No person can have a login with brackets. */
  private static boolean by(Comment comment, Settings.Profile profile) {
    String login = Objects.requireNonNullElse(comment.author, "");
    return profile.is(
        Objects.requireNonNullElse(comment.authorId, 0L), login, login.endsWith("[bot]"));
  }

  private static ExecutionFacts facts(Execution attempt, @Nullable Comment last) {
    return new ExecutionFacts(
        Objects.requireNonNull(attempt.id, "a stored attempt has an id"),
        attempt.attempt,
        attempt.agent,
        attempt.otherThan,
        attempt.state.equals(Execution.RUNNING),
        attempt.madeAt,
        attempt.signalAt,
        attempt.askedAt,
        attempt.askedHead,
        attempt.nudges,
        attempt.nudgedAt,
        attempt.reason,
        last == null ? null : words(last.body),
        last == null ? null : last.version,
        attempt.wantedAgent);
  }

  private static String words(String body) {
    return body.substring(0, Math.min(WORDS, body.length())).toLowerCase(Locale.ROOT);
  }
}
