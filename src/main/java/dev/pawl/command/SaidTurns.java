package dev.pawl.command;

import dev.pawl.command.line.Parsed;
import dev.pawl.command.line.Verb;
import dev.pawl.command.line.Wish;
import dev.pawl.command.line.WishParser;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.Right;
import dev.pawl.mirror.RightReader;
import dev.pawl.mirror.SaidCommand;
import dev.pawl.store.Database;
import dev.pawl.store.Lease;
import dev.pawl.store.LeaseLost;
import dev.pawl.store.WorldClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  private final Database database;
  private final RightReader rights;
  private final SaidSteps steps;
  private final WorldClock clock;

  SaidTurns(Database database, RightReader rights, SaidSteps steps, WorldClock clock) {
    this.database = database;
    this.rights = rights;
    this.steps = steps;
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
        steps.end(lease, row, SaidCommand.IGNORED, "");
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
          steps.later(lease, row, until);
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
        steps.refuse(lease, row, verb);
        return;
      }
      boolean talks = verb.asks() || parsed instanceof Parsed.Wrong;
      if (talks && !right.covers(Right.TRIAGE) && answeredLately(row)) {
        steps.end(lease, row, SaidCommand.IGNORED, "");
        return;
      }
      switch (parsed) {
        case Parsed.Wrong wrong ->
            steps.end(lease, row, SaidCommand.DECLINED, SaidText.misunderstood(wrong));
        case Parsed.Understood understood -> asked |= steps.act(lease, row, understood.wish());
      }
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
        switch (WishParser.parse(row.line)) {
          case Parsed.Understood understood -> {
            boolean told = steps.tell(lease, row, understood.wish());
            any |= told;
            asked |= !told;
          }
          // Another version of Pawl understood it.
          case Parsed.Wrong wrong ->
              steps.end(lease, row, SaidCommand.DECLINED, SaidText.misunderstood(wrong));
        }
      }
      return any;
    }
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
