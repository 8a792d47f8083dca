package dev.pawl.command;

import dev.pawl.effect.Effects;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.SaidCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans what is said to whoever has said a command: a reaction on receipt, another one at the end,
 * and one comment for all commands of one text, which is changed when there is more to say. Belongs
 * into the transaction in which the command goes on, so that it is answered if and only if it did.
 *
 * <p>A comment that answers is made when the last command of its text has ended, so as not to be
 * changed at once. Each change has a key of its own, with the next number, and waits for the one
 * before.
 */
@ApplicationScoped
class SaidAnswers {
  private final Effects effects;

  SaidAnswers(Effects effects) {
    this.effects = effects;
  }

  /** Somebody who may has said it, or GitHub does not say yet who may. */
  Uni<Void> received(Repository repository, SaidCommand command, Instant now) {
    return effects.say(repository, reaction(command, "eyes"), now);
  }

  /** The command has ended, in whatever way. */
  Uni<Void> ended(Repository repository, SaidCommand command, Instant now) {
    return SaidCommand.<SaidCommand>list(
            "repositoryId = ?1 and source = ?2 and sourceId = ?3 order by id",
            command.repositoryId,
            command.source,
            command.sourceId)
        .chain(rows -> answer(repository, command, rows, now));
  }

  private Uni<Void> answer(
      Repository repository, SaidCommand command, List<SaidCommand> rows, Instant now) {
    List<SaidCommand> told = rows.stream().filter(row -> !row.outcome.isEmpty()).toList();
    if (told.isEmpty() || rows.stream().anyMatch(SaidCommand::isOpen)) {
      return Uni.createFrom().voidItem();
    }
    String stem = stem(command, "answer");
    return effects
        .of(repository.id, stem)
        .chain(
            earlier -> {
              List<PlannedEffect> wanted = new ArrayList<>();
              wanted.add(
                  new PlannedEffect(
                      stem + (earlier.size() + 1),
                      new Intent.PutAnswer(command.number, null, SaidText.comment(told)),
                      "A command on #" + command.number + " is answered.",
                      earlier.isEmpty() ? null : earlier.getLast().key));
              boolean done = told.stream().allMatch(row -> row.state.equals(SaidCommand.DONE));
              wanted.addAll(reaction(command, done ? "+1" : "confused"));
              return effects.say(repository, wanted, now);
            });
  }

  /** None where GitHub knows none: on a review as a whole. */
  private static List<PlannedEffect> reaction(SaidCommand command, String content) {
    Intent.@Nullable React react =
        switch (SaidCommand.Source.of(command.source)) {
          case COMMENT -> new Intent.React(Intent.Reacted.COMMENT, command.sourceId, content);
          case REVIEW_COMMENT ->
              new Intent.React(Intent.Reacted.REVIEW_COMMENT, command.sourceId, content);
          case ISSUE, PULL_REQUEST ->
              new Intent.React(Intent.Reacted.ISSUE, command.number, content);
          case REVIEW -> null;
        };
    return react == null
        ? List.of()
        : List.of(
            new PlannedEffect(
                stem(command, "reaction") + name(content),
                react,
                "A command on #" + command.number + " was heard."));
  }

  private static String name(String content) {
    return content.equals("+1") ? "done" : content;
  }

  private static String stem(SaidCommand command, String what) {
    return Marker.SAID
        + what
        + ":"
        + command.repositoryId
        + ":"
        + command.source
        + ":"
        + command.sourceId
        + ":";
  }
}
