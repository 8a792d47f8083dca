package dev.pawl.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Planning paths that are the same, or of which one lies in another. Then one file would have two
 * meanings, and what one kind of pull request may write would be another one's.
 */
final class PathConflicts {
  private PathConflicts() {}

  /**
   * @param places where each key stands; a key that is not there has its default, or the base's
   */
  static List<SettingsMistake> of(Settings.Planning planning, Places places) {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("planning.goal", planning.goal());
    paths.put("planning.capabilities", planning.capabilities());
    paths.put("planning.goal_reached", planning.goalReached());
    paths.put("planning.queue", planning.queue());
    paths.put("planning.reviews", planning.reviews());
    List<String> keys = List.copyOf(paths.keySet());
    List<SettingsMistake> mistakes = new ArrayList<>();
    for (int first = 0; first < keys.size(); first++) {
      String one = keys.get(first);
      String path = paths.getOrDefault(one, "");
      if (path.equals(Settings.FILE) || within(Settings.FILE, path)) {
        mistakes.add(
            new SettingsMistake(
                one,
                "this is the place of `" + Settings.FILE + "`; another path is wanted.",
                place(one, places)));
      }
      for (String other : keys.subList(first + 1, keys.size())) {
        String place = paths.getOrDefault(other, "");
        if (path.equals(place) || within(path, place) || within(place, path)) {
          mistakes.add(mistake(one, path, other, place, places));
        }
      }
    }
    return mistakes;
  }

  /** Said of the key that stands in the file; of two, of the later one. */
  private static SettingsMistake mistake(
      String one, String path, String other, String place, Places places) {
    boolean later = place(other, places).line() > place(one, places).line();
    String key = later ? other : one;
    String to = later ? one : other;
    String mine = later ? place : path;
    String theirs = later ? path : place;
    String how =
        mine.equals(theirs)
            ? "this is also the path of `" + to + "`"
            : within(mine, theirs)
                ? "this lies in `" + theirs + "`, the path of `" + to + "`"
                : "`" + theirs + "`, the path of `" + to + "`, lies in this";
    return new SettingsMistake(key, how + "; each needs a place of its own.", place(key, places));
  }

  private static Places.Place place(String key, Places places) {
    return places.key(key.replace('.', '/'));
  }

  private static boolean within(String path, String folder) {
    return path.startsWith(folder + "/");
  }
}
