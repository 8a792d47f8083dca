package dev.pawl.settings;

import dev.pawl.settings.Settings.Lens;
import java.util.List;

/** The lenses of reviews that are built in. */
public final class LensPresets {
  /** In the order in which reviews take them. */
  public static final List<Lens> ALL =
      List.of(
          new Lens(
              "architecture",
              "Look at how the parts are cut and lean on each other: what is in the wrong place,"
                  + " what is there twice, what will stand in the way of the next steps."),
          new Lens(
              "correctness",
              "Look for what does the wrong thing: cases that nobody handles, errors that vanish,"
                  + " tests that cannot fail."),
          new Lens(
              "mission alignment",
              "Hold what was built against the goal: what serves it, what does not, and where the"
                  + " work has drifted away from it."),
          new Lens(
              "capability completeness",
              "Hold what the system can do against the goal: what is missing, what is there by"
                  + " half, what is claimed and cannot be found."));

  private LensPresets() {}

  /** The built-in one of a name; under any other name, one that says no more than that. */
  static Lens named(String name) {
    return ALL.stream()
        .filter(lens -> lens.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(
            () -> new Lens(name, "Look at the whole with this in mind, and at nothing else."));
  }
}
