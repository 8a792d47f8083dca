package dev.pawl.command;

import dev.pawl.effect.Effects;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.loop.policy.Defused;
import dev.pawl.mirror.Marker;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Pauses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Opens an issue that is no task of the loop, for whoever asks, whose name stands in it. */
@ApplicationScoped
public class CreateIssue {
  private static final int TITLE = 200;
  private static final int BODY = 20_000;

  private final LaneWrite lanes;
  private final Effects effects;
  private final Pauses pauses;

  CreateIssue(LaneWrite lanes, Effects effects, Pauses pauses) {
    this.lanes = lanes;
    this.effects = effects;
    this.pauses = pauses;
  }

  /**
   * An issue, as it was sent.
   *
   * @param key names it for ever: the same key is opened once
   * @param source where it was asked for, as one sentence
   */
  record Wanted(String key, String title, String body, String source) {}

  /**
   * @param who for the issue and the audit log
   */
  public Outcome create(long repository, String title, String body, String who) {
    return lanes.in(
        repository,
        who,
        moment ->
            RepositoryFinder.in(
                repository,
                row ->
                    create(
                        row,
                        new Wanted(
                            key(UUID.randomUUID().toString()),
                            title,
                            body,
                            "Asked for by " + who + "."),
                        moment)));
  }

  /** The key of the write, for one that is named so. */
  static String key(String name) {
    return Marker.SAID + "issue:" + name;
  }

  Uni<LaneWrite.Noted<Outcome>> create(Repository row, Wanted wanted, Moment moment) {
    if (wanted.title().length() > 10 * TITLE || wanted.body().length() > BODY) {
      return nothing("The text may have " + BODY + " characters at most.");
    }
    String title = CleanText.line(wanted.title());
    if (title.isEmpty() || title.length() > TITLE) {
      return nothing("A title of at most " + TITLE + " characters is wanted.");
    }
    if (!row.issuesEnabled) {
      return nothing("Issues are switched off here.");
    }
    String body =
        (Defused.of(CleanText.lines(wanted.body())) + "\n\n" + Defused.of(wanted.source())).strip();
    return pauses
        .stops(row.id)
        .chain(
            stopped ->
                stopped
                    ? nothing("The repository is paused, and nothing is written to it meanwhile.")
                    : effects
                        .say(
                            row,
                            List.of(
                                new PlannedEffect(
                                    wanted.key(),
                                    new Intent.CreateIssue(title, body, List.of(), null),
                                    moment.who() + " wants an issue opened.")),
                            moment.now())
                        .replaceWith(
                            new LaneWrite.Noted<Outcome>(
                                new Outcome.Done(0),
                                new LaneWrite.Line(
                                    "create issue", RepositoryFinder.name(row), null, title))));
  }

  private static Uni<LaneWrite.Noted<Outcome>> nothing(String why) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(why)));
  }
}
