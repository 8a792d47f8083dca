package dev.pawl.command;

import dev.pawl.command.line.Parsed;
import dev.pawl.command.line.Verb;
import dev.pawl.command.line.Wish;
import dev.pawl.command.line.WishParser;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.Right;
import dev.pawl.mirror.RightReader;
import dev.pawl.mirror.SaidCommand;
import dev.pawl.run.Moment;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works off what people have said on GitHub, as part of a lane's turn.
 *
 * <p>Wanted: what somebody may say is done once, in the order in which it was said, and answered;
 * what they may not say changes nothing; nobody can have Pawl talk without end.
 *
 * <p>Design: the commands are rows that the projection left behind. Before the decision each is
 * taken in turn ({@link Turn#take}): GitHub is asked what its author may, outside of any
 * transaction; then one fenced transaction does it, ends the row, writes the audit log and plans
 * the answer. What is asked is answered after the decision ({@link Turn#follow}), which then has in
 * it what was done; only its row says so meanwhile. A crash between two steps leaves a row that is
 * open, from which the next worker goes on: asking GitHub once more does no harm, and what has
 * ended is not open. So there is no state between “may” and “done” for what changes something.
 *
 * <p>Races: a right that is taken after GitHub has told of it still counts for the command that was
 * said before. A worker that lost its lane in between writes nothing, by the fencing number. A
 * command behind one of the same text that has to wait waits with it.
 */
@ApplicationScoped
public class SaidTurns {
  private static final int BATCH = 50;

  /** So often may one person be refused in a repository until GitHub is not asked any more. */
  private static final int REFUSALS = 5;

  private static final Duration REFUSED_FOR = Duration.ofHours(1);

  /** Between two answers to questions of somebody who only may read, in one repository. */
  private static final Duration BETWEEN_ANSWERS = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 6;

  /** That is most of a day. */
  private static final int TRIES = 30;

  private final Database database;
  private final LaneWrite lanes;
  private final RightReader rights;
  private final SaidActions actions;
  private final SaidQuestions questions;
  private final SaidAnswers answers;
  private final WorldClock clock;

  SaidTurns(
      Database database,
      LaneWrite lanes,
      RightReader rights,
      SaidActions actions,
      SaidQuestions questions,
      SaidAnswers answers,
      WorldClock clock) {
    this.database = database;
    this.lanes = lanes;
    this.rights = rights;
    this.actions = actions;
    this.questions = questions;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * What a worker does about commands while it has a lane.
   *
   * @param renew renews the lease before GitHub is asked; false when it is lost
   */
  public Turn turn(Lease lease, long repository, BooleanSupplier renew) {
    return new Turn(lease, repository, renew);
  }

  /** One worker's time with a lane. */
  public final class Turn {
    private final Lease lease;
    private final long repository;
    private final BooleanSupplier renew;

    /** Whether there may be open ones: at first, since somebody else may have left them behind. */
    private boolean open = true;

    /** Whether something is to be answered after the decision. */
    private boolean asked;

    private Turn(Lease lease, long repository, BooleanSupplier renew) {
      this.lease = lease;
      this.repository = repository;
      this.renew = renew;
    }

    /**
     * Before the decision: does what is said. Asks the database only where something may be there.
     *
     * @param news whether deliveries were projected since the last time
     * @return when GitHub is to be asked again; null: there is nothing to ask
     */
    public @Nullable Instant take(boolean news) {
      if (!open && !news) {
        return null;
      }
      List<SaidCommand> rows = rows();
      open = !rows.isEmpty();
      asked = rows.stream().anyMatch(row -> row.state.equals(SaidCommand.AUTHORISED));
      @Nullable Repository at =
          open ? database.read(() -> Repository.<Repository>findById(repository)) : null;
      if (at == null || !at.state.equals(Repository.ACTIVE)) {
        return null;
      }
      Instant again = null;
      List<SaidCommand> waiting = new ArrayList<>();
      for (SaidCommand row : rows) {
        if (waiting.stream().anyMatch(row::isBeside)) {
          continue;
        }
        Instant until = row.state.equals(SaidCommand.RECEIVED) ? take(at, row) : null;
        if (until != null) {
          again = again == null || until.isBefore(again) ? until : again;
        }
        if (until != null || row.state.equals(SaidCommand.AUTHORISED) || asks(row)) {
          // What is said behind a question is done when that is answered.
          waiting.add(row);
        }
      }
      return again;
    }

    private List<SaidCommand> rows() {
      return database.read(
          () ->
              SaidCommand.<SaidCommand>find(
                      "repositoryId = ?1 and state in ('received', 'authorised') order by id",
                      repository)
                  .page(0, BATCH)
                  .list());
    }

    private static boolean asks(SaidCommand row) {
      return WishParser.parse(row.line) instanceof Parsed.Understood(Wish wish)
          && wish.verb().asks();
    }

    /** When to come back to it; null: it has gone on. */
    private @Nullable Instant take(Repository at, SaidCommand row) {
      Instant now = clock.instant();
      if (row.notBefore != null && row.notBefore.isAfter(now)) {
        return row.notBefore;
      }
      Parsed parsed = WishParser.parse(row.line);
      if (refusedLately(row, now) >= REFUSALS) {
        end(row, SaidCommand.IGNORED, "", null);
        return null;
      }
      if (!renew.getAsBoolean()) {
        throw new LeaseLost(lease);
      }
      return switch (rights.ask(at, row.saidById, row.saidBy)) {
        case RightReader.Outcome.Later later -> {
          int tries = Math.min(row.tries, DOUBLINGS);
          Instant until =
              later.until() == null
                  ? now.plus(FIRST_PAUSE.multipliedBy(1L << tries))
                  : later.until();
          later(row, until);
          yield until;
        }
        case RightReader.Outcome.Known known -> {
          take(row, parsed, known.right());
          yield null;
        }
      };
    }

    private void take(SaidCommand row, Parsed parsed, Right right) {
      Verb verb =
          switch (parsed) {
            case Parsed.Understood understood -> understood.wish().verb();
            case Parsed.Wrong wrong -> wrong.verb() == null ? Verb.HELP : wrong.verb();
          };
      if (!right.covers(verb.right())) {
        refuse(row, verb);
        return;
      }
      boolean talks = verb.asks() || parsed instanceof Parsed.Wrong;
      if (talks && !right.covers(Right.TRIAGE) && answeredLately(row)) {
        end(row, SaidCommand.IGNORED, "", null);
        return;
      }
      switch (parsed) {
        case Parsed.Wrong wrong ->
            end(
                row,
                SaidCommand.DECLINED,
                wrong.verb() == null
                    ? SaidText.unknown(wrong.nearest())
                    : SaidText.usage(wrong.verb()),
                null);
        case Parsed.Understood understood -> act(row, understood.wish());
      }
    }

    private void act(SaidCommand row, Wish wish) {
      Boolean waits =
          under(
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
                                  .replaceWith(
                                      new LaneWrite.Noted<>(command.isOpen(), noted.line()))));
      asked |= Boolean.TRUE.equals(waits);
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
            command.end(SaidCommand.DECLINED, declined(why), moment.now());
        case Outcome.Overtaken(String why) ->
            command.end(SaidCommand.DECLINED, declined(why), moment.now());
      }
      return command.isOpen()
          ? Uni.createFrom().voidItem()
          : answers.ended(at, command, moment.now());
    }

    private void refuse(SaidCommand row, Verb verb) {
      under(
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

    private void end(SaidCommand row, String state, String text, LaneWrite.@Nullable Line line) {
      under(
          row,
          (at, command, moment) -> {
            command.end(state, text, moment.now());
            return answers
                .ended(at, command, moment.now())
                .replaceWith(new LaneWrite.Noted<>(true, line));
          });
    }

    private void later(SaidCommand row, Instant until) {
      under(
          row,
          (at, command, moment) -> {
            command.tries++;
            command.notBefore = until;
            if (command.tries >= TRIES) {
              command.end(
                  SaidCommand.DECLINED,
                  "GitHub did not say whether you may say that. Nothing was changed; say it again.",
                  moment.now());
              return answers
                  .ended(at, command, moment.now())
                  .replaceWith(LaneWrite.Noted.nothing(true));
            }
            return answers
                .received(at, command, moment.now())
                .replaceWith(LaneWrite.Noted.nothing(true));
          });
    }

    /**
     * After the decision: answers what was asked, where there is something to tell by now.
     *
     * @return whether something can go on at once: the answer, or what stands behind the question
     */
    public boolean follow() {
      if (!asked) {
        return false;
      }
      asked = false;
      boolean any = false;
      for (SaidCommand row : rows()) {
        if (!row.state.equals(SaidCommand.AUTHORISED)) {
          continue;
        }
        if (WishParser.parse(row.line) instanceof Parsed.Understood(Wish wish)) {
          boolean told =
              Boolean.TRUE.equals(
                  under(row, (at, command, moment) -> tell(at, command, wish, moment)));
          any |= told;
          asked |= !told;
        }
      }
      return any;
    }

    private Uni<LaneWrite.Noted<Boolean>> tell(
        Repository at, SaidCommand command, Wish wish, Moment moment) {
      return questions
          .answer(command, wish, moment.now())
          .chain(
              answer -> {
                if (answer.isEmpty()) {
                  return Uni.createFrom().item(LaneWrite.Noted.nothing(false));
                }
                command.end(answer.get().state(), answer.get().text(), moment.now());
                return answers
                    .ended(at, command, moment.now())
                    .replaceWith(LaneWrite.Noted.nothing(true));
              });
    }

    /** In the lane's fenced transaction, with the row as it is in it. Null: it is open no more. */
    private <T> @Nullable T under(SaidCommand row, Work<T> work) {
      return lanes
          .<Optional<T>>under(
              lease,
              row.saidBy,
              moment ->
                  Repository.<Repository>findById(repository)
                      .chain(
                          at ->
                              SaidCommand.<SaidCommand>findById(row.id)
                                  .chain(
                                      command ->
                                          at == null || command == null || !command.isOpen()
                                              ? Uni.createFrom()
                                                  .item(
                                                      LaneWrite.Noted.nothing(Optional.<T>empty()))
                                              : work.on(at, command, moment)
                                                  .map(
                                                      noted ->
                                                          new LaneWrite.Noted<>(
                                                              Optional.of(noted.answer()),
                                                              noted.line())))))
          .orElse(null);
    }
  }

  /** What is done with one command. */
  private interface Work<T> {
    Uni<LaneWrite.Noted<T>> on(Repository at, SaidCommand command, Moment moment);
  }

  private static String declined(String why) {
    return SaidText.safe(why).replace("/ pawl", "/pawl");
  }

  private long refusedLately(SaidCommand row, Instant now) {
    return database.read(
        () ->
            SaidCommand.count(
                "repositoryId = ?1 and saidById = ?2 and state = 'refused' and endedAt > ?3",
                row.repositoryId,
                row.saidById,
                now.minus(REFUSED_FOR)));
  }

  private boolean answeredLately(SaidCommand row) {
    return database.read(
            () ->
                SaidCommand.count(
                    "repositoryId = ?1 and saidById = ?2 and state in ('done', 'declined')"
                        + " and endedAt > ?3 and (source <> ?4 or sourceId <> ?5)",
                    row.repositoryId,
                    row.saidById,
                    clock.instant().minus(BETWEEN_ANSWERS),
                    row.source,
                    row.sourceId))
        > 0;
  }
}
