package dev.pawl.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The word that somebody may have meant, by the number of slips of the pen between the two. */
final class Nearest {
  /** A third of the letters may be wrong, and two of a short word, if anything of it is left. */
  private static final int FEW = 2;

  private static final int SHARE = 3;

  private Nearest() {}

  /** Empty where no word is near. */
  static Optional<String> of(String written, Collection<String> words) {
    return words.stream()
        .map(word -> new Near(word, distance(written, word)))
        .filter(near -> near.slips() >= 0)
        .min(Comparator.comparingInt(Near::slips).thenComparing(Near::word))
        .map(Near::word);
  }

  /** What is said of a key that there is not. */
  static String unknown(String written, Collection<String> keys) {
    return of(written, keys)
        .map(key -> "there is no such key; did you mean `" + key + "`?")
        .orElse("there is no such key.");
  }

  private record Near(String word, int slips) {}

  /** -1 where they are too far apart, which is seen early of a text however long it is. */
  private static int distance(String written, String word) {
    int most = Math.min(Math.max(FEW, word.length() / SHARE), Math.max(1, word.length() - FEW));
    return Math.abs(written.length() - word.length()) > most
        ? -1
        : new DamerauLevenshteinDistance(most).apply(written, word);
  }
}
