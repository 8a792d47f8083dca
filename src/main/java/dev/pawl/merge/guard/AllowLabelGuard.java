package dev.pawl.merge.guard;

import java.util.List;
import java.util.stream.Collectors;

/** One of the labels that people give to what may be merged, where the settings want one. */
final class AllowLabelGuard implements Guard {
  @Override
  public String name() {
    return "Label";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<String> allowed = candidate.demands().labels();
    String name = candidate.name();
    if (allowed.isEmpty()) {
      return Verdict.pass("No label is asked for on " + name + ".", "not asked for", "any or none");
    }
    String wanted = allowed.stream().limit(3).map(Quoted::of).collect(Collectors.joining(" or "));
    return candidate.pull().labels().stream()
        .filter(label -> allowed.stream().anyMatch(label::equalsIgnoreCase))
        .sorted()
        .findFirst()
        .map(
            label ->
                Verdict.pass(
                    name + " has the label " + Quoted.of(label) + ".", Quoted.of(label), wanted))
        .orElseGet(
            () ->
                Verdict.await(
                    "Waiting for the label " + wanted + " on " + name + ".",
                    "none of them",
                    wanted,
                    "Somebody gives it the label " + Quoted.of(allowed.getFirst()) + "."));
  }
}
