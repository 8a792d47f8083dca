package dev.pawl.command;

import dev.pawl.mirror.PlanningFile;
import dev.pawl.mirror.Repository;
import dev.pawl.run.Moment;
import dev.pawl.run.Onboardings;
import dev.pawl.settings.RepositorySettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks for a repository's first files: one pull request with those that are missing. Who asks again
 * while it is open gets the same one.
 */
@ApplicationScoped
public class Onboard {
  private final LaneWrite lanes;
  private final Onboardings onboardings;

  Onboard(LaneWrite lanes, Onboardings onboardings) {
    this.lanes = lanes;
    this.onboardings = onboardings;
  }

  /**
   * @param who for the history and the audit log
   */
  public Outcome ask(long repository, String who) {
    return lanes.in(
        repository, who, moment -> RepositoryFinder.in(repository, row -> ask(row, moment)));
  }

  private Uni<LaneWrite.Noted<Outcome>> ask(Repository row, Moment moment) {
    if (row.isEmpty) {
      return refused("The repository has no commit yet. Make one on GitHub first.");
    }
    if (row.archived) {
      return refused("The repository is archived, so nothing can be written to it.");
    }
    return missesSomething(row.id)
        .chain(
            misses ->
                misses
                    ? onboardings.ask(row.id, moment).map(fresh -> noted(row, fresh))
                    : refused("The repository has a goal and settings already."));
  }

  private static Uni<Boolean> missesSomething(long repository) {
    return PlanningFile.count(
            "repositoryId = ?1 and role = ?2", repository, PlanningFile.Role.GOAL.name())
        .chain(
            goals ->
                RepositorySettings.<RepositorySettings>findById(repository)
                    .map(settings -> goals == 0 || settings == null || missing(settings)));
  }

  /** One with a mistake is there all the same. */
  private static boolean missing(RepositorySettings settings) {
    return settings.blob.isEmpty() && settings.mistakenBlob == null;
  }

  private static Uni<LaneWrite.Noted<Outcome>> refused(String why) {
    return Uni.createFrom().item(LaneWrite.Noted.nothing(new Outcome.Refused(why)));
  }

  private static LaneWrite.Noted<Outcome> noted(Repository row, boolean fresh) {
    return fresh
        ? new LaneWrite.Noted<>(
            new Outcome.Done(0),
            new LaneWrite.Line("onboard repository", RepositoryFinder.name(row), null, null))
        : LaneWrite.Noted.nothing(new Outcome.Done(0));
  }
}
