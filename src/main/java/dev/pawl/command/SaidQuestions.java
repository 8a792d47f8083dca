package dev.pawl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.command.line.Wish;
import dev.pawl.effect.Effect;
import dev.pawl.loop.Replay;
import dev.pawl.merge.MergeGuards;
import dev.pawl.mirror.PullRequest;
import dev.pawl.mirror.SaidCommand;
import dev.pawl.run.DecisionRow;
import dev.pawl.run.Phase;
import dev.pawl.store.Json;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers what is asked, by the decision in force: in its words, which are those of the pages and
 * the check run. Empty while there is nothing to tell yet. Belongs into a transaction.
 */
@ApplicationScoped
class SaidQuestions {
  private static final int PHASES = 5;

  /** What GitHub has not told by then is not waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final MergeGuards guards;

  SaidQuestions(MergeGuards guards) {
    this.guards = guards;
  }

  /** What became of it, in one of the words of {@link SaidCommand}. */
  record Answer(String state, String text) {
    static Answer done(String text) {
      return new Answer(SaidCommand.DONE, text);
    }

    static Answer declined(String text) {
      return new Answer(SaidCommand.DECLINED, text);
    }
  }

  Uni<Optional<Answer>> answer(SaidCommand command, Wish wish, Instant now) {
    return switch (wish.verb()) {
      case HELP -> Uni.createFrom().item(Optional.of(Answer.done(SaidText.help())));
      case STATUS -> decision(command).map(row -> row.map(one -> Answer.done(status(one))));
      case WHY -> why(command);
      case MERGE -> merge(command, now);
      case CREATE -> created(command);
      case REPLAY -> replay(command, wish).map(Optional::of);
      default -> throw new IllegalStateException(wish.verb() + " asks nothing");
    };
  }

  private static Uni<Optional<DecisionRow>> decision(SaidCommand command) {
    return DecisionRow.<DecisionRow>find("repositoryId = ?1 order by id desc", command.repositoryId)
        .firstResult()
        .map(Optional::ofNullable);
  }

  private static String status(DecisionRow decision) {
    StringBuilder text = new StringBuilder(said(decision.state, decision.reason, decision.change));
    text.append("\n\nStage: ").append(decision.stage).append('.');
    List<JsonNode> phases = new ArrayList<>();
    Json.tree(decision.content).path("phases").forEach(phases::add);
    for (JsonNode phase : phases.subList(0, Math.min(PHASES, phases.size()))) {
      text.append("\n- ").append(phase.path("state").asText()).append(": ");
      text.append(SaidText.safe(phase.path("reason").asText()));
    }
    if (phases.size() > PHASES) {
      text.append("\n- and ").append(phases.size() - PHASES).append(" more.");
    }
    return text.append("\n\nThis is decision ").append(decision.id).append('.').toString();
  }

  private static String said(String state, String reason, String change) {
    return "**"
        + state
        + "** – "
        + SaidText.safe(reason)
        + (change.isBlank() ? "" : "\n\nWhat would change this: " + SaidText.safe(change));
  }

  private static Uni<Optional<Answer>> why(SaidCommand command) {
    return decision(command)
        .chain(
            decision ->
                decision.isEmpty()
                    ? Uni.createFrom().item(Optional.<Answer>empty())
                    : Tasks.at(command)
                        .map(task -> Optional.of(Answer.done(why(command, decision.get(), task)))));
  }

  private static String why(SaidCommand command, DecisionRow decision, Optional<Phase> task) {
    JsonNode content = Json.tree(decision.content);
    if (command.pullRequest) {
      for (JsonNode merge : content.path("merges")) {
        if (merge.path("pullRequest").asInt() == command.number) {
          return said(merge);
        }
      }
    }
    for (JsonNode phase : content.path("phases")) {
      if (task.isPresent()
          && task.get().id != null
          && phase.path("phase").asLong() == task.get().id) {
        return said(phase);
      }
    }
    String here = "#" + command.number;
    String known =
        task.map(phase -> "The task of " + here + " is " + phase.state + ".")
            .orElse("The loop has nothing to do with " + here + ".");
    return known + " " + said(decision.state, decision.reason, decision.change);
  }

  private static String said(JsonNode line) {
    return said(
        line.path("state").asText(), line.path("reason").asText(), line.path("change").asText());
  }

  /** Once it was read, and judged by that. */
  private static Uni<Optional<Answer>> merge(SaidCommand command, Instant now) {
    return PullRequest.<PullRequest>findById(
            new PullRequest.Key(command.repositoryId, command.number))
        .chain(
            pull -> {
              boolean late = !now.isBefore(command.saidAt.plus(PATIENCE));
              if (pull == null || (pull.dirty != null && !late)) {
                return Uni.createFrom().item(Optional.<Answer>empty());
              }
              return decision(command)
                  .map(
                      decision ->
                          decision.map(
                              one ->
                                  Answer.done(
                                      why(command, one, Optional.empty())
                                          + "\n\nThe check run `Pawl` has a line for each"
                                          + " guard.")));
            });
  }

  private static Uni<Optional<Answer>> created(SaidCommand command) {
    return Effect.<Effect>find("key", command.effectKey)
        .firstResult()
        .map(
            effect -> {
              if (effect == null) {
                return Optional.of(Answer.declined("The issue could not be opened."));
              }
              return switch (effect.state) {
                case Effect.DONE ->
                    Optional.of(Answer.done("#" + effect.resultNumber + " is opened."));
                case Effect.FAILED, Effect.CANCELLED ->
                    Optional.of(
                        Answer.declined(
                            "The issue could not be opened: "
                                + SaidText.safe(String.valueOf(effect.error))));
                default -> Optional.empty();
              };
            });
  }

  private Uni<Answer> replay(SaidCommand command, Wish wish) {
    long id = ((Wish.Replay) wish).decision();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        select d.content, d.noted, d.policy_version, d.merge_policy_version,
                          coalesce(v.version, 0) as form, v.content as view
                        from decision d left join view v on v.hash = d.view_hash
                        where d.id = ?1 and d.repository_id = ?2
                        """,
                        Tuple.class)
                    .setParameter(1, id)
                    .setParameter(2, command.repositoryId)
                    .getResultList())
        .map(
            rows ->
                rows.isEmpty()
                    ? Answer.declined(
                        "There is no decision " + id + " of this repository, or not any more.")
                    : Answer.done(replayed(id, stored(rows.getFirst()))));
  }

  private static Replay.Stored stored(Tuple row) {
    return new Replay.Stored(
        row.get("content", String.class),
        row.get("policy_version", Integer.class),
        row.get("merge_policy_version", Integer.class),
        row.get("form", Integer.class),
        row.get("view", String.class),
        row.get("noted", String.class));
  }

  private String replayed(long id, Replay.Stored stored) {
    return switch (Replay.of(stored, guards.inOrder())) {
      case Replay.Outcome.Impossible impossible -> SaidText.safe(impossible.why());
      case Replay.Outcome.Decided decided when decided.same() ->
          "Today's code decides the same as decision " + id + ".";
      case Replay.Outcome.Decided decided -> {
        StringBuilder text =
            new StringBuilder("Today's code decides otherwise than decision " + id + ":\n");
        for (Replay.Difference difference : decided.differences()) {
          text.append("\n- ").append(difference.part()).append(": ");
          text.append(SaidText.code(brief(difference.then()))).append(" then, ");
          text.append(SaidText.code(brief(difference.now()))).append(" now");
        }
        yield text.append("\n\nThe decision's page has all of it.").toString();
      }
    };
  }

  private static String brief(String text) {
    return text.isBlank() ? "nothing" : text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
