package dev.pawl.setup;

import dev.pawl.github.AppInForce;
import dev.pawl.github.AppManifests;
import dev.pawl.github.AppTable;
import dev.pawl.github.GitHubAddresses;
import dev.pawl.github.NewApp;
import dev.pawl.github.StoredApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The end of a set-up: GitHub's code becomes the App's credentials.
 *
 * <p>Wanted: one App remains, whatever is pressed twice, by whomever; nothing is stored of one that
 * did not come whole; and the person knows what to do about an App that GitHub made in vain.
 *
 * <p>Design: the state is claimed, GitHub is asked, and the App is stored by one statement, which
 * takes no place but that of the App that was there when the set-up was begun. Races: of two
 * operators who set up at once the first is the App; the second is told so, before GitHub is asked
 * if it is known by then, else afterwards. Crashes: GitHub gives the credentials once. When Pawl
 * ends between its answer and the store, they are gone; the page can be opened again after 30 s,
 * GitHub then refuses the code, and the person is told to delete the App there and begin anew. The
 * same is said when the database is away at that moment.
 */
@ApplicationScoped
class SetupFinish {
  private static final Logger LOG = Logger.getLogger(SetupFinish.class);

  /** What came of it. */
  sealed interface Result {
    record Done() implements Result {}

    /** The same page may be opened again. */
    record Again(int status, String why) implements Result {}

    record Over(int status, String why) implements Result {}
  }

  private final Setups setups;
  private final AppManifests manifests;
  private final AppTable table;
  private final AppInForce app;
  private final GitHubAddresses addresses;

  SetupFinish(
      Setups setups,
      AppManifests manifests,
      AppTable table,
      AppInForce app,
      GitHubAddresses addresses) {
    this.setups = setups;
    this.manifests = manifests;
    this.table = table;
    this.app = app;
    this.addresses = addresses;
  }

  Result run(String code, String state, String browser) {
    return switch (setups.claim(state, browser)) {
      case Setups.Claim.Foreign _ ->
          new Result.Over(
              403,
              "This set-up was not begun in this browser, or more than an hour ago. Nothing was"
                  + " asked of GitHub. Begin it here.");
      case Setups.Claim.Ended _ ->
          new Result.Over(409, "This set-up has ended; each leads to one App.");
      case Setups.Claim.Busy _ ->
          new Result.Again(409, "GitHub is being asked at this moment. Wait half a minute.");
      case Setups.Claim.Taken taken -> taken(taken, code, state);
    };
  }

  private Result taken(Setups.Claim.Taken taken, String code, String state) {
    Optional<StoredApp> before = table.shown();
    if (!Objects.equals(before.map(StoredApp::id).orElse(null), taken.replaces())) {
      setups.end(state);
      return new Result.Over(409, another(before.orElse(null), taken.name()));
    }
    return switch (manifests.convert(code)) {
      case AppManifests.Outcome.Made made -> stored(made.app(), taken, before, state);
      case AppManifests.Outcome.Refused refused -> {
        setups.end(state);
        yield new Result.Over(
            502,
            "GitHub refused the code ("
                + refused.reason()
                + "): it was used already, or is older than an hour. "
                + delete(taken.name()));
      }
      case AppManifests.Outcome.Unusable unusable -> {
        setups.end(state);
        yield new Result.Over(
            502,
            "What GitHub gave of the App cannot be used: "
                + unusable.reason()
                + ". "
                + delete(taken.name()));
      }
      case AppManifests.Outcome.Unknown unknown -> {
        setups.release(state);
        yield new Result.Again(
            502,
            unknown.reason()
                + ". Nothing was stored. Try again; if GitHub refuses the code then, it had taken"
                + " it after all.");
      }
    };
  }

  private Result stored(
      NewApp made, Setups.Claim.Taken taken, Optional<StoredApp> before, String state) {
    boolean ours;
    try {
      ours = table.put(made, taken.replaces(), "operator");
    } catch (RuntimeException databaseAway) {
      LOG.warnf("the App %s could not be stored: %s", made.slug(), databaseAway.getMessage());
      return new Result.Over(
          503, "GitHub has made the App, but it could not be stored. " + delete(made.name()));
    }
    setups.end(state);
    if (!ours) {
      return new Result.Over(409, another(table.shown().orElse(null), made.name()));
    }
    setups.note(
        "set up app",
        made.slug(),
        before.map(StoredApp::slug).orElse(null),
        made.slug() + " (" + made.id() + ") of " + made.owner());
    app.refresh();
    return new Result.Done();
  }

  private String another(@Nullable StoredApp other, String made) {
    return (other == null
            ? "The App that was to be replaced is gone."
            : "The App " + other.slug() + " was set up meanwhile, and is used.")
        + " "
        + delete(made);
  }

  private String delete(String name) {
    return "If "
        + addresses.web()
        + "/settings/apps, or the organisation's list of GitHub Apps, now shows “"
        + name
        + "”, delete it there; Pawl does not use it. Then begin anew if need be.";
  }
}
