package dev.pawl.command;

import dev.pawl.command.line.Wish;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.SaidCommand;
import dev.pawl.run.HoldFacts;
import dev.pawl.run.Moment;
import dev.pawl.run.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what is said, by the same actions that pages and API call. Belongs into the transaction in
 * which the command ends.
 */
@ApplicationScoped
class SaidActions {
  private static final String NO_REASON = "no reason was given";

  private final PauseRepository pause;
  private final ResumeRepository resume;
  private final HoldPullRequest hold;
  private final UnholdPullRequest unhold;
  private final FreezeMerges freeze;
  private final UnfreezeMerges unfreeze;
  private final AskGapAnalysis gap;
  private final PromoteFile promote;
  private final CompleteFile complete;
  private final ChangeTask change;
  private final LookAtPullRequest look;
  private final LinkPullRequest link;
  private final CreateIssue create;

  SaidActions(
      PauseRepository pause,
      ResumeRepository resume,
      HoldPullRequest hold,
      UnholdPullRequest unhold,
      FreezeMerges freeze,
      UnfreezeMerges unfreeze,
      AskGapAnalysis gap,
      PromoteFile promote,
      CompleteFile complete,
      ChangeTask change,
      LookAtPullRequest look,
      LinkPullRequest link,
      CreateIssue create) {
    this.pause = pause;
    this.resume = resume;
    this.hold = hold;
    this.unhold = unhold;
    this.freeze = freeze;
    this.unfreeze = unfreeze;
    this.gap = gap;
    this.promote = promote;
    this.complete = complete;
    this.change = change;
    this.look = look;
    this.link = link;
    this.create = create;
  }

  Uni<LaneWrite.Noted<Outcome>> act(Repository row, SaidCommand command, Wish wish, Moment moment) {
    return switch (wish) {
      case Wish.Pause wanted ->
          pause.pause(row, kind(wanted), wish(wanted.length(), wanted.reason(), moment), moment);
      case Wish.Hold wanted ->
          pullRequest(
              command,
              number ->
                  hold.hold(row, number, wish(wanted.length(), wanted.reason(), moment), moment));
      case Wish.Freeze wanted ->
          freeze.freeze(row, wish(wanted.length(), wanted.reason(), moment), moment);
      case Wish.OfFile file ->
          switch (file.verb()) {
            case PROMOTE -> promote.promote(row, file.file(), moment);
            default ->
                Tasks.at(command)
                    .chain(task -> complete.complete(row, file.file(), task.orElse(null), moment));
          };
      case Wish.Assign assign ->
          task(row, command, new ChangeTask.Change.Assign(assign.agent()), moment);
      case Wish.Link wanted ->
          command.pullRequest
              ? link.link(row, command.number, wanted.issue(), moment)
              : refused("#" + command.number + " is an issue: say it on the pull request.");
      case Wish.CreateIssue wanted ->
          create.create(
              row,
              new CreateIssue.Wanted(
                  CreateIssue.key("command:" + command.id),
                  wanted.title(),
                  "",
                  "Asked for by `" + command.saidBy + "` on #" + command.number + "."),
              moment);
      case Wish.Replay _ -> throw new IllegalStateException("a question is no action");
      case Wish.Plain plain -> plain(row, command, plain, moment);
    };
  }

  private Uni<LaneWrite.Noted<Outcome>> plain(
      Repository row, SaidCommand command, Wish.Plain plain, Moment moment) {
    return switch (plain.verb()) {
      case RESUME -> resume.resume(row, moment);
      case UNHOLD -> pullRequest(command, number -> unhold.unhold(row, number, moment));
      case UNFREEZE -> unfreeze.unfreeze(row, moment);
      case GAP -> gap.ask(row, moment);
      case TAKE_OVER -> task(row, command, new ChangeTask.Change.TakeOver(), moment);
      case RETRY -> task(row, command, new ChangeTask.Change.Retry(), moment);
      case SKIP -> task(row, command, new ChangeTask.Change.Skip(), moment);
      case MERGE ->
          command.pullRequest
              ? look.look(row, command.number, moment)
              : refused("#" + command.number + " is an issue: say it on the pull request.");
      default -> throw new IllegalStateException(plain.verb() + " is no action");
    };
  }

  /** What has been done, in one or two sentences. */
  static String done(SaidCommand command, Wish wish, Moment moment) {
    return switch (wish) {
      case Wish.Pause wanted ->
          "Paused "
              + SaidText.until(until(wanted.length(), moment))
              + (wanted.drain() ? "; what is under way may end" : "")
              + ". `/pawl resume` ends it.";
      case Wish.Hold wanted ->
          "Held back "
              + SaidText.until(until(wanted.length(), moment))
              + ". `/pawl unhold` ends it.";
      case Wish.Freeze wanted ->
          "Nothing is merged "
              + SaidText.until(until(wanted.length(), moment))
              + ". `/pawl unfreeze` ends it.";
      case Wish.OfFile file ->
          switch (file.verb()) {
            case PROMOTE -> "Its task is taken up: the issue comes next.";
            default ->
                "Its task has ended as complete; the file goes to `complete/` by the next commit.";
          };
      case Wish.Assign assign -> "`" + assign.agent() + "` is asked next.";
      case Wish.Link wanted -> "This pull request works on #" + wanted.issue() + ".";
      case Wish.CreateIssue _, Wish.Replay _ -> "";
      case Wish.Plain plain ->
          switch (plain.verb()) {
            case RESUME -> "The pause has ended.";
            case UNHOLD -> "It is not held back any more.";
            case UNFREEZE -> "The freeze has ended; one of the settings ends by its own times.";
            case GAP -> "A gap analysis is opened: its issue comes next.";
            case TAKE_OVER ->
                SaidText.code(command.saidBy) + " does it now; no agent is asked any more.";
            case RETRY -> "It is tried again.";
            case SKIP -> "The loop goes on without it.";
            default -> "";
          };
    };
  }

  private static HoldFacts.Kind kind(Wish.Pause wanted) {
    return wanted.drain() ? HoldFacts.Kind.DRAIN : HoldFacts.Kind.STOP;
  }

  private static HoldWish wish(@Nullable Duration length, String reason, Moment moment) {
    return new HoldWish(reason.isBlank() ? NO_REASON : reason, until(length, moment)).cleaned();
  }

  private static @Nullable Instant until(@Nullable Duration length, Moment moment) {
    return length == null ? null : moment.now().plus(length);
  }

  private Uni<LaneWrite.Noted<Outcome>> task(
      Repository row, SaidCommand command, ChangeTask.Change wanted, Moment moment) {
    return Tasks.at(command)
        .chain(
            task ->
                task.map(phase -> change.change(row, phase, wanted, moment))
                    .orElseGet(() -> refused("#" + command.number + " has no task of the loop.")));
  }

  /** Said on an issue, the pull request that works on it is meant. */
  private static Uni<LaneWrite.Noted<Outcome>> pullRequest(
      SaidCommand command, Function<Integer, Uni<LaneWrite.Noted<Outcome>>> action) {
    if (command.pullRequest) {
      return action.apply(command.number);
    }
    return Tasks.at(command)
        .chain(
            task -> {
              @Nullable Integer number = task.map((Phase phase) -> phase.pullRequest).orElse(null);
              return number == null
                  ? refused(
                      "#"
                          + command.number
                          + " is an issue, and no pull request works on it: say it on the pull"
                          + " request.")
                  : action.apply(number);
            });
  }

  private static Uni<LaneWrite.Noted<Outcome>> refused(String why) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(why)));
  }
}
