package dev.pawl.merge.guard;

/** A label by which people keep it from being merged. */
final class LabelGuard implements Guard {
  private static final String WANTED = "no label that holds it";

  @Override
  public String name() {
    return "Hold label";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    return candidate.pull().labels().stream()
        .filter(
            label -> candidate.settings().holdLabels().stream().anyMatch(label::equalsIgnoreCase))
        .sorted()
        .findFirst()
        .map(
            label ->
                Verdict.await(
                    "Waiting for the label "
                        + Quoted.of(label)
                        + " to be taken off "
                        + candidate.name()
                        + ".",
                    Quoted.of(label),
                    WANTED,
                    "The label is taken off."))
        .orElseGet(() -> Verdict.pass("No label holds " + candidate.name() + ".", "none", WANTED));
  }
}
