package dev.pawl.run;

import dev.pawl.run.View.FileFacts;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of what people may have been asked, of which a decision must know whether they were: a
 * repository has any number of questions behind it, and one that was decided long ago is not asked
 * again. So they are looked up by name, not looked for among the latest.
 *
 * <p>Whoever asks people something that concerns no single phase takes its name from here.
 *
 * @param names these very ones
 * @param stems how names begin of which all matter
 */
public record QuestionFacts(Set<String> names, Set<String> stems) {
  private static final String PENDING = "PENDING";
  private static final String CAPABILITIES = "CAPABILITIES";

  /** Fewer items are no circle. */
  private static final int SAME = 3;

  public QuestionFacts {
    names = Set.copyOf(names);
    stems = Set.copyOf(stems);
  }

  /**
   * What a decision on this view may ask people. Nothing in most views.
   *
   * @param view all but what people were asked
   */
  public static QuestionFacts of(View view) {
    Set<String> names = new LinkedHashSet<>();
    view.files().stream()
        .filter(file -> file.role().equals(PENDING))
        .filter(file -> !file.readable() || file.blank() || file.title() == null)
        .forEach(file -> names.add(aside(file)));
    view.files().stream()
        .filter(file -> file.role().equals(CAPABILITIES) && !file.readable())
        .forEach(file -> names.add(capabilities(file)));
    if (view.queue().size() >= SAME) {
      view.queue().forEach(item -> names.add(sameGap(item)));
    }
    view.phases().stream()
        .filter(phase -> phase.kind() == PhaseFacts.Kind.GAP_ANALYSIS)
        .filter(phase -> phase.state() == PhaseFacts.State.DONE)
        .forEach(phase -> names.add(fruitless(phase)));
    Set<String> stems =
        view.queue().stream()
            .filter(item -> item.state() == QueueFacts.State.TAKEN)
            .map(QuestionFacts::moves)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    ReviewFacts.Finished finished = view.reviews().finished();
    if (finished != null) {
      stems.add(brought(finished));
    }
    return new QuestionFacts(names, stems);
  }

  boolean include(String name) {
    return names.contains(name) || stems.stream().anyMatch(name::startsWith);
  }

  /** One content of a pending file that is no task. */
  public static String aside(FileFacts file) {
    return "queue:" + file.path() + ":" + file.blob();
  }

  /** One content of the capabilities document that cannot be read. */
  public static String capabilities(FileFacts file) {
    return "capabilities:" + file.path() + ":" + file.blob();
  }

  /** How the name of every question about the files of a review begins; what they hold follows. */
  public static String brought(ReviewFacts.Finished review) {
    return "review files:" + review.phase() + ":";
  }

  /** How the name of every refused move of a file begins; a number follows. */
  public static String moves(QueueFacts item) {
    return "queue move:" + item.id() + ":";
  }

  /** The same task once more. */
  public static String sameGap(QueueFacts latest) {
    return "same gap:" + latest.id();
  }

  /** A gap analysis that has left nothing. */
  public static String fruitless(PhaseFacts analysis) {
    return "no result:" + analysis.id();
  }
}
