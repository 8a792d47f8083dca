package dev.pawl.command;

import dev.pawl.command.line.Verb;
import dev.pawl.command.line.Wish;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.SaidCommand;
import dev.pawl.run.Moment;
import dev.pawl.store.Lease;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The steps of one command, each in a transaction of its own under the lane's fencing number: what
 * is done, what the row says then, the audit log, and the answer exist together or not at all. A
 * row that is open no more is left as it is.
 */
@ApplicationScoped
class SaidSteps {
  /** That is most of a day. */
  private static final int TRIES = 30;

  private final LaneWrite lanes;
  private final SaidActions actions;
  private final SaidQuestions questions;
  private final SaidAnswers answers;

  SaidSteps(LaneWrite lanes, SaidActions actions, SaidQuestions questions, SaidAnswers answers) {
    this.lanes = lanes;
    this.actions = actions;
    this.questions = questions;
    this.answers = answers;
  }

  /**
   * Does what somebody says who may.
   *
   * @return whether it is answered after the next decision
   */
  boolean act(Lease lease, SaidCommand row, Wish wish) {
    return under(
            lease,
            row,
            (at, command, moment) ->
                answers
                    .received(at, command, moment.now())
                    .chain(
                        () ->
                            wish.verb().asks()
                                ? Uni.createFrom()
                                    .item(LaneWrite.Noted.<Outcome>nothing(new Outcome.Done(0)))
                                : actions.act(at, command, wish, moment))
                    .chain(
                        noted ->
                            ended(at, command, wish, noted.answer(), moment)
                                .map(
                                    done -> new LaneWrite.Noted<>(command.isOpen(), noted.line()))))
        .orElse(false);
  }

  private Uni<Void> ended(
      Repository at, SaidCommand command, Wish wish, Outcome outcome, Moment moment) {
    switch (outcome) {
      case Outcome.Done _ when wish.verb().asks() || wish.verb() == Verb.MERGE ->
          command.state = SaidCommand.AUTHORISED;
      case Outcome.Done _ when wish.verb() == Verb.CREATE -> {
        command.state = SaidCommand.AUTHORISED;
        command.effectKey = CreateIssue.key("command:" + command.id);
      }
      case Outcome.Done _ ->
          command.end(SaidCommand.DONE, SaidActions.done(command, wish, moment), moment.now());
      case Outcome.Missing _ ->
          command.end(SaidCommand.DECLINED, "There is no such thing.", moment.now());
      case Outcome.Refused(String why) ->
          command.end(SaidCommand.DECLINED, SaidText.declined(why), moment.now());
      case Outcome.Overtaken(String why) ->
          command.end(SaidCommand.DECLINED, SaidText.declined(why), moment.now());
    }
    return command.isOpen()
        ? Uni.createFrom().voidItem()
        : answers.ended(at, command, moment.now());
  }

  /** Whoever may not is told so once on each issue or pull request. */
  void refuse(Lease lease, SaidCommand row, Verb verb) {
    under(
        lease,
        row,
        (at, command, moment) ->
            SaidCommand.count(
                    "repositoryId = ?1 and number = ?2 and saidById = ?3 and state = 'refused'"
                        + " and outcome <> ''",
                    command.repositoryId,
                    command.number,
                    command.saidById)
                .chain(
                    before -> {
                      command.end(
                          SaidCommand.REFUSED,
                          before > 0 ? "" : SaidText.refused(command.saidBy, verb),
                          moment.now());
                      return answers.ended(at, command, moment.now());
                    })
                .replaceWith(
                    new LaneWrite.Noted<>(
                        true,
                        new LaneWrite.Line(
                            "refuse command",
                            RepositoryFinder.name(at) + "#" + command.number,
                            null,
                            command.line))));
  }

  /**
   * It ends without anything being done.
   *
   * @param text what is answered; empty: nothing
   */
  void end(Lease lease, SaidCommand row, String state, String text) {
    under(lease, row, (at, command, moment) -> end(at, command, state, text, moment));
  }

  private Uni<LaneWrite.Noted<Boolean>> end(
      Repository at, SaidCommand command, String state, String text, Moment moment) {
    command.end(state, text, moment.now());
    return answers.ended(at, command, moment.now()).replaceWith(LaneWrite.Noted.nothing(true));
  }

  /** GitHub did not say whether its author may; in the end it is to be said anew. */
  void later(Lease lease, SaidCommand row, Instant until) {
    under(
        lease,
        row,
        (at, command, moment) -> {
          command.tries++;
          command.notBefore = until;
          return command.tries < TRIES
              ? answers
                  .received(at, command, moment.now())
                  .replaceWith(LaneWrite.Noted.nothing(true))
              : end(
                  at,
                  command,
                  SaidCommand.DECLINED,
                  "GitHub did not say whether you may say that. Nothing was changed; say it again.",
                  moment);
        });
  }

  /**
   * Answers what was asked.
   *
   * @return whether there was something to tell
   */
  boolean tell(Lease lease, SaidCommand row, Wish wish) {
    return under(
            lease,
            row,
            (at, command, moment) ->
                questions
                    .answer(command, wish, moment.now())
                    .chain(
                        answer ->
                            answer
                                .map(said -> end(at, command, said.state(), said.text(), moment))
                                .orElseGet(
                                    () -> Uni.createFrom().item(LaneWrite.Noted.nothing(false)))))
        .orElse(false);
  }

  /** What is done with one command. */
  private interface Work {
    Uni<LaneWrite.Noted<Boolean>> on(Repository at, SaidCommand command, Moment moment);
  }

  /** Empty: the row is open no more. */
  private Optional<Boolean> under(Lease lease, SaidCommand row, Work work) {
    return lanes.under(
        lease,
        row.saidBy,
        moment ->
            Repository.<Repository>findById(row.repositoryId)
                .chain(
                    at ->
                        SaidCommand.<SaidCommand>findById(Objects.requireNonNull(row.id))
                            .chain(
                                command ->
                                    at == null || command == null || !command.isOpen()
                                        ? Uni.createFrom()
                                            .item(
                                                LaneWrite.Noted.nothing(Optional.<Boolean>empty()))
                                        : work.on(at, command, moment)
                                            .map(
                                                noted ->
                                                    new LaneWrite.Noted<>(
                                                        Optional.of(noted.answer()),
                                                        noted.line())))));
  }
}
