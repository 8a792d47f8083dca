package dev.pawl.loop;

import dev.pawl.effect.Effect;
import dev.pawl.effect.Effects;
import dev.pawl.effect.Intent;
import dev.pawl.effect.PlannedEffect;
import dev.pawl.mirror.Repository;
import dev.pawl.mirror.SettingsProposal;
import dev.pawl.run.EffectKeyFacts;
import dev.pawl.run.View;
import dev.pawl.settings.FlatSettings;
import dev.pawl.settings.RepositorySettings;
import dev.pawl.settings.SettingsLoader;
import dev.pawl.settings.SettingsMistake;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says on the heads of pull requests that change the settings, and on the default branch whose
 * settings are broken, what is to be said of the file: as one check run a head.
 *
 * <p>What a head holds is judged, and never gone by. Wanted: one check run a head, with the words
 * of now. Race: the head, the settings in force or the owner's change while one is written; each
 * change of the words has its number, so that the same words may come back, and the writer looks up
 * what is there just before it is sent. Nothing else follows on these check runs, so that nothing
 * about them need be in the view.
 */
@ApplicationScoped
class SettingsChecks {
  /** Not that of the merge's own check run. */
  static final String NAME = "Pawl settings";

  private final Effects effects;

  SettingsChecks(Effects effects) {
    this.effects = effects;
  }

  /**
   * @param stem how the keys of all its texts begin; a number and a dash follow
   */
  private record Said(String stem, String head, SettingsCheckText text, String reason) {
    String digest() {
      String words = Json.write(text);
      return Json.hash(words).substring(0, 12);
    }
  }

  /** Belongs into the decision's own transaction; costs nothing where there is nothing to say. */
  Uni<List<PlannedEffect>> wanted(Repository repository, View view) {
    if (view.repository().reach() != View.Reach.ACTIVE || repository.archived) {
      return Uni.createFrom().item(List.of());
    }
    return RepositorySettings.<RepositorySettings>findById(repository.id)
        .chain(
            row ->
                row == null || !row.proposals && row.mistakes == null && row.mendedHead == null
                    ? Uni.createFrom().item(List.of())
                    : wanted(repository, row));
  }

  private Uni<List<PlannedEffect>> wanted(Repository repository, RepositorySettings row) {
    Uni<List<SettingsProposal>> proposals =
        row.proposals ? SettingsProposal.open(repository.id) : Uni.createFrom().item(List.of());
    return proposals
        .call(open -> row.proposals && open.isEmpty() ? forgotten(row) : Uni.createFrom().item(0L))
        .chain(
            open -> {
              List<Said> said = new ArrayList<>();
              open.forEach(proposal -> said.add(of(proposal, row)));
              Said own = ofTheDefaultBranch(repository, row);
              if (own != null) {
                said.add(own);
              }
              Set<String> stems = said.stream().map(Said::stem).collect(Collectors.toSet());
              return said.isEmpty()
                  ? Uni.createFrom().item(List.of())
                  : effects
                      .known(repository.id, Set.of(), Set.of(), stems)
                      .map(
                          known -> {
                            if (own != null
                                && own.head().equals(row.mendedHead)
                                && done(own, known)) {
                              row.mendedHead = null;
                            }
                            return said.stream().map(one -> planned(one, known)).toList();
                          });
            });
  }

  /** Of closed ones nothing is known any more, so that one which is opened again is looked at. */
  private static Uni<Long> forgotten(RepositorySettings row) {
    row.proposals = false;
    return SettingsProposal.delete("repositoryId = ?1 and changes", row.repositoryId);
  }

  private static Said of(SettingsProposal proposal, RepositorySettings row) {
    return new Said(
        "settings:" + proposal.repositoryId + ":" + proposal.number + ":" + proposal.head + ":",
        proposal.head,
        judged(proposal, row),
        "#" + proposal.number + " changes the settings.");
  }

  /** By what holds now; whether it would hold is not decided by this, but by the merge. */
  private static SettingsCheckText judged(SettingsProposal proposal, RepositorySettings row) {
    String text = proposal.content;
    if (text == null) {
      return SettingsCheckText.bad(List.of(SettingsMistake.NO_TEXT), false);
    }
    return switch (SettingsLoader.load(text, row.baseContent)) {
      case SettingsLoader.Outcome.Good good ->
          SettingsCheckText.good(
              FlatSettings.changes(row.settings(), good.settings()), proposal.backtest);
      case SettingsLoader.Outcome.Bad bad -> SettingsCheckText.bad(bad.mistakes(), false);
    };
  }

  private static @Nullable Said ofTheDefaultBranch(Repository repository, RepositorySettings row) {
    String head = row.mistakes == null ? row.mendedHead : repository.head;
    return head == null
        ? null
        : new Said(
            "settings-in-force:" + repository.id + ":" + head + ":",
            head,
            row.mistakes == null
                ? SettingsCheckText.mended()
                : SettingsCheckText.bad(row.ownMistakes(), true),
            row.mistakes == null
                ? "The settings are in force again."
                : "The settings of the default branch have a mistake.");
  }

  private static List<Effect> earlier(Said said, List<Effect> known) {
    return known.stream()
        .filter(effect -> effect.key.startsWith(said.stem()))
        .sorted(Comparator.comparingLong(effect -> EffectKeyFacts.number(effect.key, said.stem())))
        .toList();
  }

  private static boolean done(Said said, List<Effect> known) {
    List<Effect> earlier = earlier(said, known);
    return !earlier.isEmpty()
        && earlier.getLast().key.endsWith("-" + said.digest())
        && earlier.getLast().state.equals(Effect.DONE);
  }

  private static PlannedEffect planned(Said said, List<Effect> known) {
    List<Effect> earlier = earlier(said, known);
    Effect last = earlier.isEmpty() ? null : earlier.getLast();
    String words = said.digest();
    boolean same = last != null && last.key.endsWith("-" + words);
    long number = last == null ? 1 : EffectKeyFacts.number(last.key, said.stem()) + (same ? 0 : 1);
    String key = said.stem() + number + "-" + words;
    Long there =
        earlier.stream()
            .map(effect -> effect.resultId)
            .filter(result -> result != null)
            .findFirst()
            .orElse(null);
    // One that was sent must not land after the next; it tells the check run's id as well.
    String after =
        earlier.stream()
            .filter(effect -> Set.of(Effect.CLAIMED, Effect.UNKNOWN).contains(effect.state))
            .map(effect -> effect.key)
            .filter(other -> !other.equals(key))
            .reduce((first, second) -> second)
            .orElse(null);
    SettingsCheckText text = said.text();
    return new PlannedEffect(
        key,
        new Intent.PutCheckRun(
            there,
            NAME,
            said.head(),
            "completed",
            text.conclusion(),
            text.title(),
            text.summary(),
            text.annotations()),
        said.reason(),
        after);
  }
}
