package dev.pawl.loop.policy;

import dev.pawl.run.PhaseFacts.Kind;
import dev.pawl.run.ReviewFacts;
import dev.pawl.run.View;
import dev.pawl.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the whole is looked at, from which side, and who makes tasks of what was found. A pure
 * function of the view. It goes on beside the loop: neither waits for the other, so a gap analysis
 * may be asked while tasks of a review are on their way, and the queue takes up both.
 *
 * <p>Nothing is opened twice: a review's origin is the number of merged developments, which only
 * grows, and that of its consumption is the review itself; both are unique, and both are noted in
 * the transaction that decides. A review that is cancelled has begun all the same, so that the next
 * one comes as many merges after it, with the next lens.
 */
final class ReviewPolicy {
  private ReviewPolicy() {}

  static Optional<LoopChange> next(View view) {
    ReviewFacts.Finished finished = view.reviews().finished();
    if (finished != null) {
      // What a person has merged may have another content than what was read before.
      return finished.dirty() ? Optional.empty() : consumption(view, finished);
    }
    return due(view) ? Optional.of(review(view)) : Optional.empty();
  }

  /** One at a time: not before there are tasks of the one before. */
  private static boolean due(View view) {
    ReviewFacts far = view.reviews();
    int every = view.settings().reviews().every();
    return every > 0
        && far.merged() - far.begun() >= every
        && TurnPolicy.open(view, Kind.REVIEW) == 0
        && TurnPolicy.open(view, Kind.REVIEW_CONSUMPTION) == 0
        && !TurnPolicy.reached(view);
  }

  private static LoopChange review(View view) {
    Settings.Lens lens = lens(view.settings().reviews().lenses(), view.reviews().lens());
    return new LoopChange.Open(
        Kind.REVIEW,
        "Review: " + lens.name(),
        ReviewFacts.REVIEW + view.reviews().merged(),
        null,
        null,
        lens.name() + "\n\n" + TaskText.closed(Defused.of(lens.task())),
        merges(view.reviews().merged() - view.reviews().begun())
            + " merged since "
            + (view.reviews().begun() == 0 ? "the beginning" : "the last review began")
            + ", and a review is wanted after every "
            + view.settings().reviews().every()
            + ".",
        "Another number for `reviews.every` in the settings; 0 is for no reviews.");
  }

  private static String merges(int number) {
    return number == 1 ? "One development was" : number + " developments were";
  }

  /** The one behind the last; the first where that one is not used any more. */
  private static Settings.Lens lens(List<Settings.Lens> lenses, @Nullable String last) {
    int at = -1;
    for (int index = 0; index < lenses.size(); index++) {
      at = lenses.get(index).name().equalsIgnoreCase(last) ? index : at;
    }
    return lenses.get((at + 1) % lenses.size());
  }

  /** Nobody makes tasks of what is no review; but a person hears of it first. */
  private static Optional<LoopChange> consumption(View view, ReviewFacts.Finished review) {
    if (ReviewFiles.unread(view, review)) {
      return Optional.of(
          new LoopChange.Look("what the review #" + review.pullRequest() + " has brought"));
    }
    Optional<LoopChange.Ask> question = ReviewFiles.question(view, review);
    if (question.isPresent() && !view.asked().contains(question.get().name())) {
      return question.map(ask -> ask);
    }
    return question.filter(ask -> Questions.isOpen(view, ask)).isPresent()
        ? Optional.empty()
        : Optional.of(consumption(view, review, ReviewFiles.fit(view, review)));
  }

  private static LoopChange consumption(
      View view, ReviewFacts.Finished review, List<String> files) {
    String wrong = ReviewFiles.wrong(view, review);
    String number = "#" + review.pullRequest();
    String needless =
        !files.isEmpty()
            ? null
            : number
                + " has brought "
                + (wrong.isEmpty()
                    ? "no file into `" + view.settings().planning().reviews() + "`"
                    : "nothing")
                + " of which tasks could be made"
                + (wrong.isEmpty() ? "." : ": " + wrong + ".");
    return new LoopChange.Open(
        Kind.REVIEW_CONSUMPTION,
        "Make tasks of the review: " + review.lens(),
        ReviewFacts.CONSUMPTION + review.phase(),
        review.pullRequest(),
        needless,
        String.join("`, `", files),
        needless == null
            ? number + " was merged, and nobody has made tasks of what the review has found."
            : needless,
        needless == null
            ? "Closing its issue: nobody makes tasks of the review then."
            : "The next review, which comes in its time.");
  }
}
